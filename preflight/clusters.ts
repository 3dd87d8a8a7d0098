import { setTimeout as delay } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { kubeconfigOf, loginOf } from "../config/clusters/given-login.ts";
import type { Settings } from "../config/schema.ts";
import { ApiError, type Cluster, type ClusterSettings, Unreachable, connect } from "../kubernetes/connect.ts";
import { type AskedCluster, type Finding, type Right, warningOn } from "./cluster-verdict.ts";

/** All clusters are asked at once, so this is what the whole check takes at most, in seconds. */
const TIMEOUT = 8;

/** An administrator's login has to give rights; any other one is used by the platform, which begins with namespaces. */
const RIGHTS: Readonly<Record<"administrator" | "platform", Right>> = {
  administrator: { verb: "create", group: "rbac.authorization.k8s.io", resource: "clusterrolebindings" },
  platform: { verb: "create", group: "", resource: "namespaces" },
};

/** A cluster with the way to it. */
export interface ReachedCluster extends AskedCluster {
  readonly connection: ClusterSettings;
}

/**
 * Asks every application cluster once whether its login still has the rights, and warns of each that does not say yes.
 * Never refuses: an application cluster that is away blocks neither the platform nor the other clusters.
 */
export async function checkClusters(settings: Settings): Promise<void> {
  for (const warning of await clusterWarnings(reachedClusters(settings))) await pulumi.log.warn(warning);
}

/** The same without an engine. Takes no longer than the limit, however many clusters there are. */
export async function clusterWarnings(
  clusters: readonly ReachedCluster[],
  seconds = TIMEOUT,
): Promise<string[]> {
  const warnings = await Promise.all(
    clusters.map(async (cluster) => warningOn(cluster, await findingOf(cluster, seconds))),
  );
  return warnings.filter((warning) => warning !== undefined);
}

/** The clusters with a login of their own. */
export function reachedClusters({ appClusters, initialCluster }: Settings): ReachedCluster[] {
  const entries = Object.entries(appClusters).map(([name, cluster]) =>
    reached(`appClusters.${name}`, cluster),
  );
  return [...entries, ...givenInitial(initialCluster)];
}

/**
 * This program itself has nothing to do in an initial cluster that is given: it may be a Service, which only the platform
 * reaches, and have no authority; then the platform does not check who answers, but this machine shows a token to nobody
 * unchecked.
 */
function givenInitial(initial: Settings["initialCluster"]): ReachedCluster[] {
  if (initial.mode === "none" || initial.mode === "sameCluster" || initial.mode === "appCluster") return [];
  const isChecked = loginOf(initial).ca !== undefined;
  return isChecked && isOutside(initial.apiServers) ? [reached("initialCluster", initial)] : [];
}

function reached(key: string, cluster: Parameters<typeof kubeconfigOf>[0]): ReachedCluster {
  const kubeconfig = kubeconfigOf(cluster).reveal();
  if (cluster.mode === "kubeconfig") {
    const connection = { kubeconfig, context: cluster.context };
    return { key, login: "kubeconfig", needs: RIGHTS.administrator, connection };
  }
  return { key, login: loginOf(cluster).by, needs: RIGHTS.platform, connection: { kubeconfig } };
}

/** A Service has its name in its own cluster only. */
function isOutside([server = ""]: readonly string[]): boolean {
  const { hostname } = new URL(server);
  return !/^kubernetes(\.default)?$|\.svc(\.|$)/.test(hostname);
}

async function findingOf({ connection, needs }: ReachedCluster, seconds: number): Promise<Finding> {
  const cluster = await connect(connection).catch(() => undefined);
  if (cluster === undefined) return { kind: "unusable" };
  const ended = new AbortController();
  // A command of the kubeconfig takes as long as it likes before the request with its own limit begins.
  const tooLate = delay(1000 * seconds, undefined, { signal: ended.signal, ref: false }).then(
    (): Finding => ({ kind: "silence", server: cluster.server, code: "ABORT_ERR" }),
  );
  tooLate.catch(() => undefined);
  try {
    return await Promise.race([answerOf(cluster, needs, seconds), tooLate]);
  } catch (error) {
    return failure(cluster.server, error);
  } finally {
    ended.abort();
  }
}

/** One request, by which nothing comes into being (kubernetes.io/docs/reference/access-authn-authz/authorization). */
async function answerOf(cluster: Cluster, needs: Right, timeoutSeconds: number): Promise<Finding> {
  const review = {
    apiVersion: "authorization.k8s.io/v1",
    kind: "SelfSubjectAccessReview",
    spec: { resourceAttributes: needs },
  };
  const path = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
  const { status } = (await cluster.request("POST", path, review, { timeoutSeconds })) as {
    status?: { allowed: boolean };
  };
  return status ? { kind: "answer", allowed: status.allowed } : { kind: "stranger", server: cluster.server };
}

function failure(server: string, error: unknown): Finding {
  if (error instanceof ApiError) {
    if (error.status === 404) return { kind: "stranger", server };
    return { kind: "refusal", server, status: error.status, message: error.message };
  }
  if (!(error instanceof Unreachable)) return { kind: "unusable" };
  const { code = "no connection" } = error.cause as NodeJS.ErrnoException;
  return { kind: "silence", server, code };
}
