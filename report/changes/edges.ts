import { byCodeUnit } from "../identity.ts";
import type { Report, Resource, ResourceChange } from "../model.ts";

type Edge = Report["edges"][number];

/**
 * Dependencies and parents that appeared or went between resources that are there before and after, sorted by both ends.
 * Those of what is created or leaves come and go with it, and are not told.
 */
export function edgesOf(changes: readonly ResourceChange[]): readonly Edge[] {
  const names = new Map(changes.flatMap(({ id, was }) => (was === undefined ? [] : [[was, id] as const])));
  const passing = new Set(changes.filter((change) => !change.old || !change.new).map(({ id }) => id));
  const endsOf = (resource: Resource): Set<string> =>
    new Set(towards(resource).map((id) => names.get(id) ?? id));
  const edges = changes.flatMap(({ id, old, new: now }): Edge[] => {
    if (!old || !now) return [];
    const [before, after] = [endsOf(old), endsOf(now)];
    return [
      ...without(after, before).map((to): Edge => ({ effect: "added", from: id, to })),
      ...without(before, after).map((to): Edge => ({ effect: "removed", from: id, to })),
    ];
  });
  return edges
    .filter(({ to }) => !passing.has(to))
    .sort((a, b) => byCodeUnit(a.from, b.from) || byCodeUnit(a.to, b.to));
}

/** What a resource waits for. */
function towards({ parent, dependencies = [] }: Resource): readonly string[] {
  return parent === undefined ? dependencies : [...dependencies, parent];
}

function without(ids: ReadonlySet<string>, others: ReadonlySet<string>): string[] {
  return [...ids].filter((id) => !others.has(id));
}
