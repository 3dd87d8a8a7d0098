import type { Words } from "../config/words.ts";
import type { Graph } from "../report/graph.ts";
import { nameOf } from "../report/identity.ts";
import { textAt } from "./graph.ts";
import { at, isObject } from "../report/json.ts";
import type { Edge, Node, Target } from "./model.ts";
import { APP_ACCOUNT, BROWSERS, KEY_RING, NEIGHBOURS } from "./outsiders.ts";
import { type Reader, componentOf } from "./releases.ts";
import { openPaasServer } from "./servers.ts";
import * as words from "./words.ts";

const SERVICES = "bkpaas:platform:BkServices";
const INGRESS = "bkpaas:cluster:IngressController";

/** What there is to talk, and whom to. */
export interface Company {
  readonly releases: readonly Reader[];
  /** Those of the releases that people open, and that call the neighbours and the clusters. */
  readonly platform: readonly Reader[];
  readonly jobs: readonly Reader[];
  readonly servers: readonly Target[];
  readonly apis: readonly Node[];
}

/** Who talks to whom. */
export function talkOf(graph: Graph, { releases, platform, jobs, servers, apis }: Company): Edge[] {
  return [
    ...platform.map((release) => opened(graph, release)),
    ...releases.flatMap((release) => visited(graph, release)),
    ...platform.map((release) => calls(graph, release)),
    ...releases.flatMap((release) => needed(graph, release, releases)),
    ...platform.flatMap(({ node }) => apis.map((api) => talks(node.id, api.id, [words.USES.deploys]))),
    ...[...releases, ...jobs].flatMap((reader) => servers.flatMap((server) => used(reader, server))),
    ...jobs
      .filter((job) => componentOf(graph, job) === APP_ACCOUNT)
      .map((job) => talks(job.node.id, openPaasServer(servers), [words.USES.sqlAccount])),
  ];
}

/** Where keys flow: from the key ring to whoever reads them. Servers are given passwords, too, but only name them. */
export function keyFlowOf(nodes: readonly Node[]): Edge[] {
  return nodes
    .filter(({ kind, keys }) => kind !== "store" && keys.length > 0)
    .map(({ id }) => ({ kind: "keys", from: KEY_RING, to: id, label: [] }));
}

function talks(from: string, to: string, label: readonly Words[]): Edge {
  return { kind: "talks", from, to, label };
}

/** Developers open the developer centre. */
function opened({ outputs }: Graph, { node }: Reader): Edge {
  const { protocol, host } = new URL(textAt(outputs.addresses, "paas3"));
  return talks(BROWSERS, node.id, [words.joined(words.protocol(protocol), host)]);
}

/** The platform calls its neighbours by the protocol of their addresses. */
function calls({ outputs }: Graph, { node }: Reader): Edge {
  return talks(node.id, NEIGHBOURS, [words.asked(textAt(outputs.addresses, "paas2"), words.USES.neighbours)]);
}

/** Users of applications come in by the Ingress controller of their cluster. */
function visited(graph: Graph, release: Reader): Edge[] {
  if (componentOf(graph, release) !== INGRESS) return [];
  const [id = ""] = release.node.resources;
  const cluster = graph.resources[graph.resources[id]?.parent ?? ""]?.parent ?? "";
  const apps = graph.outputs.appClusters;
  const own = isObject(apps) ? apps[nameOf(cluster)] : undefined;
  const registration = own ?? graph.outputs.initialCluster;
  const root = textAt(registration, "appRootDomain");
  const domain = root === "" ? textAt(registration, "subPathDomain") : `*.${root}`;
  const protocol = at(registration, "httpsByDefault") === true ? "https:" : "http:";
  return [talks(BROWSERS, release.node.id, [words.joined(words.protocol(protocol), domain)])];
}

/** A release that waits for another one asks it for something. */
function needed(graph: Graph, release: Reader, releases: readonly Reader[]): Edge[] {
  const [id = ""] = release.node.resources;
  const first = graph.resources[id]?.dependencies ?? [];
  const others = releases.filter(({ node }) => node.resources.some((resource) => first.includes(resource)));
  return others.map((other) => {
    const label = componentOf(graph, other) === SERVICES ? words.USES.instances : words.USES.needs;
    return talks(release.node.id, other.node.id, [label]);
  });
}

/** A line to a server of which the reader is told. */
function used(reader: Reader, { node, uses }: Target): Edge[] {
  const said = uses.filter(({ isSaidBy }) => reader.leaves.some(isSaidBy));
  if (said.length === 0) return [];
  return [
    talks(
      reader.node.id,
      node.id,
      said.map(({ label }) => label),
    ),
  ];
}
