import type { Revision } from "../kubernetes/helm-record.ts";
import type { Claim, ClusterEvent, Configuration, Pod, Workload } from "./objects.ts";

/** All that a namespace held when it was looked at. What could not be read is empty, and named in `unseen`. */
export interface Snapshot {
  /** Revisions of the release that Helm keeps, oldest first. */
  readonly revisions: readonly Revision[];
  readonly jobs: readonly Workload[];
  readonly deployments: readonly Workload[];
  readonly statefulSets: readonly Workload[];
  readonly daemonSets: readonly Workload[];
  readonly replicaSets: readonly Workload[];
  readonly pods: readonly Pod[];
  readonly claims: readonly Claim[];
  readonly events: readonly ClusterEvent[];
  /** Undefined where they may not be read: then nothing can be kept out of messages and logs. */
  readonly secrets: readonly Configuration[] | undefined;
  readonly configMaps: readonly Configuration[];
  /** What could not be read, and why. */
  readonly unseen: readonly string[];
}

/** Which release is looked at. */
export interface ReleaseName {
  readonly release: string;
  readonly namespace: string;
}
