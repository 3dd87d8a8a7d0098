import { type KeyName, keyNames } from "../../config/secrets/catalogue.ts";
import type { LeafChange } from "../model.ts";

/**
 * Keys that get another value, in the order of the catalogue: those whose fingerprint, an output of the stack, is another
 * one or only known after the run. A key that is new or gone is none.
 */
export function changedKeys(outputs: readonly LeafChange[]): KeyName[] {
  const changed = new Set(outputs.filter((leaf) => leaf.old && leaf.new).map(({ path }) => path));
  return keyNames.filter((name) => changed.has(`fingerprints.${name}`));
}
