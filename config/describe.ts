import type * as z from "zod";
import { type Problem, removeCommand, setCommand } from "./problem.ts";
import type { SectionName } from "./schema.ts";
import { factsOf, fieldsOf, schemaAt, variantsOf } from "./shape.ts";

/** A finding of the schema in the words of this program; several unknown keys are several problems. */
export function describe(section: SectionName, issue: z.core.$ZodIssue): Problem[] {
  const path = [section, ...issue.path.map(String)];
  const key = keyOf(path);
  if (issue.code === "unrecognized_keys") {
    const schema = schemaAt(path);
    return issue.keys.map((name) =>
      unknownKey(`${key}.${name}`, schema ? Object.keys(fieldsOf(schema)) : []),
    );
  }
  const about = factsOf(schemaAt(path));
  const allowed =
    issue.code === "invalid_value" ? issue.values.map(String) : variantsOf(schemaAt(path.slice(0, -1)));
  const example = about?.example ?? allowed[0] ?? "…";
  return [
    { key, rule: rule(issue, about?.doc, allowed), fix: setCommand(key, example, about?.secret ?? false) },
  ];
}

/** A path as `pulumi config set --path` reads it: places of a list stand in brackets. */
function keyOf(path: readonly string[]): string {
  return path.join(".").replaceAll(/\.(\d+)(?=\.|$)/g, "[$1]");
}

/** A key nobody reads: a slip of the pen that would otherwise go unnoticed. */
export function unknownKey(key: string, known: readonly string[]): Problem {
  return { key, rule: `is not a known key (known: ${known.join(", ")})`, fix: removeCommand(key) };
}

function rule(issue: z.core.$ZodIssue, doc: string | undefined, allowed: readonly string[]): string {
  if (issue.input === undefined && doc !== undefined) return `is missing: ${doc}`;
  const isChoice = issue.code === "invalid_value" || issue.code === "invalid_union";
  return isChoice && allowed.length > 0 ? `must be one of: ${allowed.join(", ")}` : issue.message;
}
