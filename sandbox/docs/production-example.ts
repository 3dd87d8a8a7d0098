import * as z from "zod";
import { stringify } from "yaml";
import { setCommand } from "../../config/problem.ts";
import { sections } from "../../config/schema.ts";
import { factsOf, fieldsOf, fieldsOfVariants, isGroup, unionsOf, variantsOf } from "../../config/shape.ts";
import { PRODUCTION, type Part, SECRETS } from "./production-values.ts";

const HEAD = `# A production environment, with every key that there is: those that are set fit stores that exist, the others are comments.
# Made from config/schema.ts by \`make docs\`. Copy it to Pulumi.<stack>.yaml, put in your own addresses, and leave out
# what you don't need. Secrets are set by the commands that stand in their place; each asks for the value and stores it
# encrypted. What keys do together: docs/configuration.md.
`;

/** The example of a production environment as a stack file: every key of the schema with what it is for. */
export function productionExample(): string {
  const parts = Object.entries(sections).map(([name, schema]) =>
    fieldLines({
      path: [name],
      label: `bkpaas:${name}`,
      schemas: [schema],
      set: PRODUCTION[name],
      isInComment: false,
      told: new Set(),
    })
      .map((line) => `  ${line}\n`)
      .join(""),
  );
  return `${HEAD}config:\n${parts.join("\n")}`;
}

/** A field of the schema: at one place several schemas, where variants differ, and first the one that counts. */
interface Field {
  readonly path: readonly string[];
  /** Its key as the stack file has it. */
  readonly label: string;
  readonly schemas: readonly z.ZodType[];
  /** What the example sets; undefined for a comment. */
  readonly set: Part[string] | undefined;
  /** Whether it stands in a group that is a comment as a whole: there, what has to be said is said. */
  readonly isInComment: boolean;
  /** What was explained before within the section. */
  readonly told: Set<string>;
}

function fieldLines(field: Field): string[] {
  if (!field.schemas.some(isGroup)) return leafLines(field);
  if (field.set !== undefined) return groupLines(field);
  const lines = groupLines({ ...field, isInComment: true });
  return field.isInComment && isRequired(field.schemas) ? lines : lines.map(asComment);
}

function groupLines({ path, label, schemas, set, isInComment, told }: Field): string[] {
  const chosen = typeof set === "object" ? set : {};
  const alternatives = schemas.flatMap((schema) => orderedVariants(schema, chosen));
  const names = [...new Set(alternatives.flatMap((fields) => Object.keys(fields)))];
  const byOwner = Map.groupBy(names, (name) => ownersOf(schemas, chosen, name));
  const lines = [...byOwner].flatMap(([owner, owned]) => {
    const inner = owned.flatMap((name) =>
      fieldLines({
        path: [...path, name],
        label: name,
        schemas: alternatives.flatMap((fields) => fields[name] ?? []),
        set: chosen[name],
        isInComment: isInComment && owner === "",
        told,
      }),
    );
    return owner === "" ? inner : [`# With ${owner}:`, ...inner];
  });
  return [`${label}:`, ...lines.map((line) => `  ${line}`)];
}

function leafLines({ path, label, schemas, set, isInComment, told }: Field): string[] {
  const [schema] = schemas;
  if (!schema) return [];
  const facts = factsOf(schema) ?? factsOf(innermost(schema));
  const explained = explanationOf(schema, facts?.doc, told);
  const isSet = set !== undefined || (isInComment && isRequired(schemas));
  if (facts?.secret) return [...explained, secretLine(path, isSet || isSecretSet(path, schema))];
  const lines = valueLines(label, set ?? exampleOf(schema));
  return [...explained, ...(isSet ? lines : lines.map(asComment))];
}

function secretLine(path: readonly string[], isSet: boolean): string {
  return `# ${isSet ? "" : "If need be: "}${setCommand(path.join("."), "", true)}`;
}

/** A secret below what is set may not be left out. */
function isSecretSet(path: readonly string[], schema: z.ZodType): boolean {
  return SECRETS.has(path.join(".")) || (isRequired([schema]) && isSetIn(PRODUCTION, path.slice(0, -1)));
}

function isSetIn(part: Part[string] | undefined, [first, ...rest]: readonly string[]): boolean {
  if (first === undefined) return part !== undefined;
  return typeof part === "object" && isSetIn(part[first], rest);
}

function isRequired([schema]: readonly z.ZodType[]): boolean {
  return schema !== undefined && !schema.safeParse(undefined).success;
}

/** The variants of a place, first the one that is chosen, or that needs no word. */
function orderedVariants(schema: z.ZodType, chosen: Part): Record<string, z.ZodType>[] {
  const fits = (fields: Record<string, z.ZodType>): boolean =>
    Object.entries(chosen).every(([name, value]) => {
      const field = fields[name];
      return (
        field !== undefined && (typeof value === "object" || isGroup(field) || field.safeParse(value).success)
      );
    });
  const variants = fieldsOfVariants(schema);
  return [...variants.filter(fits), ...variants.filter((fields) => !fits(fields))];
}

/** The variants that know a key, where the chosen one doesn't; empty where it does. */
function ownersOf(schemas: readonly z.ZodType[], chosen: Part, name: string): string {
  const owners = schemas.slice(0, 1).flatMap((schema) =>
    unionsOf(schema, chosen).flatMap((union) => {
      const { discriminator } = union.def;
      const knowing = variantsOf(union, name);
      const said = chosen[discriminator];
      const word = typeof said === "string" ? said : (variantsOf(union)[0] ?? "");
      return knowing.includes(word) ? [] : [`${discriminator} ${knowing.join(" or ")}`];
    }),
  );
  return owners.at(-1) ?? "";
}

/** What a key is for, once a section, and what holds without it. */
function explanationOf(schema: z.ZodType, doc: string | undefined, told: Set<string>): string[] {
  const words = wordsOf(schema);
  const fallback = defaultOf(schema);
  const sentences = [
    doc,
    words.length > 1 && !words.every((word) => doc?.includes(word))
      ? `One of: ${words.join(", ")}.`
      : undefined,
    isPlain(fallback) ? `Default: ${fallback}.` : undefined,
  ].filter((sentence) => sentence !== undefined);
  const text = sentences.join(" ");
  if (text === "" || told.has(text)) return [];
  told.add(text);
  return [`# ${text}`];
}

function isPlain(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

function valueLines(label: string, value: unknown): string[] {
  return stringify({ [label]: value }, { lineWidth: 0 })
    .trimEnd()
    .split("\n");
}

function asComment(line: string): string {
  return `# ${line}`;
}

/** A value that the key may have: its default, else its example. */
function exampleOf(schema: z.ZodType): unknown {
  const fallback = defaultOf(schema);
  const isEmpty = typeof fallback === "object" && fallback !== null && Object.keys(fallback).length === 0;
  if (fallback !== undefined && !isEmpty) return fallback;
  const bare = bareOf(schema);
  if (bare instanceof z.ZodArray) return [exampleOf(bare.element as z.ZodType)];
  if (bare instanceof z.ZodRecord) {
    return bare.valueType instanceof z.ZodUnknown ? {} : { name: exampleOf(bare.valueType as z.ZodType) };
  }
  if (bare instanceof z.ZodObject) {
    const fields = Object.entries(fieldsOf(bare));
    return Object.fromEntries(fields.map(([name, field]) => [name, exampleOf(field)]));
  }
  const example = wordsOf(bare)[0] ?? factsOf(bare)?.example ?? "…";
  return bare instanceof z.ZodNumber ? Number(example) : example;
}

function wordsOf(schema: z.ZodType): string[] {
  const bare = bareOf(schema);
  if (bare instanceof z.ZodEnum) return bare.options.map(String);
  return bare instanceof z.ZodLiteral ? [...bare.values].map(String) : [];
}

function defaultOf(schema: z.ZodType): unknown {
  return schema instanceof z.ZodDefault ? schema.def.defaultValue : undefined;
}

/** What every element of a list or map is. */
function innermost(schema: z.ZodType): z.ZodType {
  const bare = bareOf(schema);
  if (bare instanceof z.ZodArray) return innermost(bare.element as z.ZodType);
  return bare instanceof z.ZodRecord ? innermost(bare.valueType as z.ZodType) : bare;
}

function bareOf(schema: z.ZodType): z.ZodType {
  const wrapped =
    schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional;
  return wrapped ? bareOf(schema.unwrap() as z.ZodType) : schema;
}
