import type * as z from "zod";
import { type Problem, fileCommand, removeCommand, setCommand } from "./problem.ts";
import type { SectionName } from "./schema.ts";
import { discriminatorOf, factsOf, fieldsOf, schemaAt, variantsOf } from "./shape.ts";

/**
 * A finding of the schema in the words of this program; several unknown keys are several problems.
 * @param value the whole section, by which the variant is known that was meant
 */
export function describe(section: SectionName, value: unknown, issue: z.core.$ZodIssue): Problem[] {
  const key = keyOf([section, ...issue.path]);
  if (issue.code === "unrecognized_keys") {
    const place = schemaAt(section, value, issue.path);
    return issue.keys.map((name) => unknownField(`${key}.${name}`, name, place));
  }
  const about = factsOf(schemaAt(section, value, issue.path).schema);
  const allowed = allowedWords(section, value, issue);
  const example = about?.example ?? allowed[0] ?? "…";
  return [
    {
      key,
      rule: rule(issue, about?.doc, allowed),
      fix: about?.file ? fileCommand(key, about.file) : setCommand(key, example, about?.secret ?? false),
    },
  ];
}

/** A path as `pulumi config set --path` reads it: places of a list, and names with a dot, stand in brackets. */
function keyOf(path: readonly PropertyKey[]): string {
  const [first = "", ...rest] = path;
  const segments = rest.map((segment) => {
    if (typeof segment === "number") return `[${segment}]`;
    return /^[\w-]+$/.test(String(segment)) ? `.${String(segment)}` : `["${String(segment)}"]`;
  });
  return [String(first), ...segments].join("");
}

/** A key nobody reads: a slip of the pen that would otherwise go unnoticed. */
export function unknownKey(key: string, known: readonly string[]): Problem {
  return { key, rule: `is not a known key (known: ${known.join(", ")})`, fix: removeCommand(key) };
}

/** A key that is unknown here, or left over from another variant. */
function unknownField(key: string, name: string, place: ReturnType<typeof schemaAt>): Problem {
  const { schema, value } = place;
  const variants = variantsOf(schema, name);
  if (variants.length > 0) {
    const rule = `belongs to ${discriminatorOf(schema) ?? ""} ${variants.join(" or ")}`;
    return { key, rule, fix: removeCommand(key) };
  }
  return unknownKey(key, schema ? Object.keys(fieldsOf(schema, value)) : []);
}

/** The words one of which was wanted. */
function allowedWords(section: SectionName, value: unknown, issue: z.core.$ZodIssue): string[] {
  if (issue.code === "invalid_value") return issue.values.map(String);
  const around = schemaAt(section, value, issue.path.slice(0, -1)).schema;
  return issue.path.at(-1) === discriminatorOf(around) ? variantsOf(around) : [];
}

function rule(issue: z.core.$ZodIssue, doc: string | undefined, allowed: readonly string[]): string {
  if (issue.input === undefined && doc !== undefined) return `is missing: ${doc}`;
  if (allowed.length === 0) return issue.message;
  const isNumber = typeof issue.input === "number";
  return `must be one of: ${allowed.join(", ")}${isNumber ? "; in quotes, for YAML reads a number" : ""}`;
}
