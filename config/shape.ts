import * as z from "zod";
import { type FieldFacts, facts } from "./fields.ts";
import { type SectionName, sections } from "./schema.ts";

/** The fields a place of the schema may have; of a union, those of the variant that the value is, else of all. */
export function fieldsOf(schema: z.ZodType, value?: unknown): Record<string, z.ZodType> {
  const bare = bareSchema(schema);
  if (bare instanceof z.ZodObject) return bare.shape;
  if (bare instanceof z.ZodRecord) return entriesOf(bare);
  if (!(bare instanceof z.ZodDiscriminatedUnion)) return {};
  const chosen = chosenOf(bare, value);
  if (chosen) return fieldsOf(chosen, value);
  return Object.assign({}, ...optionsOf(bare).map((option) => fieldsOf(option))) as Record<string, z.ZodType>;
}

/** The entries of a map whose names are known. */
function entriesOf({ keyType, valueType }: z.ZodRecord): Record<string, z.ZodType> {
  if (!(keyType instanceof z.ZodEnum)) return {};
  return Object.fromEntries(keyType.options.map((name) => [name, valueType as z.ZodType]));
}

/** The fields of each variant of a place, those of unions within unions too. */
export function fieldsOfVariants(schema: z.ZodType): Record<string, z.ZodType>[] {
  const bare = bareSchema(schema);
  return bare instanceof z.ZodDiscriminatedUnion
    ? optionsOf(bare).flatMap(fieldsOfVariants)
    : [fieldsOf(schema)];
}

/** The unions that a value passes through: of `mode`, then of `provisioning` within that mode. */
export function unionsOf(schema: z.ZodType | undefined, value: unknown): z.ZodDiscriminatedUnion[] {
  const bare = schema && bareSchema(schema);
  if (!(bare instanceof z.ZodDiscriminatedUnion)) return [];
  return [bare, ...unionsOf(chosenOf(bare, value), value)];
}

function optionsOf(union: z.ZodDiscriminatedUnion): z.ZodType[] {
  return union.options as z.ZodType[];
}

/** The variant that a value says it is; without a word, the one that may go without. */
function chosenOf(union: z.ZodDiscriminatedUnion, value: unknown): z.ZodType | undefined {
  const { discriminator } = union.def;
  const word = fieldOf(value, discriminator);
  return optionsOf(union).find((option) =>
    word === undefined && value !== undefined
      ? fieldsOf(option)[discriminator] instanceof z.ZodOptional
      : wordsOf(option, discriminator).includes(String(word)),
  );
}

/** The schema of the field at a path below a section, such as `admin`, `password`, and what the section's value has there. */
export function schemaAt(
  section: SectionName,
  value: unknown,
  path: readonly PropertyKey[],
): { readonly schema: z.ZodType | undefined; readonly value: unknown } {
  let place: { schema: z.ZodType | undefined; value: unknown } = { schema: sections[section], value };
  for (const key of path) {
    const { schema, value: here } = place;
    place = {
      schema: schema && (elementOf(schema) ?? fieldsOf(schema, here)[String(key)]),
      value: fieldOf(here, key),
    };
  }
  return place;
}

function fieldOf(value: unknown, key: PropertyKey): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

/** What every element of a list, or of a map of free names, is. */
export function elementOf(schema: z.ZodType): z.ZodType | undefined {
  const bare = bareSchema(schema);
  if (bare instanceof z.ZodArray) return bare.element as z.ZodType;
  return bare instanceof z.ZodRecord ? (bare.valueType as z.ZodType) : undefined;
}

/** The words by which the variants of a union are told apart, such as `existing`; only those that know a key, if one is given. */
export function variantsOf(union: z.ZodDiscriminatedUnion, knowing?: string): string[] {
  return optionsOf(union)
    .filter((option) => knowing === undefined || knowing in fieldsOf(option))
    .flatMap((option) => wordsOf(option, union.def.discriminator));
}

/** Every variant's word, that of a union within the union once. */
function wordsOf(variant: z.ZodType, discriminator: string): string[] {
  const word = fieldsOf(variant)[discriminator];
  const literal = word && bareSchema(word);
  return literal instanceof z.ZodLiteral ? [...literal.values].map(String) : [];
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
