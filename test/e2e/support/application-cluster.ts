import assert from "node:assert/strict";

/** Runs kubectl as the administrator of a cluster. @returns what it prints. */
export type Kubectl = (...args: string[]) => Promise<string>;

/** What this program installs in an application cluster, as the API server has it. */
export interface Installed {
  /** Ingress classes, and the one that the controller is told to serve. */
  readonly classes: readonly string[];
  readonly servedClass: string;
  /** Log workloads, as `Kind/name`, each with how many of its pods are ready. */
  readonly logWorkloads: Readonly<Record<string, number>>;
  /** Directories of the nodes that each collector of logs reads, by name. */
  readonly logDirectories: Readonly<Record<string, readonly string[]>>;
  /** Where logstash sends what it gets, each address once. */
  readonly elasticsearch: readonly string[];
}

interface Workload {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: { readonly template: { readonly spec: PodSpec } };
  readonly status: { readonly readyReplicas?: number; readonly numberReady?: number };
}

interface PodSpec {
  readonly containers: readonly { readonly args?: readonly string[] }[];
  readonly volumes?: readonly { readonly name: string; readonly hostPath?: { readonly path: string } }[];
}

interface ConfigMap {
  readonly data?: Readonly<Record<string, string>>;
}

/** Reads back what is installed in a namespace of an application cluster. */
export async function installedIn(kubectl: Kubectl, namespace: string): Promise<Installed> {
  const listed = async <Item>(kinds: string): Promise<Item[]> => {
    const text = await kubectl("get", kinds, `--namespace=${namespace}`, "--output=json");
    return (JSON.parse(text) as { items: Item[] }).items;
  };
  const [workloads, configMaps, classes] = await Promise.all([
    listed<Workload>("deployments,daemonsets"),
    listed<ConfigMap>("configmaps"),
    listed<Workload>("ingressclasses"),
  ]);
  const logs = workloads.filter(({ metadata }) => metadata.name.startsWith("bkapp-log-collection-"));
  return {
    classes: classes.map(({ metadata }) => metadata.name),
    servedClass: servedClass(workloads),
    logWorkloads: Object.fromEntries(
      logs.map(({ kind, metadata, status }) => [
        `${kind}/${metadata.name}`,
        status.readyReplicas ?? status.numberReady ?? 0,
      ]),
    ),
    logDirectories: Object.fromEntries(
      logs
        .filter(({ kind }) => kind === "DaemonSet")
        .map(({ metadata, spec }) => [metadata.name, logDirectories(spec.template.spec)]),
    ),
    elasticsearch: elasticsearchIn(configMaps),
  };
}

function servedClass(workloads: readonly Workload[]): string {
  const controller = workloads.find(({ metadata }) => metadata.name === "bk-ingress-nginx");
  const args = controller?.spec.template.spec.containers.flatMap(({ args = [] }) => args) ?? [];
  return args.find((arg) => arg.startsWith("--ingress-class=")) ?? assert.fail("no class is served");
}

function logDirectories({ volumes = [] }: PodSpec): string[] {
  const logs = volumes.filter(({ name }) => name.startsWith("logs-"));
  return logs.map(({ hostPath }) => hostPath?.path ?? assert.fail("logs are no directory of the node"));
}

function elasticsearchIn(configMaps: readonly ConfigMap[]): string[] {
  const texts = configMaps.flatMap(({ data }) => Object.values(data ?? {}));
  const addresses = texts.flatMap((text) =>
    [...text.matchAll(/elasticsearch \{\s+hosts => \["([^"]+)"\]/g)].map(([, address = ""]) => address),
  );
  return [...new Set(addresses)];
}
