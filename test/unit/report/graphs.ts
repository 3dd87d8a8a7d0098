import { readFileSync } from "node:fs";
import { type Graph, readGraph } from "../../../report/graph.ts";
import type { Resource, ResourceChange } from "../../../report/model.ts";

/** A graph as it was recorded, anew for every caller. */
export function goldenGraph(name: string): Graph {
  return readGraph(readFileSync(new URL(`../../golden/${name}.json`, import.meta.url), "utf8"), name);
}

/** A graph of a few resources. */
export function graphOf(resources: Readonly<Record<string, Partial<Resource>>>): Graph {
  const filled = Object.entries(resources).map(([id, resource]) => [id, { inputs: {}, ...resource }]);
  return { resources: Object.fromEntries(filled) as Graph["resources"], outputs: {} };
}

/** The graph with another resource under an id. @throws Error for an id that it has not */
export function withResource(
  graph: Graph,
  id: string,
  edit: (resource: Resource) => Partial<Resource>,
): Graph {
  const resource = resourceIn(graph, id);
  return { ...graph, resources: { ...graph.resources, [id]: { ...resource, ...edit(resource) } } };
}

/** The graph without a resource. @throws Error for an id that it has not */
export function without(graph: Graph, id: string): Graph {
  resourceIn(graph, id);
  const others = Object.entries(graph.resources).filter(([other]) => other !== id);
  return { ...graph, resources: Object.fromEntries(others) };
}

/** A resource of a graph. @throws Error for an id that it has not */
export function resourceIn({ resources }: Graph, id: string): Resource {
  const resource = resources[id];
  if (!resource) throw new Error(`no ${id} in the graph`);
  return resource;
}

/** What does not stay as it is: effect and id. */
export function effectsOf(changes: readonly ResourceChange[]): string[] {
  return changes.filter(({ effect }) => effect !== "same").map(({ effect, id }) => `${effect} ${id}`);
}
