import { isSecretByName } from "../../policy/secret-names.ts";
import type { LeafChange, Shown } from "../model.ts";

/** Keys of a path; an item that is called by its name stands in brackets, as does a key with dots in it. */
const KEYS = /\["((?:[^"\\]|\\.)*)"\]|\[([^\]]*)\]|[^.[\]]+/g;

/** Leaves of Helm values without the texts that are secrets by their names, as the rule `plaintext-secret` sees them. */
export function withoutNamedSecrets(leaves: readonly LeafChange[]): readonly LeafChange[] {
  return leaves.map(({ path, old, new: now }) => ({
    path,
    ...(old && { old: closed(path, old) }),
    ...(now && { new: closed(path, now) }),
  }));
}

function closed(path: string, shown: Shown): Shown {
  if (shown.kind !== "plain") return shown;
  return isSecretByName({ ...placeOf(path), text: shown.text }) ? { kind: "secret" } : shown;
}

/** What a leaf is called: the name beside a `value`, else the nearest key that is no index. */
function placeOf(path: string): { name: string; keys: readonly string[] } {
  const all = [...path.matchAll(KEYS)].map(([plain, quoted, inner]) => quoted ?? inner ?? plain);
  const keys = all.filter((key) => !/^\d+$/.test(key));
  const last = keys.at(-1) ?? "";
  const isVariable = last === "value" && path.endsWith("].value");
  return { name: isVariable ? (keys.at(-2) ?? last) : last, keys };
}
