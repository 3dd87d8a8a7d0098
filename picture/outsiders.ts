import type { Graph } from "../report/graph.ts";
import { typeOf } from "../report/identity.ts";
import { idsOf, textAt } from "./graph.ts";
import { keysOf, keysOfObjects } from "./keys.ts";
import type { Node } from "./model.ts";
import { type Reader, componentOf } from "./releases.ts";
import * as words from "./words.ts";

/** Ids of what every picture has. */
export const BROWSERS = "browsers";
export const NEIGHBOURS = "neighbours";
export const KEY_RING = "key-ring";

/** Component that enters the application's account in PaaS 2.0, by a Job where it may. */
export const APP_ACCOUNT = "bkpaas:platform:AppAccount";

/** Keys that must stand in a neighbour too: PaaS 2.0 or bk-auth knows the one, bk-apigateway the other. */
const ELSEWHERE: readonly string[] = ["appSecret", "privateToken"];

/** Who opens pages of the platform and of applications. */
export const browsers: Node = {
  id: BROWSERS,
  kind: "outsider",
  title: words.BROWSERS,
  lines: words.BROWSERS_LINES,
  keys: [],
  resources: [],
};

/** PaaS 2.0 and the others, as far as the platform is told their addresses. */
export function neighboursOf(graph: Graph, platform: readonly Reader[], jobs: readonly Reader[]): Node {
  const texts = platform.flatMap(({ leaves }) => leaves.map(({ text }) => text));
  const told = Object.entries(words.NEIGHBOUR_NAMES).filter(([name]) => {
    const address = textAt(graph.outputs.addresses, name);
    return address !== "" && texts.some((text) => text.includes(address));
  });
  const byHand = keysByHand(graph, jobs);
  return {
    id: NEIGHBOURS,
    kind: "outsider",
    title: words.NEIGHBOURS,
    lines: [
      ...(told.length === 0 ? [] : [words.allOf(told.map(([, title]) => title))]),
      ...(byHand.length === 0 ? [] : [words.BY_HAND]),
    ],
    keys: byHand,
    resources: [],
  };
}

/** Keys that a person carries to a neighbour, because no Job does. */
function keysByHand(graph: Graph, jobs: readonly Reader[]): string[] {
  const byJob = jobs.flatMap((job) => (componentOf(graph, job) === APP_ACCOUNT ? job.node.keys : []));
  return ELSEWHERE.filter((key) => keysOf(graph).includes(key) && !byJob.includes(key));
}

/**
 * All keys of the stack, and those that no object of Kubernetes holds.
 * @param carried those that a person carries elsewhere
 */
export function keyRingOf(graph: Graph, carried: readonly string[]): Node {
  const keys = keysOf(graph);
  const given = keysOfObjects(graph, Object.keys(graph.resources).filter(isOfKubernetes));
  const others = keys.filter((key) => !given.includes(key) && !carried.includes(key));
  return {
    id: KEY_RING,
    kind: "keys",
    title: words.KEY_RING,
    lines: [
      words.keyCount(keys.length),
      words.KEY_PLACE,
      ...(others.length === 0 ? [] : [words.joined(words.UNREAD_KEYS, words.listed(others))]),
    ],
    keys: [],
    resources: idsOf(graph, "bkpaas:secrets:PlatformSecrets"),
  };
}

function isOfKubernetes(id: string): boolean {
  return typeOf(id).startsWith("kubernetes:");
}
