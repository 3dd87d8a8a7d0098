import * as z from "zod";
import { keyOf } from "../../config/describe.ts";
import type { SectionName } from "../../config/schema.ts";
import { factsOf, isGroup, schemaAt } from "../../config/shape.ts";
import type { Configuration } from "./configurations.ts";

type Path = readonly (string | number)[];

/** One thing done wrong to a configuration, and the key that has to be named for it. */
export interface Mutation {
  readonly title: string;
  readonly key: string;
  /** What becomes of the configuration. */
  readonly apply: () => Configuration;
}

/** Everything that can be done wrong in one place of a configuration. */
export function mutationsOf(configuration: Configuration): Mutation[] {
  return Object.entries(configuration).flatMap(([section, value]) =>
    placesIn(section as SectionName, value, []).flatMap((place) => mutationsAt(configuration, place)),
  );
}

interface Place {
  readonly path: Path;
  readonly schema: z.ZodType;
  readonly value: unknown;
  /** Whether the configuration is not sound without it. */
  readonly isNeeded: boolean;
}

/** Every place that the schema knows; what a release's own values hold is not among them. */
function placesIn(section: SectionName, whole: unknown, path: Path): Place[] {
  const { schema, value } = schemaAt(section, whole, path);
  if (!schema || value === undefined) return [];
  const around = schemaAt(section, whole, path.slice(0, -1)).schema;
  const isField = path.length === 0 || (around !== undefined && isGroup(around));
  const place = { path: [section, ...path], schema, value, isNeeded: isField && isNeeded(schema) };
  if (typeof value !== "object" || value === null) return [place];
  const within = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return [place, ...within.flatMap((name) => placesIn(section, whole, [...path, name]))];
}

function mutationsAt(configuration: Configuration, { path, schema, value, isNeeded }: Place): Mutation[] {
  const mutation = (title: string, at: Path, wrong: unknown): Mutation => ({
    title: `${keyOf(at)} ${title}`,
    key: keyOf(at),
    apply: () => changed(configuration, at, wrong) as Configuration,
  });
  if (typeof value === "object") {
    if (!isGroup(schema)) return [];
    return [mutation("unknown", [...path, "notAKey"], 1), mutation("no group", path, "text")];
  }
  const wrong = { "a group": { text: 1 }, "a list": ["text"], empty: "", "of no form": "-\u0000-" };
  return [
    ...Object.entries(wrong)
      .filter(([, other]) => !schema.safeParse(other).success)
      .map(([title, other]) => mutation(title, path, other)),
    ...(isNeeded ? [mutation("missing", path, undefined)] : []),
  ];
}

/** Words that tell variants apart may be missing where one variant goes without. */
function isNeeded(schema: z.ZodType): boolean {
  return factsOf(schema) !== undefined && !schema.safeParse(undefined).success;
}

/** A copy with another value at a path; undefined takes the key away. */
function changed(target: unknown, [first, ...rest]: Path, wrong: unknown): unknown {
  if (first === undefined) return wrong;
  if (Array.isArray(target)) {
    return target.map((item: unknown, index) => (index === first ? changed(item, rest, wrong) : item));
  }
  const entries = new Map(Object.entries(target as object));
  const value = changed(entries.get(String(first)), rest, wrong);
  if (value === undefined) entries.delete(String(first));
  else entries.set(String(first), value);
  return Object.fromEntries(entries);
}
