import type { Graph } from "../report/graph.ts";
import { nameOf, typeOf } from "../report/identity.ts";
import { descendantsOf, idsOf, inputsOf, textAt } from "./graph.ts";
import type { Frame } from "./model.ts";
import * as words from "./words.ts";

const KUBERNETES = "pulumi:providers:kubernetes";

/** Name of the provider of the cluster that the platform is in. */
const PLATFORM = "kubernetes";

/** Id of the frame of a cluster, by the id of the provider that reaches it. */
function clusterFrame(provider: string): string {
  return `cluster-${nameOf(provider)}`;
}

/** Id of the frame around an object of Kubernetes or a release: its namespace in its cluster. */
export function namespaceFrame(graph: Graph, id: string): string {
  return `${clusterFrame(providerOf(graph, id))}-${namespaceOf(graph, id)}`;
}

/** Id of the frame of the cluster in which a component has its objects. */
export function clusterFrameOf(graph: Graph, component: string): string | undefined {
  const object = descendantsOf(graph, component).find((id) => typeOf(providerOf(graph, id)) === KUBERNETES);
  return object === undefined ? undefined : clusterFrame(providerOf(graph, object));
}

/** Frames of the clusters that providers reach, and of the namespaces that something is drawn in. */
export function placesOf(graph: Graph, drawn: readonly string[]): Frame[] {
  const clusters = idsOf(graph, KUBERNETES).map((provider) => clusterOf(graph, provider));
  const namespaces = drawn.map((id): Frame => {
    const name = namespaceOf(graph, id);
    return {
      id: namespaceFrame(graph, id),
      kind: "namespace",
      title: words.namespaceTitle(name),
      within: clusterFrame(providerOf(graph, id)),
      resources: idsOf(graph, "kubernetes:core/v1:Namespace").filter(
        (namespace) =>
          textAt(inputsOf(graph, namespace), "metadata.name") === name &&
          providerOf(graph, namespace) === providerOf(graph, id),
      ),
    };
  });
  return [...clusters, ...new Map(namespaces.map((frame) => [frame.id, frame])).values()];
}

function clusterOf(graph: Graph, provider: string): Frame {
  const id = clusterFrame(provider);
  const component = idsOf(graph, "bkpaas:cluster:AppCluster").find(
    (app) => clusterFrameOf(graph, app) === id,
  );
  const name = nameOf(component ?? provider);
  const isPlatform = component === undefined && name === PLATFORM;
  const title = isPlatform ? words.PLATFORM_CLUSTER : words.clusterTitle(name);
  return {
    id,
    kind: "cluster",
    title: component !== undefined && isInitial(graph, name) ? words.joined(title, words.IS_INITIAL) : title,
    resources: component === undefined ? [provider] : [provider, component],
  };
}

/** Whether an application cluster is the one that the platform is installed with. */
function isInitial({ outputs }: Graph, name: string): boolean {
  const id = textAt(outputs, `appClusters.${name}.id`);
  return id !== "" && id === textAt(outputs, "initialCluster.id");
}

function providerOf(graph: Graph, id: string): string {
  return graph.resources[id]?.provider ?? "";
}

/** Releases say theirs at the top, objects in their metadata. */
function namespaceOf(graph: Graph, id: string): string {
  const inputs = inputsOf(graph, id);
  return textAt(inputs, "namespace") || textAt(inputs, "metadata.namespace");
}
