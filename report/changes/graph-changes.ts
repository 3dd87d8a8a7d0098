import { formerOf } from "../../policy/claims.ts";
import { covers } from "../../provider/protocol/diff.ts";
import type { Graph } from "../graph.ts";
import { byCodeUnit, isComponent } from "../identity.ts";
import { leafChanges } from "./leaves.ts";
import type { Effect, LeafChange, Resource, ResourceChange } from "../model.ts";
import { withoutNamedSecrets } from "../secrets/named-secrets.ts";
import { isRelease } from "../release.ts";
import { type Side, replacementReasons } from "./replacement.ts";

/**
 * What a run with one graph does to a stack that has another, sorted by id; resources that stay as they are among them. A
 * component is `same`, with its inputs that differ as leaves: nothing happens to a container, but to what is in it.
 */
export function graphChanges(old: Graph, now: Graph): readonly ResourceChange[] {
  const formerIds = matchedIds(old, now);
  const matched = new Set(formerIds.values());
  const kept = Object.entries(now.resources).map(([id, resource]) => {
    const was = formerIds.get(id);
    return was === undefined ? created(id, resource) : changed(id, was, old, now);
  });
  const gone = Object.entries(old.resources)
    .filter(([id]) => !matched.has(id))
    .map(([id, resource]) => left(id, resource));
  return [...kept, ...gone].sort((a, b) => byCodeUnit(a.id, b.id));
}

/** Leaves of the stack's outputs that differ. */
export function outputChanges(old: Graph, now: Graph): readonly LeafChange[] {
  return leafChanges(old.outputs, now.outputs);
}

/** The id before by the id now. As the engine: its own one first, then those of its aliases; none is given twice. */
function matchedIds(old: Graph, now: Graph): ReadonlyMap<string, string> {
  const ids = Object.keys(now.resources);
  const matched = new Map(ids.filter((id) => id in old.resources).map((id) => [id, id]));
  const taken = new Set(matched.values());
  for (const id of ids.filter((id) => !matched.has(id))) {
    const was = formerOf(id, now.resources).find((former) => former in old.resources && !taken.has(former));
    if (was === undefined) continue;
    matched.set(id, was);
    taken.add(was);
  }
  return matched;
}

function created(id: string, resource: Resource): ResourceChange {
  return { id, effect: "create", reasons: [], new: resource, leaves: [] };
}

function left(id: string, resource: Resource): ResourceChange {
  const effect = resource.retainOnDelete === true ? "forget" : "delete";
  return { id, effect, reasons: [], old: resource, leaves: [] };
}

function changed(id: string, was: string, old: Graph, now: Graph): ResourceChange {
  const [before, after] = [sideOf(was, old), sideOf(id, now)];
  const ignored = after.resource.ignoreChanges ?? [];
  const differing = leafChanges(before.resource.inputs, after.resource.inputs).filter(
    ({ path }) => !ignored.some((property) => covers(property, path)),
  );
  const leaves = isRelease(id) ? withoutNamedSecrets(differing) : differing;
  const reasons = replacementReasons(id, leaves, before, after);
  const isTouched = leaves.length > 0 && !isComponent(id, after.resource);
  const effect = effectOf(reasons.length > 0, isTouched, was !== id);
  return {
    id,
    ...(was !== id && { was }),
    effect,
    reasons,
    old: before.resource,
    new: after.resource,
    leaves,
  };
}

function effectOf(isReplaced: boolean, isTouched: boolean, isMoved: boolean): Effect {
  if (isReplaced) return "replace";
  if (isTouched) return "update";
  return isMoved ? "rename" : "same";
}

/** A resource of a graph with its provider. @throws Error for an id that the graph has not */
function sideOf(id: string, { resources }: Graph): Side {
  const resource = resources[id];
  if (!resource) throw new Error(`${id} is not in the graph`);
  return { resource, provider: resources[resource.provider ?? ""] };
}
