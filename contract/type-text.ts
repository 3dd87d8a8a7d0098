import * as z from "zod";
import { fieldsOfVariants } from "../config/shape.ts";
import { bareOf } from "./leaves.ts";

/** The type of a value as TypeScript writes it; each alternative once. */
export function typeText(schemas: readonly z.ZodType[]): string {
  return [...new Set(schemas.map(typeOf))].join(" | ");
}

/** @throws Error for a kind of schema that the contract does not use yet */
function typeOf(schema: z.ZodType): string {
  const bare = bareOf(schema);
  if (bare instanceof z.ZodString) return "string";
  if (bare instanceof z.ZodNumber) return "number";
  if (bare instanceof z.ZodBoolean) return "boolean";
  if (bare instanceof z.ZodLiteral) return words([...bare.values]);
  if (bare instanceof z.ZodEnum) return words(bare.options);
  if (bare instanceof z.ZodArray) return `readonly (${typeOf(bare.element as z.ZodType)})[]`;
  if (bare instanceof z.ZodRecord) return `Readonly<Record<string, ${typeOf(bare.valueType as z.ZodType)}>>`;
  if (bare instanceof z.ZodObject || bare instanceof z.ZodDiscriminatedUnion) {
    return fieldsOfVariants(bare).map(objectText).join(" | ");
  }
  throw new Error(`there is no type for ${bare.type}`);
}

function words(values: readonly unknown[]): string {
  return values.map((value) => JSON.stringify(value)).join(" | ");
}

function objectText(fields: Readonly<Record<string, z.ZodType>>): string {
  const lines = Object.entries(fields).map(([name, schema]) => {
    const mark = schema instanceof z.ZodOptional ? "?" : "";
    return `readonly ${name}${mark}: ${typeOf(schema)};`;
  });
  return `{ ${lines.join(" ")} }`;
}
