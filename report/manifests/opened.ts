import type { Json, JsonObject } from "../../provider/protocol/value.ts";
import { isSecretByName } from "../../policy/secret-names.ts";
import { namesOf } from "../changes/leaves.ts";
import { isObject } from "../json.ts";
import { toldApart, withoutPlainSecrets } from "../secrets/plain-secrets.ts";
import type { Mask } from "./stand-ins.ts";

/** A checksum of something else, for which pods start anew: it says no more than whether that is another one. */
const CHECKSUM = /^checksum\//;

/** Where a text stands: what it is called, and all keys above it. */
interface Place {
  readonly name: string;
  readonly keys: readonly string[];
}

/** Shows a text that stands at a place; `was` is what stood there, undefined where nothing did. */
type Show = (text: string, place: Place, was: string | undefined) => string;

/**
 * A Kubernetes object as anybody may read it: without stand-ins, secrets that stand in it in the clear, and checksums. What is
 * another text than before at its place looks like another one.
 * @param before the object as it was: what is not in it is told to have changed
 */
export function opened(body: JsonObject, mask: Mask, before: JsonObject | undefined): JsonObject {
  const known = before && textsOf(before);
  const all = known && [...known].map(mask).join("\n");
  const remark = (what: string, text: string, was: string | undefined): string =>
    known === undefined || (was === undefined ? known.has(text) : was === text)
      ? `(${what})`
      : `(${what}, changed)`;
  const hidden: Show = (text, { name, keys }, was) => {
    const open = mask(text);
    if (CHECKSUM.test(name)) return remark("checksum", text, was);
    if (open === text && isSecretByName({ name, keys, text })) return remark("secret", text, was);
    return withoutPlainSecrets(open, was === undefined ? all && "" : mask(was), all);
  };
  const shown: Show = (text, place, was) => {
    const now = hidden(text, place, was);
    return was === undefined || was === text ? now : toldApart(now, hidden(was, place, was));
  };
  return walk(body, before, { name: "", keys: [] }, shown) as JsonObject;
}

function textsOf(body: JsonObject): ReadonlySet<string> {
  const texts = new Set<string>();
  walk(body, body, { name: "", keys: [] }, (text) => {
    texts.add(text);
    return text;
  });
  return texts;
}

function walk(value: Json, before: Json | undefined, place: Place, shown: Show): Json {
  if (typeof value === "string") return shown(value, place, typeof before === "string" ? before : undefined);
  if (Array.isArray(value)) {
    const counterparts = itemsBefore(value, Array.isArray(before) ? before : []);
    return value.map((item, index) => walk(item, counterparts[index], place, shown));
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      // As rules see it: a variable is called by the name beside its value.
      const name = key === "value" && typeof value.name === "string" ? value.name : key;
      const was = isObject(before) ? before[key] : undefined;
      return [key, walk(inner, was, { name, keys: [...place.keys, key] }, shown)];
    }),
  );
}

/** What stood where items of a list stand now: those of the same name, else of the same index. */
function itemsBefore(list: readonly Json[], before: readonly Json[]): readonly (Json | undefined)[] {
  const names = namesOf(before, list);
  return names ? names.new.map((name) => before[names.old.indexOf(name)]) : before;
}
