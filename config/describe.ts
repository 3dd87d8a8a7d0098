import type * as z from "zod";
import { type Problem, encodedFileCommand, fileCommand, removeCommand, setCommand } from "./problem.ts";
import type { SectionName } from "./schema.ts";
import { factsOf, fieldsOf, isGroup, schemaAt, unionsOf, variantsOf } from "./shape.ts";

/**
 * A finding of the schema in the words of this program; several unknown keys are several problems, and so is
 * a group that is missing with all it needs.
 * @param value the whole section, by which the variant is known that was meant
 */
export function describe(section: SectionName, value: unknown, issue: z.core.$ZodIssue): Problem[] {
  const key = keyOf([section, ...issue.path]);
  if (issue.code === "unrecognized_keys") {
    const place = schemaAt(section, value, issue.path);
    return issue.keys.map((name) => unknownField(`${key}.${name}`, name, place));
  }
  if (issue.code === "invalid_key") {
    return [{ key, rule: issue.issues[0]?.message ?? issue.message, fix: removeCommand(key) }];
  }
  const { schema } = schemaAt(section, value, issue.path);
  if (issue.input === undefined && schema && isGroup(schema)) {
    const within = schema.safeParse({}, { reportInput: true }).error?.issues ?? [];
    return within.flatMap((inner) =>
      describe(section, value, { ...inner, path: [...issue.path, ...inner.path] }),
    );
  }
  const about = factsOf(schema);
  const allowed = allowedWords(section, value, issue);
  const example = about?.example ?? allowed[0] ?? "…";
  return [
    {
      key,
      rule: rule(issue, about?.doc, allowed),
      fix: about?.file
        ? fileCommandFor(key, about.file, about.isEncoded ?? false)
        : setCommand(key, example, about?.secret ?? false),
    },
  ];
}

function fileCommandFor(key: string, file: string, isEncoded: boolean): string {
  return isEncoded ? encodedFileCommand(key, file, false) : fileCommand(key, file);
}

/** A path as `pulumi config set --path` reads it: places of a list, and names with a dot, stand in brackets. */
export function keyOf(path: readonly PropertyKey[]): string {
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

/** A key that is unknown here, or left over from another variant: of the innermost union in which another knows it. */
function unknownField(key: string, name: string, place: ReturnType<typeof schemaAt>): Problem {
  const { schema, value } = place;
  const owners = unionsOf(schema, value).map((union) => ({ union, variants: variantsOf(union, name) }));
  const owner = owners.findLast(({ variants }) => variants.length > 0);
  if (owner) {
    const rule = `belongs to ${owner.union.def.discriminator} ${owner.variants.join(" or ")}`;
    return { key, rule, fix: removeCommand(key) };
  }
  return unknownKey(key, schema ? Object.keys(fieldsOf(schema, value)) : []);
}

/** The words one of which was wanted. */
function allowedWords(section: SectionName, value: unknown, issue: z.core.$ZodIssue): string[] {
  if (issue.code === "invalid_value") return issue.values.map(String);
  const around = schemaAt(section, value, issue.path.slice(0, -1));
  const union = unionsOf(around.schema, around.value).find(
    ({ def }) => def.discriminator === issue.path.at(-1),
  );
  return union ? variantsOf(union) : [];
}

function rule(issue: z.core.$ZodIssue, doc: string | undefined, allowed: readonly string[]): string {
  if (issue.input === undefined && doc !== undefined) return `is missing: ${doc}`;
  if (allowed.length === 0) return issue.message;
  const isNumber = typeof issue.input === "number";
  return `must be one of: ${allowed.join(", ")}${isNumber ? "; in quotes, for YAML reads a number" : ""}`;
}
