/** Values of a chart, or a part of them. */
export interface ValueTree {
  readonly [key: string]: unknown;
}

/** Whether Helm would merge it key by key; lists, texts and everything else are replaced as one. */
export function isTree(value: unknown): value is ValueTree {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** A place in values: the keys that lead to it. */
export type ValuePath = readonly string[];

/** Every place that is not a map of others. An empty map is one, because it is a value too. */
export function leavesOf(tree: ValueTree, above: ValuePath = []): { path: ValuePath; value: unknown }[] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const path = [...above, key];
    const isEmpty = isTree(value) && Object.keys(value).length === 0;
    return isTree(value) && !isEmpty ? leavesOf(value, path) : [{ path, value }];
  });
}
