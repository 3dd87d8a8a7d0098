import { isDeepStrictEqual } from "node:util";
import { type ValueTree, isTree } from "../../config/platform/value-tree.ts";

/** The values without those that are a chart's defaults. Lists are compared as one, for Helm replaces them as one. */
export function withoutDefaults(values: ValueTree, defaults: ValueTree): ValueTree {
  const kept = Object.entries(values).flatMap(([key, value]): [string, unknown][] => {
    if (!isTree(value)) return isDeepStrictEqual(value, defaults[key]) ? [] : [[key, value]];
    const standard = defaults[key];
    const rest = withoutDefaults(value, isTree(standard) ? standard : {});
    return Object.keys(rest).length === 0 ? [] : [[key, rest]];
  });
  return Object.fromEntries(kept);
}
