import type { LeafChange, Shown } from "../model.ts";

/**
 * Leaves of lists without what only moved: a line that is put in front of a list changes every place behind it. A list in
 * which the order alone is another stays as it is.
 */
export function withoutMoves(leaves: readonly LeafChange[]): LeafChange[] {
  const lists = Map.groupBy(leaves, ({ path }) => listOf(path));
  return [...lists].flatMap(([list, some]) => (list === undefined ? some : differing(list, some)));
}

/** The list whose direct entry a path names: `nextSteps` of `nextSteps[3]`. */
function listOf(path: string): string | undefined {
  return /^(.+)\[\d+\]$/.exec(path)?.[1];
}

function differing(list: string, leaves: readonly LeafChange[]): readonly LeafChange[] {
  const before = leaves.flatMap(({ old }) => (old ? [old] : []));
  const after = leaves.flatMap((leaf) => (leaf.new ? [leaf.new] : []));
  if (![...before, ...after].every(isPlain)) return leaves;
  const removed = without(before, after);
  const added = without(after, before);
  if (removed.length + added.length === 0) return leaves;
  if (removed.length + added.length === before.length + after.length) return leaves;
  const path = `${list}[]`;
  return [...removed.map((old) => ({ path, old })), ...added.map((shown) => ({ path, new: shown }))];
}

function isPlain({ kind }: Shown): boolean {
  return kind === "plain";
}

/** What is in one list and not, or not as often, in the other. */
function without(some: readonly Shown[], others: readonly Shown[]): Shown[] {
  const left = others.map(textOf);
  return some.filter((one) => {
    const at = left.indexOf(textOf(one));
    if (at === -1) return true;
    left.splice(at, 1);
    return false;
  });
}

function textOf(shown: Shown): string {
  return shown.kind === "plain" ? shown.text : shown.kind;
}
