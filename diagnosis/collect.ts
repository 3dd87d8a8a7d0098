import { messageOf } from "../config/message.ts";
import { ApiError, type Cluster, Unreachable } from "../kubernetes/connect.ts";
import { type Revision, historyOf } from "../kubernetes/helm-record.ts";
import type { Finding } from "./finding.ts";
import type { Suspect } from "./examine.ts";
import type { Claim, ClusterEvent, Configuration, Pod, Workload } from "./objects.ts";
import type { ReleaseName, Snapshot } from "./snapshot.ts";

/** How many objects of a kind are looked at. */
const MOST_OBJECTS = 500;
const MOST_EVENTS = 2000;

/** How much of one log is read: lines for the report, bytes against lines without end. */
const LOG_LINES = 20;
const LOG_BYTES = 64 * 1024;

/** Of how many findings logs are read. */
const MOST_LOGS = 8;

/** Helm's own records are Secrets too, of up to a megabyte. */
const OTHER_SECRETS = "&fieldSelector=type%21%3Dhelm.sh%2Frelease.v1";

/**
 * Everything in the release's namespace that may say why it failed. What may not be read is named instead.
 * @throws Unreachable where the cluster does not answer at all.
 */
export async function collect(cluster: Cluster, { release, namespace }: ReleaseName): Promise<Snapshot> {
  const unseen: string[] = [];
  let answers = 0;
  const attempt = async <Found>(what: string, reading: Promise<Found>): Promise<Found | undefined> => {
    try {
      const found = await reading;
      answers += 1;
      return found;
    } catch (error) {
      if (error instanceof Unreachable) throw error;
      if (error instanceof ApiError) answers += 1;
      unseen.push(`${what}: ${messageOf(error)}`);
      return undefined;
    }
  };
  const list = async <Item>(group: string, what: string, query = `?limit=${MOST_OBJECTS}`) => {
    const path = `${group}/namespaces/${namespace}/${what}${query}`;
    const found = await attempt(what, cluster.request("GET", path));
    return (found as { items?: Item[] } | undefined)?.items;
  };
  const [
    revisions,
    jobs,
    deployments,
    statefulSets,
    daemonSets,
    replicaSets,
    pods,
    claims,
    events,
    secrets,
    maps,
  ] = await Promise.all([
    attempt<Revision[]>("Helm's records", historyOf(cluster, namespace, release)),
    list<Workload>("/apis/batch/v1", "jobs"),
    list<Workload>("/apis/apps/v1", "deployments"),
    list<Workload>("/apis/apps/v1", "statefulsets"),
    list<Workload>("/apis/apps/v1", "daemonsets"),
    list<Workload>("/apis/apps/v1", "replicasets"),
    list<Pod>("/api/v1", "pods"),
    list<Claim>("/api/v1", "persistentvolumeclaims"),
    list<ClusterEvent>("/api/v1", "events", `?limit=${MOST_EVENTS}`),
    list<Configuration>("/api/v1", "secrets", `?limit=${MOST_OBJECTS}${OTHER_SECRETS}`),
    list<Configuration>("/api/v1", "configmaps"),
  ]);
  if (answers === 0) throw new Unreachable(`${cluster.server} answers nothing: ${unseen[0] ?? ""}`);
  return {
    revisions: revisions ?? [],
    jobs: jobs ?? [],
    deployments: deployments ?? [],
    statefulSets: statefulSets ?? [],
    daemonSets: daemonSets ?? [],
    replicaSets: replicaSets ?? [],
    pods: pods ?? [],
    claims: claims ?? [],
    events: events ?? [],
    secrets,
    configMaps: maps ?? [],
    unseen,
  };
}

/** The suspects' findings with the last lines of their containers' logs. */
export function withLogs(
  cluster: Cluster,
  { namespace }: ReleaseName,
  suspects: readonly Suspect[],
): Promise<Finding[]> {
  let read = 0;
  return Promise.all(
    suspects.map(async ({ finding, log }) => {
      const { pod, container } = finding;
      if (log === "none" || pod === undefined || container === undefined || ++read > MOST_LOGS)
        return finding;
      const path =
        `/api/v1/namespaces/${namespace}/pods/${pod}/log?container=${container}` +
        `&tailLines=${LOG_LINES}&limitBytes=${LOG_BYTES}`;
      // Of a container that waits for its next start, the log of the run before says why it ended.
      const paths = log === "previous" ? [`${path}&previous=true`, path] : [path];
      return { ...finding, ...(await firstLog(cluster, paths)) };
    }),
  );
}

async function firstLog(
  cluster: Cluster,
  paths: readonly string[],
): Promise<Pick<Finding, "log" | "logMissing">> {
  let logMissing: string | undefined;
  for (const path of paths) {
    try {
      const text = await cluster.request("GET", path);
      // The log of a program that writes JSON arrives as what it means where the server says so.
      const lines = (typeof text === "string" ? text : JSON.stringify(text)).trimEnd().split(/\r?\n/);
      return { log: lines.filter((line) => line !== "").slice(-LOG_LINES) };
    } catch (error) {
      logMissing = messageOf(error);
    }
  }
  return { log: [], logMissing };
}
