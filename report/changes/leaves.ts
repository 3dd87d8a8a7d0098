import { isHidden, isSecret, recordedDigest } from "../../policy/hidden.ts";
import { joinKey } from "../../provider/protocol/diff.ts";
import type { Json, JsonObject } from "../../provider/protocol/value.ts";
import { byCodeUnit } from "../identity.ts";
import { isObject } from "../json.ts";
import type { LeafChange, Shown } from "../model.ts";
import { withoutPlainSecrets } from "../secrets/plain-secrets.ts";

/** What a recorded graph shows in the place of a value that only the run itself brings. */
const RECORDED_UNKNOWN = "[unknown]";

/**
 * Where a leaf stands on either side, in the engine's notation, and as a reader sees it: an item that has a name is called
 * by it (`env[DJANGO_KEY].value`), others by their index.
 */
export interface Place {
  readonly shown: string;
  readonly old: string;
  readonly new: string;
}

/** Decides whether a secret changed that both sides hide entirely. */
export type IsOther = (place: Place) => boolean;

/**
 * Leaves that differ between two trees of inputs or outputs, sorted by path. A value of another type is another value.
 * Recorded secrets compare by their digest, wherever they stand; no text of a secret is ever shown.
 * @param isOther is asked for leaves that are `[secret]` on both sides; without it those are the same.
 */
export function leafChanges(
  old: JsonObject,
  now: JsonObject,
  isOther: IsOther = () => false,
): readonly LeafChange[] {
  const changes = differences(old, now, { shown: "", old: "", new: "" }, isOther);
  return changes.sort((a, b) => byCodeUnit(a.path, b.path));
}

type Side = Json | undefined;

function differences(old: Side, now: Side, place: Place, isOther: IsOther): LeafChange[] {
  if (isObject(old) && isObject(now)) return ofObjects(old, now, place, isOther);
  if (Array.isArray(old) && Array.isArray(now)) return ofLists(old, now, place, isOther);
  if (isTree(old))
    return [...below(old, undefined, place, isOther), ...differences(undefined, now, place, isOther)];
  if (isTree(now))
    return [...differences(old, undefined, place, isOther), ...below(undefined, now, place, isOther)];
  if (isSame(old, now, place, isOther)) return [];
  return [{ path: place.shown, ...shownPair(old, now) }];
}

/** Leaves of a tree that stands on one side only. */
function below(old: Side, now: Side, place: Place, isOther: IsOther): LeafChange[] {
  const tree = old ?? now;
  const empty = Array.isArray(tree) ? [] : {};
  return differences(old ?? empty, now ?? empty, place, isOther);
}

function ofObjects(old: JsonObject, now: JsonObject, place: Place, isOther: IsOther): LeafChange[] {
  const keys = new Set([...Object.keys(old), ...Object.keys(now)]);
  return [...keys].flatMap((key) => differences(old[key], now[key], atKey(place, key), isOther));
}

function ofLists(old: readonly Json[], now: readonly Json[], place: Place, isOther: IsOther): LeafChange[] {
  const names = namesOf(old, now);
  if (!names) {
    const indexes = Array.from({ length: Math.max(old.length, now.length) }, (_, index) => index);
    return indexes.flatMap((index) => differences(old[index], now[index], atIndex(place, index), isOther));
  }
  const items = [...new Set([...names.old, ...names.new])].flatMap((name) => {
    const [before, after] = [names.old.indexOf(name), names.new.indexOf(name)];
    return differences(old[before], now[after], atName(place, name, before, after), isOther);
  });
  return [...orderOf(names, place), ...items];
}

/** That items which stay stand in another order, which is another list to everybody who reads it. */
function orderOf(names: Record<"old" | "new", readonly string[]>, { shown: path }: Place): LeafChange[] {
  const before = names.old.filter((name) => names.new.includes(name)).join(", ");
  const after = names.new.filter((name) => names.old.includes(name)).join(", ");
  return before === after ? [] : [{ path, old: shown(before), new: shown(after) }];
}

/** Names of the items of both lists, where every item has one and none has another's. */
export function namesOf(old: readonly Json[], now: readonly Json[]) {
  const [before, after] = [old.map(nameIn), now.map(nameIn)];
  return areDistinct(before) && areDistinct(after) ? { old: before, new: after } : undefined;
}

function nameIn(item: Json): string | undefined {
  return isObject(item) && typeof item.name === "string" && !isHidden(item.name) ? item.name : undefined;
}

function areDistinct(names: readonly (string | undefined)[]): names is readonly string[] {
  return !names.includes(undefined) && new Set(names).size === names.length;
}

function atKey(place: Place, key: string): Place {
  return { shown: joinKey(place.shown, key), old: joinKey(place.old, key), new: joinKey(place.new, key) };
}

function atIndex(place: Place, index: number): Place {
  const end = `[${index}]`;
  return { shown: place.shown + end, old: place.old + end, new: place.new + end };
}

function atName(place: Place, name: string, before: number, after: number): Place {
  return { shown: `${place.shown}[${name}]`, old: `${place.old}[${before}]`, new: `${place.new}[${after}]` };
}

function isSame(old: Side, now: Side, place: Place, isOther: IsOther): boolean {
  if (old === undefined || now === undefined) return old === now;
  const kinds = [kindOf(old), kindOf(now)];
  if (kinds[0] !== kinds[1]) return false;
  if (kinds[0] === "secret")
    return digestOf(old) === digestOf(now) && !(digestOf(old) === "" && isOther(place));
  return kinds[0] === "unknown" || JSON.stringify(old) === JSON.stringify(now);
}

/** What tells a recorded secret from others; empty for one that is hidden entirely. */
export function digestOf(value: Json): string {
  return recordedDigest(textOf(value)) ?? "";
}

function shownPair(old: Side, now: Side): Pick<LeafChange, "old" | "new"> {
  // `5` and "5" differ, and have to look so.
  const asJson =
    typeof old !== typeof now && old !== undefined && now !== undefined && textOf(old) === textOf(now);
  return {
    ...(old !== undefined && { old: shown(old, asJson) }),
    ...(now !== undefined && { new: shown(now, asJson, old) }),
  };
}

/**
 * A leaf as anybody may read it; `asJson` keeps a text apart from the number that it looks like.
 * @param before what stood there: a secret in the clear that is not in it is told to have changed
 */
export function shown(value: Json, asJson = false, before: Side = value): Shown {
  const kind = kindOf(value);
  if (kind !== "plain") return { kind };
  const text = asJson ? JSON.stringify(value) : textOf(value);
  return { kind, text: withoutPlainSecrets(text, textOf(before ?? value)) };
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Whether a value may be shown, is hidden because it is secret, or not known yet. */
export function kindOf(value: Json): Shown["kind"] {
  if (typeof value !== "string") return "plain";
  if (isSecret(value)) return "secret";
  return value === RECORDED_UNKNOWN || isHidden(value) ? "unknown" : "plain";
}

/** Whether it has leaves below it; what is empty is a leaf itself. */
function isTree(value: Side): value is Json[] | JsonObject {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}
