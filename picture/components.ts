import type { Words } from "../config/words.ts";
import type { Graph } from "../report/graph.ts";
import { isComponent, nameOf, typeOf } from "../report/identity.ts";
import { inputsOf, leavesOf, textAt } from "./graph.ts";
import { isObject, at } from "../report/json.ts";
import type { Frame, Node, Target } from "./model.ts";
import { clusterFrameOf } from "./places.ts";
import { type Reader, jobsOf } from "./releases.ts";
import {
  bkrepoServers,
  elasticsearchServers,
  mysqlServers,
  rabbitmqServers,
  redisServers,
} from "./servers.ts";
import * as words from "./words.ts";

/** What a component adds to the picture beside its releases, which are drawn wherever they come from. */
export interface Part {
  readonly servers?: readonly Target[];
  readonly jobs?: readonly Reader[];
  readonly frames?: readonly Frame[];
  /** The APIs by which the platform deploys applications. */
  readonly apis?: readonly Node[];
}

type Draw = (graph: Graph, component: string) => Part;

/** Of which nothing is drawn but the releases. */
const releasesOnly: Draw = () => ({});

/** How each type of component is drawn. */
const COMPONENTS: Readonly<Record<string, Draw>> = {
  "bkpaas:platform:PaasStack": releasesOnly,
  "bkpaas:platform:BkServices": releasesOnly,
  "bkpaas:platform:Bkpaas3": releasesOnly,
  "bkpaas:cluster:IngressController": releasesOnly,
  "bkpaas:cluster:LogCollection": releasesOnly,
  "bkpaas:cluster:AppCluster": (graph, component) => ({ apis: [appClusterApi(graph, component)] }),
  "bkpaas:cluster:InitialCluster": initialCluster,
  "bkpaas:storage:MySQL": (graph, component) => ({ servers: mysqlServers(graph, component) }),
  "bkpaas:storage:Redis": (graph, component) => ({ servers: redisServers(graph, component) }),
  "bkpaas:storage:RabbitMQ": (graph, component) => ({ servers: rabbitmqServers(graph, component) }),
  "bkpaas:storage:ElasticSearch": (graph, component) => ({ servers: elasticsearchServers(graph, component) }),
  "bkpaas:bkrepo:Accounts": (graph, component) => ({ servers: bkrepoServers(graph, component) }),
  "bkpaas:uploads:Uploads": (graph, component) => ({ jobs: jobsOf(graph, component, words.UPLOADS) }),
  "bkpaas:platform:AppAccount": (graph, component) => ({ jobs: jobsOf(graph, component, words.APP_ACCOUNT) }),
  // The key ring is drawn of all keys together; the rest is what others are made of.
  "bkpaas:secrets:PlatformSecrets": releasesOnly,
  "bkpaas:platform:Names": releasesOnly,
  "bkpaas:platform:NamespaceObjects": releasesOnly,
  "bkpaas:cluster:Identity": releasesOnly,
};

/**
 * What every component of a graph adds.
 * @throws Error for a type of component of which nobody said how it is drawn
 */
export function partsOf(graph: Graph): Part[] {
  return Object.entries(graph.resources)
    .filter(([id, resource]) => isComponent(id, resource))
    .map(([id]) => {
      const draw = COMPONENTS[typeOf(id)];
      if (draw) return draw(graph, id);
      throw new Error(
        `The picture does not know components of type ${typeOf(id)}, such as ${nameOf(id)}: ` +
          "say in picture/components.ts how they are drawn.",
      );
    });
}

function appClusterApi(graph: Graph, component: string): Node {
  const name = nameOf(component);
  const frame = clusterFrameOf(graph, component);
  return api(graph, component, at(graph.outputs, `appClusters.${name}`), frame);
}

/** The platform's own cluster, one of the application clusters, or one of which only the address is known. */
function initialCluster(graph: Graph, component: string): Part {
  if (textAt(inputsOf(graph, component), "mode") === "appCluster") return {};
  const own = clusterFrameOf(graph, component);
  const id = own ?? nameOf(component);
  const node = api(graph, component, graph.outputs.initialCluster, id);
  if (own !== undefined) return { apis: [node] };
  const frame: Frame = { id, kind: "cluster", title: words.INITIAL_CLUSTER, resources: [component] };
  return { apis: [node], frames: [frame] };
}

function api(
  graph: Graph,
  component: string,
  registration: Graph["outputs"][string] | undefined,
  frame: string | undefined,
): Node {
  const login = words.LOGINS[textAt(inputsOf(graph, component), "mode")];
  const addresses = isObject(registration) ? leavesOf(registration.apiServers) : [];
  const lines: Words[] = addresses.map(({ text }) => words.same(text));
  return {
    id: `api-${nameOf(component)}`,
    kind: "api",
    title: words.NODE_WORDS.api,
    lines: [...lines, ...(login ? [words.joined(words.LOGIN, login)] : [])],
    keys: [],
    ...(frame !== undefined && { frame }),
    resources: [component],
  };
}
