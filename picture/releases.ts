import type { Json, JsonObject } from "../provider/protocol/value.ts";
import type { Words } from "../config/words.ts";
import type { Graph } from "../report/graph.ts";
import { nameOf, typeOf } from "../report/identity.ts";
import { descendantsOf, idsOf, inputsOf, leavesOf, textAt } from "./graph.ts";
import { at, isObject } from "../report/json.ts";
import { keysOfObjects } from "./keys.ts";
import type { Leaf, Node, NodeKind } from "./model.ts";
import { namespaceFrame } from "./places.ts";
import * as words from "./words.ts";

/** What runs in a cluster and reads addresses and keys. */
export interface Reader {
  readonly node: Node;
  /** All that it is given, by its values and by the Secrets that were made for it. */
  readonly leaves: readonly Leaf[];
}

/** Type of the component that a release or Job belongs to. */
export function componentOf(graph: Graph, { node }: Reader): string {
  const [id = ""] = node.resources;
  return typeOf(graph.resources[id]?.parent ?? "");
}

/** Every Helm release of the graph, whichever component made it. */
export function releasesOf(graph: Graph): Reader[] {
  return idsOf(graph, "kubernetes:helm.sh/v3:Release").map((id) => {
    const inputs = inputsOf(graph, id);
    const lines = [chartLine(inputs), ...modulesOf(at(inputs, "values")).map(words.same)];
    return reader(graph, {
      kind: "release",
      title: words.same(textAt(inputs, "name")),
      lines,
      objects: [id],
    });
  });
}

/** The Jobs of a component as one box; none where it has none. */
export function jobsOf(graph: Graph, component: string, title: Words): Reader[] {
  const objects = descendantsOf(graph, component).filter((id) => typeOf(id) === "kubernetes:batch/v1:Job");
  if (objects.length === 0) return [];
  const lines = objects.map((id) => words.same(nameOf(id).replace(`${nameOf(component)}-`, "")));
  return [reader(graph, { kind: "job", title, lines, objects })];
}

interface Drawn {
  readonly kind: NodeKind;
  readonly title: Words;
  readonly lines: readonly Words[];
  readonly objects: readonly string[];
}

function reader(graph: Graph, { kind, title, lines, objects }: Drawn): Reader {
  const [first = ""] = objects;
  const component = graph.resources[first]?.parent ?? "";
  const secrets = descendantsOf(graph, component).filter((id) => typeOf(id) === "kubernetes:core/v1:Secret");
  const given = [...objects, ...secrets];
  return {
    node: {
      id: nameOf(first),
      kind,
      title,
      lines,
      keys: keysOfObjects(graph, given),
      frame: namespaceFrame(graph, first),
      resources: objects,
    },
    leaves: given.flatMap((id) => leavesOf(inputsOf(graph, id))),
  };
}

/** Such as `chart bkpaas3 0.1.3`; ours are folders. */
function chartLine(inputs: JsonObject): Words {
  const chart = textAt(inputs, "chart");
  const name = chart.split("/").at(-1) ?? chart;
  return words.chart(`${name} ${textAt(inputs, "version")}`.trim(), chart.startsWith("./"));
}

/** Values that belong to no module, but to all of them. */
const SHARED = "global";

/** What a release runs, such as `apiserver: web ×1, worker ×1`: what of its values has an image or replicas. */
function modulesOf(values: Json | undefined): string[] {
  if (!isObject(values)) return [];
  return Object.entries(values).flatMap(([name, module]) =>
    name !== SHARED && isObject(module) && isRun(module) ? [moduleLine(name, module)] : [],
  );
}

function isRun(module: JsonObject): boolean {
  return module.enabled !== false && ["image", "processes", "replicaCount"].some((key) => key in module);
}

function moduleLine(name: string, module: JsonObject): string {
  const processes = Object.entries(isObject(module.processes) ? module.processes : {}).map(
    ([process, settings]) => `${process}${times(textAt(settings, "replicas"))}`,
  );
  // BlueKing's umbrella chart says so the replicas of the process web, and of the worker where there is one.
  const celery = textAt(module, "celeryReplicaCount");
  const replicas = textAt(module, "replicaCount");
  const web = replicas === "" ? [] : [`web${times(replicas)}`];
  const all = [...processes, ...web, ...(celery === "" ? [] : [`worker${times(celery)}`])];
  return all.length === 0 ? name : `${name}: ${all.join(", ")}`;
}

function times(count: string): string {
  return count === "" ? "" : ` ×${count}`;
}
