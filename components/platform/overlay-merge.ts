import { type ValuePath, type ValueTree, isTree } from "../../config/platform/value-tree.ts";

/**
 * Adds values of one's own to those that a builder made, as Helm merges two files of values: maps key by key. What they
 * replace or, by null, take away are a chart's defaults, which is left to Helm; so a null stays.
 * @throws Error where they touch what the builder made, which config/platform/overlay.ts refuses before
 */
export function mergeValues(built: ValueTree, overlay: ValueTree): ValueTree {
  return merged(built, overlay, []);
}

function merged(built: ValueTree, overlay: ValueTree, above: ValuePath): ValueTree {
  const result = new Map(Object.entries(built));
  for (const [key, value] of Object.entries(overlay)) {
    const path = [...above, key];
    const own = result.get(key);
    if (isTree(own) && isTree(value)) result.set(key, merged(own, value, path));
    else if (result.has(key))
      throw new Error(`values ${path.join(".")}: this program sets it, an overlay may not`);
    else result.set(key, value);
  }
  return Object.fromEntries(result);
}
