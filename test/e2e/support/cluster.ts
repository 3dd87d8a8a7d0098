import fs from "node:fs";
import { environmentOf } from "../../support/container-environment.ts";
import type { Clone } from "./clone.ts";

/** A Kubernetes object, as far as these tests look at it. */
export interface KubernetesObject {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly data?: Record<string, string>;
  readonly spec?: {
    readonly replicas?: number;
  };
  readonly status?: {
    readonly phase?: string;
    readonly readyReplicas?: number;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}

/** All objects of one kind in a namespace, read from the API server. */
export async function objectsOf(clone: Clone, kind: string, namespace: string): Promise<KubernetesObject[]> {
  const listed = await clone.ask(`kubectl get ${kind} --namespace ${namespace} --output json`);
  return (JSON.parse(listed) as { items: KubernetesObject[] }).items;
}

/** What decides environments: whatever has pods, and what pods read. */
const READERS_AND_READ = "deployments,jobs,cronjobs,secrets,configmaps";

/** All objects that decide environments, for `environmentOf`. */
export function environmentObjects(clone: Clone, namespace: string): Promise<KubernetesObject[]> {
  return objectsOf(clone, READERS_AND_READ, namespace);
}

/** The environment of the process `web` of a module, as it would see it. */
export async function environmentOfWeb(
  clone: Clone,
  namespace: string,
  module: string,
): Promise<Record<string, string>> {
  const objects = await environmentObjects(clone, namespace);
  return environmentOf(objects, `Deployment/bkpaas3-${module}-web`, "web");
}

/** How often each Deployment's pods were replaced, as its controller counts. */
export async function revisionsOf(clone: Clone, namespace: string): Promise<Record<string, string>> {
  const deployments = await objectsOf(clone, "deployments", namespace);
  return Object.fromEntries(
    deployments.map(({ metadata: { name, annotations } }) => [
      name,
      annotations?.["deployment.kubernetes.io/revision"] ?? "",
    ]),
  );
}

interface AuditEvent {
  readonly user: { readonly username: string };
  readonly verb: string;
  readonly requestURI: string;
  readonly stage: string;
}

/** Writes to the API server by the identity of the stack, from a byte of the audit log on. */
export function writesSince(clone: Clone, offset: number): string[] {
  const lines = fs.readFileSync(clone.sandbox("logs", "audit.log")).subarray(offset).toString().split("\n");
  return lines
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as AuditEvent)
    .filter(({ user, stage }) => user.username === "bkpaas-sandbox-admin" && stage === "ResponseComplete")
    .filter(({ verb }) => !["get", "list", "watch"].includes(verb))
    .map(({ verb, requestURI }) => `${verb} ${requestURI}`);
}

/** Where the audit log ends now. */
export function auditOffset(clone: Clone): number {
  return fs.statSync(clone.sandbox("logs", "audit.log")).size;
}
