import * as z from "zod";
import { type FieldFacts, facts } from "./fields.ts";
import { type SectionName, sections } from "./schema.ts";

/** The fields a place of the schema may have; of a union, those of all its variants. */
export function fieldsOf(schema: z.ZodType): Record<string, z.ZodType> {
  const bare = bareSchema(schema);
  if (bare instanceof z.ZodObject) return bare.shape;
  if (!(bare instanceof z.ZodDiscriminatedUnion)) return {};
  return Object.assign({}, ...bare.options.map((option) => fieldsOf(option as z.ZodType))) as Record<
    string,
    z.ZodType
  >;
}

/** The schema of the field at a path such as `mysql`, `admin`, `password`. */
export function schemaAt(path: readonly string[]): z.ZodType | undefined {
  const [section, ...rest] = path;
  return rest.reduce<z.ZodType | undefined>(
    (schema, key) => schema && (elementOf(schema) ?? fieldsOf(schema)[key]),
    sections[section as SectionName],
  );
}

/** What every element of a list, or of a map of free names, is. */
function elementOf(schema: z.ZodType): z.ZodType | undefined {
  const bare = bareSchema(schema);
  if (bare instanceof z.ZodArray) return bare.element as z.ZodType;
  return bare instanceof z.ZodRecord ? (bare.valueType as z.ZodType) : undefined;
}

/** The words by which the variants of a union are told apart: `existing`. */
export function variantsOf(schema: z.ZodType | undefined): string[] {
  const bare = schema && bareSchema(schema);
  if (!(bare instanceof z.ZodDiscriminatedUnion)) return [];
  return bare.options.flatMap((option) => {
    const word = fieldsOf(option as z.ZodType)[bare.def.discriminator];
    return word instanceof z.ZodLiteral ? [...word.values].map(String) : [];
  });
}

/** What is known of a field; defaults and options around it do not hide it. */
export function factsOf(schema: z.ZodType | undefined): FieldFacts | undefined {
  return schema && facts.get(bareSchema(schema));
}

/** Whether the value is written as an object in the stack file. */
export function isGroup(schema: z.ZodType): boolean {
  const bare = bareSchema(schema);
  return bare instanceof z.ZodObject || bare instanceof z.ZodDiscriminatedUnion;
}

function bareSchema(schema: z.ZodType): z.ZodType {
  const wrapped =
    schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional;
  return wrapped ? bareSchema(schema.unwrap() as z.ZodType) : schema;
}
