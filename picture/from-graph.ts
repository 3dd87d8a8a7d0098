import { partsOf } from "./components.ts";
import type { Graph } from "../report/graph.ts";
import type { Frame, Node, Picture } from "./model.ts";
import { browsers, keyRingOf, neighboursOf } from "./outsiders.ts";
import { placesOf } from "./places.ts";
import { componentOf, releasesOf } from "./releases.ts";
import { outsideFrames } from "./servers.ts";
import { keyFlowOf, talkOf } from "./talk.ts";

/** Components whose release is what people open and what calls the neighbours and the clusters. */
const PLATFORM: readonly string[] = ["bkpaas:platform:PaasStack", "bkpaas:platform:Bkpaas3"];

/**
 * The architecture of an environment, from its recorded graph alone: what is new in the graph is in the picture by itself.
 * @throws Error for a type of component of which nobody said how it is drawn
 */
export function pictureOf(environment: string, recorded: Graph): Picture {
  const graph = inOrder(recorded);
  const parts = partsOf(graph);
  const releases = releasesOf(graph);
  const jobs = parts.flatMap((part) => part.jobs ?? []);
  const servers = parts.flatMap((part) => part.servers ?? []);
  const apis = parts.flatMap((part) => part.apis ?? []);
  const platform = releases.filter((release) => PLATFORM.includes(componentOf(graph, release)));
  const neighbours = neighboursOf(graph, platform, jobs);
  const nodes = [
    keyRingOf(graph, neighbours.keys),
    neighbours,
    browsers,
    ...[...releases, ...jobs].map(({ node }) => node),
    ...apis,
    ...servers.map(({ node }) => node),
  ];
  const own = parts.flatMap((part) => part.frames ?? []);
  return {
    environment,
    frames: framesOf(graph, nodes, own),
    nodes,
    edges: [...talkOf(graph, { releases, platform, jobs, servers, apis }), ...keyFlowOf(nodes)],
  };
}

/** A graph as it is recorded, its resources by their ids, so that their order changes no picture. */
function inOrder(graph: Graph): Graph {
  const resources = Object.entries(graph.resources).sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...graph, resources: Object.fromEntries(resources) };
}

/** Clusters, namespaces with something in them, and what is outside of them. */
function framesOf(graph: Graph, nodes: readonly Node[], own: readonly Frame[]): Frame[] {
  const objects = nodes.flatMap(({ frame, resources }) =>
    frame === undefined ? [] : resources.filter((id) => graph.resources[id]?.provider !== undefined),
  );
  return [...placesOf(graph, objects), ...own, ...outsideFrames(nodes)];
}
