import path from "node:path";
import { DATA } from "../layout.ts";

/** kwokctl's name of the cluster. */
export const CLUSTER_NAME = "sandbox";

/** kwokctl's working directory, `KWOK_WORKDIR`. */
export const KWOK_WORKDIR = path.join(DATA, "cluster");

/** Where kwokctl keeps this cluster: etcd's data, certificates, its own configuration and pid files. */
export const CLUSTER_DIRECTORY = path.join(KWOK_WORKDIR, "clusters", CLUSTER_NAME);

/** User tokens that the API server accepts. */
export const TOKENS_FILE = path.join(KWOK_WORKDIR, "tokens.csv");

/** What the API server writes down, and for whom. */
export const AUDIT_POLICY = path.join(import.meta.dirname, "audit-policy.yaml");

/** How kwok simulates nodes, pods and volumes. */
export const STAGES = path.join(import.meta.dirname, "stages.yaml");

/** What every cluster of the sandbox holds. */
export const OBJECTS = path.join(import.meta.dirname, "objects.yaml");

/** A certificate or key that kwokctl made, as `admin.crt`. */
export function pkiFile(name: string): string {
  return path.join(CLUSTER_DIRECTORY, "pki", name);
}
