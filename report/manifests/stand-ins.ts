import { createHash } from "node:crypto";
import { joinKey } from "../../provider/protocol/diff.ts";
import type { Json, JsonObject } from "../../provider/protocol/value.ts";
import { digestOf, kindOf, namesOf } from "../changes/leaves.ts";
import type { ResourceChange } from "../model.ts";

/** Letters and digits only: quoting, URLs, Base64 and the patterns of charts leave it as it is. */
const STAND_IN = /bk(?:secret|unknown)[0-9a-f]{8}/g;

/** Both sides of a resource's inputs, with a stand-in for each secret and each value that is not known yet. */
export interface StandIns {
  readonly old: JsonObject | undefined;
  readonly new: JsonObject | undefined;
  /** Whether there are any on a side. */
  has(side: "old" | "new"): boolean;
  /** A text with what readers may see in their place: `(secret)`, `(secret, changed)`, `(secret, added)` or `(unknown)`. */
  readonly mask: Mask;
}

/** Takes stand-ins out of a text. */
export type Mask = (text: string) => string;

/** Stand-ins of one side, by the path of the leaf. */
type ByPath = Map<string, string>;

/**
 * Puts stand-ins into both sides of a resource. Two secrets have the same one exactly if their values are the same: the
 * digests of a recorded graph tell it, and in a preview the leaves that the change names.
 */
export function standInsOf({ old, new: after, leaves }: ResourceChange): StandIns {
  const changed = new Set(leaves.map(({ path }) => path));
  const before: ByPath = new Map();
  const now: ByPath = new Map();
  const oldInputs = old && replaced(old.inputs, "", before, () => "");
  const newInputs =
    after && replaced(after.inputs, "", now, (path) => (changed.has(path) ? "in this run" : ""));
  const known = new Set(before.values());
  const places = new Map([...now].map(([path, standIn]) => [standIn, path]));
  const shown = (standIn: string): string => {
    if (standIn.startsWith("bkunknown")) return "(unknown)";
    if (known.has(standIn)) return "(secret)";
    return before.has(places.get(standIn) ?? "") ? "(secret, changed)" : "(secret, added)";
  };
  return {
    old: oldInputs,
    new: newInputs,
    has: (side) => (side === "old" ? before : now).size > 0,
    mask: (text) => text.replaceAll(STAND_IN, shown),
  };
}

/** A copy with stand-ins, which are noted by path; `edition` tells apart what a preview shows alike. */
function replaced(
  inputs: JsonObject,
  path: string,
  noted: ByPath,
  edition: (path: string) => string,
): JsonObject {
  const walk = (value: Json, place: string): Json => {
    if (Array.isArray(value)) return value.map((item, index) => walk(item, placeOf(value, index, place)));
    if (typeof value === "object" && value !== null) return replaced(value, place, noted, edition);
    const standIn = standInFor(value, place, edition(place));
    if (standIn === undefined) return value;
    noted.set(place, standIn);
    return standIn;
  };
  return Object.fromEntries(
    Object.entries(inputs).map(([key, value]) => [key, walk(value, joinKey(path, key))]),
  );
}

/** Path of an item as the leaves of a change name it. */
function placeOf(list: readonly Json[], index: number, path: string): string {
  return `${path}[${namesOf(list, list)?.new[index] ?? index}]`;
}

function standInFor(value: Json, path: string, edition: string): string | undefined {
  const kind = kindOf(value);
  if (kind === "plain") return undefined;
  const recorded = kind === "secret" ? digestOf(value) : "";
  return `bk${kind}${recorded === "" ? digest(`${path} ${edition}`) : recorded}`;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
