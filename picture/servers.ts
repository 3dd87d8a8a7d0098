import { endpoint } from "../config/host.ts";
import { isLoopback } from "../config/loopback.ts";
import type { Words } from "../config/words.ts";
import type { Graph } from "../report/graph.ts";
import { saysDigest, saysHost, saysText } from "./evidence.ts";
import { digestsOf, idsOf, inputsOf, textAt } from "./graph.ts";
import { at, isObject } from "../report/json.ts";
import { keysOfObject } from "./keys.ts";
import type { Frame, Leaf, Node, Target, Use } from "./model.ts";
import { namespaceFrame } from "./places.ts";
import * as words from "./words.ts";

type Place = "sandbox" | "existing";

const PLACES: Readonly<Record<Place, Words>> = { sandbox: words.SANDBOX, existing: words.EXISTING };

/** Id of the frame around servers that are no part of a cluster. */
function outsideFrame(place: Place): string {
  return `outside-${place}`;
}

/** The frames around servers outside of clusters, as far as there are such servers. */
export function outsideFrames(nodes: readonly Node[]): Frame[] {
  const places = Object.entries(PLACES) as [Place, Words][];
  return places
    .map(([place, title]): Frame => ({ id: outsideFrame(place), kind: "outside", title, resources: [] }))
    .filter(({ id }) => nodes.some(({ frame }) => frame === id));
}

/** What is said of one server. */
interface Server {
  readonly id: string;
  readonly title: Words;
  readonly component: string;
  readonly host: string;
  readonly address: string;
  readonly lines: readonly Words[];
  readonly uses: readonly Use[];
}

/** The server as a box: in the namespace that it runs in, on this machine, or among those that exist. */
function target(graph: Graph, server: Server): Target {
  const own = statefulSetOf(graph, server.host);
  const place: Place = isLoopback(server.host) ? "sandbox" : "existing";
  const where = own ? words.MANAGED : place === "sandbox" ? words.IN_SANDBOX : words.EXISTS;
  return {
    node: {
      id: server.id,
      kind: "store",
      title: server.title,
      lines: [words.joined(where, server.address), ...server.lines],
      keys: own ? keysOfObject(graph, own) : [],
      frame: own ? namespaceFrame(graph, own) : outsideFrame(place),
      resources: own ? [server.component, own] : [server.component],
    },
    uses: server.uses,
  };
}

/** The StatefulSet behind a Service of this program, such as `bkpaas-mysql.paas-system.svc`. */
function statefulSetOf(graph: Graph, host: string): string | undefined {
  const [name, namespace] = host.split(".");
  return idsOf(graph, "kubernetes:apps/v1:StatefulSet").find((id) => {
    const inputs = inputsOf(graph, id);
    return textAt(inputs, "metadata.name") === name && textAt(inputs, "metadata.namespace") === namespace;
  });
}

/** The servers of MySQL by their roles; one that has several is one box. */
export function mysqlServers(graph: Graph, component: string): Target[] {
  const { mysql } = graph.outputs;
  const { apiserver = "", workloads = "", openPaas = "", ...services } = textsOf(at(mysql, "databases"));
  const modes = at(inputsOf(graph, component), "modes");
  const hasRole = (role: "openPaas" | "addons"): boolean => at(modes, role) !== undefined;
  const applications: Words[] = [words.MYSQL_OF_APPLICATIONS];
  const plan: Use = {
    label: words.USES.sqlPlan,
    isSaidBy: ({ path, text }) => path.endsWith(".plan.user") && text === textAt(mysql, "plan.user"),
  };
  const sql = (databases: readonly string[]): Use => ({
    label: words.USES.sql,
    isSaidBy: saysText(databases),
  });
  const server = (
    role: keyof typeof words.MYSQL,
    path: string,
    databases: readonly string[],
    isForApplications: boolean,
  ): Target =>
    target(graph, {
      id: `mysql-${role}`,
      title: words.MYSQL[role],
      component,
      ...addressAt(mysql, path),
      lines: [
        ...(databases.length > 0 ? [words.listed(databases)] : []),
        ...(isForApplications ? applications : []),
      ],
      uses: [...(databases.length > 0 ? [sql(databases)] : []), ...(isForApplications ? [plan] : [])],
    });
  const own = [apiserver, workloads, ...Object.values(services)];
  const onPlatform = hasRole("openPaas") ? own : [...own, openPaas];
  return [
    server("platform", "", onPlatform, !hasRole("addons")),
    ...(hasRole("openPaas") ? [server("openPaas", "openPaas.", [openPaas], false)] : []),
    ...(hasRole("addons") ? [server("addons", "plan.", [], true)] : []),
  ];
}

/** Id of the server with the database of PaaS 2.0. */
export function openPaasServer(servers: readonly Target[]): string {
  const own = servers.find(({ node }) => node.id === "mysql-openPaas");
  return (own ?? servers.find(({ node }) => node.id === "mysql-platform"))?.node.id ?? "";
}

export function redisServers(graph: Graph, component: string): Target[] {
  const { redis } = graph.outputs;
  const master = textAt(redis, "sentinel.master");
  const urls = digestsOf([at(redis, "platformUrl") ?? null, at(redis, "workloadsTasksUrl") ?? null]);
  const reached = addressAt(redis, "");
  const platform = target(graph, {
    id: "redis",
    title: words.REDIS,
    component,
    ...reached,
    lines: master === "" ? [] : [words.joined(words.SENTINELS, master)],
    uses: [
      {
        label: words.USES.redis,
        isSaidBy: (leaf) => saysDigest(urls)(leaf) || saysHost(/redis/i, reached.host)(leaf),
      },
    ],
  });
  if (at(inputsOf(graph, component), "addons") === undefined) return [platform];
  const addons = { id: "redis-addons", title: words.REDIS_ADDONS, component, ...addressAt(redis, "addons.") };
  return [platform, target(graph, { ...addons, lines: [words.POOL], uses: [] })];
}

export function rabbitmqServers(graph: Graph, component: string): Target[] {
  const { rabbitmq } = graph.outputs;
  const urls = digestsOf(at(rabbitmq, "platformUrl"));
  const addons = addressAt(rabbitmq, "addons.");
  const queue: Use = { label: words.USES.amqp, isSaidBy: saysDigest(urls) };
  const api: Use = { label: words.USES.rabbitmqApi, isSaidBy: saysHost(/rabbitmq/i, addons.host) };
  const isOne = at(inputsOf(graph, component), "addons") === undefined;
  const virtualHosts = idsOf(graph, "bkpaas:rabbitmq:VirtualHost").map((id) =>
    words.same(`virtual host ${textAt(inputsOf(graph, id), "name")}`),
  );
  const platform = target(graph, {
    id: "rabbitmq",
    title: words.RABBITMQ,
    component,
    ...addressAt(rabbitmq, ""),
    lines: [...virtualHosts, ...(isOne ? [words.VIRTUAL_HOSTS] : [])],
    uses: isOne ? [queue, api] : [queue],
  });
  if (isOne) return [platform];
  const own = { id: "rabbitmq-addons", title: words.RABBITMQ_ADDONS, component, ...addons };
  return [platform, target(graph, { ...own, lines: [words.VIRTUAL_HOSTS], uses: [api] })];
}

export function elasticsearchServers(graph: Graph, component: string): Target[] {
  const { elasticsearch } = graph.outputs;
  const host = textAt(elasticsearch, "host");
  const address = textAt(elasticsearch, "url");
  const own = statefulSetOf(graph, host);
  const nodes = own === undefined ? "" : textAt(inputsOf(graph, own), "spec.replicas");
  const indices = Object.values(textsOf(at(elasticsearch, "indexPrefixes")));
  const isCollector = (leaf: Leaf): boolean => leaf.path === "values.global.elasticSearchHost";
  const secrets = digestsOf(elasticsearch);
  return [
    target(graph, {
      id: "elasticsearch",
      title: words.ELASTICSEARCH,
      component,
      host,
      address,
      lines: [
        ...(nodes === "" ? [] : [words.joined(words.NODES, nodes)]),
        words.joined(words.INDICES, words.listed(indices.map((prefix) => `${prefix}-*`))),
      ],
      uses: [
        {
          label: words.asked(address, words.USES.writesLogs),
          isSaidBy: (leaf) => isCollector(leaf) && leaf.text === host,
        },
        {
          label: words.asked(address, words.USES.readsLogs),
          isSaidBy: (leaf) => leaf.path.includes("HOSTS") && saysDigest(secrets)(leaf),
        },
      ],
    }),
  ];
}

export function bkrepoServers(graph: Graph, component: string): Target[] {
  const { bkrepo } = graph.outputs;
  const address = textAt(bkrepo, "endpoint");
  const registry = textAt(bkrepo, "dockerRegistry");
  const passwords = digestsOf(at(bkrepo, "platform.password"));
  const isOfPlan = ({ path }: Leaf): boolean => path.includes(".plan.");
  const isNamed = saysText([address]);
  return [
    target(graph, {
      id: "bkrepo",
      title: words.BKREPO,
      component,
      host: new URL(address).hostname,
      address,
      lines: [
        words.joined(
          words.PROJECTS,
          words.listed(
            [textAt(bkrepo, "project"), textAt(bkrepo, "addonsProject")].filter((name) => name !== ""),
          ),
        ),
        ...(registry === "" ? [] : [words.joined(words.REGISTRY, registry)]),
      ],
      uses: [
        {
          label: words.asked(address, words.USES.packages),
          isSaidBy: (leaf) => !isOfPlan(leaf) && (isNamed(leaf) || saysDigest(passwords)(leaf)),
        },
        {
          label: words.asked(address, words.USES.repositories),
          isSaidBy: (leaf) => isOfPlan(leaf) && isNamed(leaf),
        },
      ],
    }),
  ];
}

/** Host and address of a server in the outputs, below a path such as `openPaas.`. */
function addressAt(
  output: Graph["outputs"][string] | undefined,
  path: string,
): Pick<Server, "host" | "address"> {
  const host = textAt(output, `${path}host`);
  return { host, address: endpoint(host, Number(textAt(output, `${path}port`))) };
}

function textsOf(value: Graph["outputs"][string] | undefined): Record<string, string> {
  if (!isObject(value)) return {};
  return Object.fromEntries(Object.keys(value).map((name) => [name, textAt(value, name)]));
}
