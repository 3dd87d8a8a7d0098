import type { Json, JsonObject } from "../../provider/protocol/value.ts";
import { isSecretByName } from "../../policy/secret-names.ts";
import { isObject } from "../json.ts";
import { withoutPlainSecrets } from "../secrets/plain-secrets.ts";
import type { Mask } from "./stand-ins.ts";

/** A checksum of something else, for which pods start anew: it says no more than whether that is another one. */
const CHECKSUM = /^checksum\//;

/** Where a text stands: what it is called, and all keys above it. */
interface Place {
  readonly name: string;
  readonly keys: readonly string[];
}

/**
 * A Kubernetes object as anybody may read it: without stand-ins, secrets that stand in it in the clear, and checksums.
 * @param before the object as it was: what is not in it is told to have changed
 */
export function opened(body: JsonObject, mask: Mask, before: JsonObject | undefined): JsonObject {
  const known = before && textsOf(before, mask);
  const all = known && [...known].join("\n");
  const shown = (text: string, { name, keys }: Place): string => {
    const open = mask(text);
    if (CHECKSUM.test(name)) return remark("checksum", open, known);
    if (open !== text) return withoutPlainSecrets(open);
    if (isSecretByName({ name, keys, text })) return remark("secret", text, known);
    return withoutPlainSecrets(text, all);
  };
  return walk(body, { name: "", keys: [] }, shown) as JsonObject;
}

function remark(what: string, text: string, known: ReadonlySet<string> | undefined): string {
  return known === undefined || known.has(text) ? `(${what})` : `(${what}, changed)`;
}

function textsOf(body: JsonObject, mask: Mask): ReadonlySet<string> {
  const texts = new Set<string>();
  walk(body, { name: "", keys: [] }, (text) => {
    texts.add(mask(text));
    return text;
  });
  return texts;
}

function walk(value: Json, place: Place, shown: (text: string, place: Place) => string): Json {
  if (typeof value === "string") return shown(value, place);
  if (Array.isArray(value)) return value.map((item) => walk(item, place, shown));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      // As rules see it: a variable is called by the name beside its value.
      const name = key === "value" && typeof value.name === "string" ? value.name : key;
      return [key, walk(inner, { name, keys: [...place.keys, key] }, shown)];
    }),
  );
}
