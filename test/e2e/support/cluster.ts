import fs from "node:fs";
import type { Clone } from "./clone.ts";

/** A Kubernetes object, as far as these tests look at it. */
export interface KubernetesObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly uid: string };
  readonly data?: Record<string, string>;
  readonly spec?: {
    readonly replicas?: number;
    readonly template?: { readonly spec: { readonly containers: readonly Container[] } };
  };
  readonly status?: {
    readonly phase?: string;
    readonly readyReplicas?: number;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}

interface Container {
  readonly name: string;
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly envFrom?: readonly { readonly secretRef?: { readonly name: string } }[];
}

/** All objects of one kind in a namespace, read from the API server. */
export async function objectsOf(clone: Clone, kind: string, namespace: string): Promise<KubernetesObject[]> {
  const listed = await clone.ask(`kubectl get ${kind} --namespace ${namespace} --output json`);
  return (JSON.parse(listed) as { items: KubernetesObject[] }).items;
}

/** The environment of a Deployment's first container as its process would see it: literals, then Secrets opened. */
export async function environmentOf(
  clone: Clone,
  namespace: string,
  deployment: string,
): Promise<Map<string, Source>> {
  const [found] = (await objectsOf(clone, "deployments", namespace)).filter(
    ({ metadata }) => metadata.name === deployment,
  );
  const [container] = found?.spec?.template?.spec.containers ?? [];
  const environment = new Map<string, Source>();
  const secrets = await objectsOf(clone, "secrets", namespace);
  for (const { secretRef } of container?.envFrom ?? []) {
    const data = secrets.find(({ metadata }) => metadata.name === secretRef?.name)?.data ?? {};
    for (const [name, value] of Object.entries(data)) {
      environment.set(name, { value: Buffer.from(value, "base64").toString(), from: "Secret" });
    }
  }
  for (const { name, value = "" } of container?.env ?? []) environment.set(name, { value, from: "literal" });
  return environment;
}

/** A variable's value and where it stands. */
export interface Source {
  readonly value: string;
  readonly from: "Secret" | "literal";
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
