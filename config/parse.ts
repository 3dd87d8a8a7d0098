import type * as z from "zod";
import { describe, keyOf, unknownKey } from "./describe.ts";
import { type Problem, setCommand } from "./problem.ts";
import { type Rule, rules } from "./rules.ts";
import { type SectionName, type Settings, sections } from "./schema.ts";
import { elementOf, factsOf, fieldsOf, isGroup } from "./shape.ts";

/** The configuration as the engine hands it over: text by key (without `bkpaas:`), and which keys are encrypted. */
export interface RawConfig {
  readonly values: Readonly<Record<string, string>>;
  readonly secretKeys: ReadonlySet<string>;
}

/** Complete settings, or everything that is wrong with them. */
export type Parsed =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly Problem[] };

type Sections = Partial<Record<SectionName, unknown>>;

/** Reads a configuration; a problem in one section hides no problem in another. */
export function parse(raw: RawConfig): Parsed {
  const sound: Sections = {};
  const problems = unknownSections(raw);
  for (const name of Object.keys(sections) as SectionName[]) {
    const value = readSection(sections[name], raw.values[name]);
    const result = sections[name].safeParse(value, { reportInput: true });
    if (result.success) sound[name] = result.data;
    else problems.push(...result.error.issues.flatMap((issue) => describe(name, value, issue)));
    if (!raw.secretKeys.has(name)) problems.push(...clearSecrets([name], sections[name], value));
  }
  problems.push(...rules.flatMap((rule) => applyRule(rule, sound)));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, settings: sound as Settings };
}

function unknownSections(raw: RawConfig): Problem[] {
  const known = Object.keys(sections);
  return Object.keys(raw.values)
    .filter((key) => !known.includes(key))
    .map((key) => unknownKey(key, known));
}

/** A group or a map stands in the configuration as JSON text, anything else as plain text. */
function readSection(schema: z.ZodType, text: string | undefined): unknown {
  if (text === undefined || !(isGroup(schema) || elementOf(schema))) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Secrets written in the clear. The engine tells for whole sections only whether they hold encrypted values. */
function clearSecrets(path: readonly string[], schema: z.ZodType, value: unknown): Problem[] {
  if (value === undefined || value === null) return [];
  const key = keyOf(path);
  if (factsOf(schema)?.secret) {
    return [{ key, rule: "must be stored encrypted, not in the clear", fix: setCommand(key, "", true) }];
  }
  if (typeof value !== "object") return [];
  const fields = fieldsOf(schema, value);
  const element = elementOf(schema);
  return Object.entries(value).flatMap(([name, inner]) => {
    const field = element ?? fields[name];
    return field ? clearSecrets([...path, name], field, inner) : [];
  });
}

/** A rule speaks only when every section it reads is sound. */
function applyRule(rule: Rule, sound: Sections): readonly Problem[] {
  return rule.reads.every((name) => name in sound) ? rule.check(sound as Settings) : [];
}
