import type { Properties } from "../../../provider/protocol/value.ts";
import { kindOf } from "./object.ts";
import type { Settings } from "./settings.ts";

const WORKLOAD = ["spec.selector"];
const BINDING = ["roleRef"];

/** What the official plugin replaces an object for; the server refuses to change most of it. */
const TRIGGERS: Readonly<Record<string, readonly string[]>> = {
  "apps/v1/DaemonSet": WORKLOAD,
  "apps/v1/Deployment": WORKLOAD,
  "apps/v1/StatefulSet": [
    "spec.podManagementPolicy",
    "spec.revisionHistoryLimit",
    "spec.selector",
    "spec.serviceName",
    "spec.volumeClaimTemplates",
  ],
  "batch/v1/Job": ["spec.completions", "spec.parallelism", "spec.selector", "spec.template"],
  "rbac.authorization.k8s.io/v1/ClusterRoleBinding": BINDING,
  "rbac.authorization.k8s.io/v1/RoleBinding": BINDING,
  "storage.k8s.io/v1/StorageClass": ["parameters", "provisioner"],
  "v1/PersistentVolumeClaim": [
    "spec.accessModes",
    "spec.selector",
    "spec.storageClassName",
    "spec.volumeName",
  ],
  "v1/PersistentVolume": ["spec.csi", "spec.hostPath", "spec.local", "spec.nfs"],
  "v1/ResourceQuota": ["spec.scopes"],
  "v1/Secret": ["type"],
  "v1/Service": ["spec.clusterIP"],
  // The official list names nearly all of a Pod's specification; what it leaves out the server refuses.
  "v1/Pod": ["spec"],
};

/** A predicate for property paths: does a change there replace this object? */
export function replacementRule(object: Properties, settings: Settings): (path: string) => boolean {
  const triggers = [
    "apiVersion",
    "kind",
    "metadata.name",
    "metadata.namespace",
    ...triggersOf(object, settings),
  ];
  return (path) => triggers.some((trigger) => path === trigger || /^[.[]/.test(rest(path, trigger)));
}

function triggersOf(object: Properties, settings: Settings): readonly string[] {
  const { apiVersion, kind } = kindOf(object);
  const listed = TRIGGERS[`${apiVersion}/${kind}`] ?? [];
  if (apiVersion !== "v1") return listed;
  const frozen = object.immutable === true;
  if (kind === "Secret" && (frozen || !settings.enableSecretMutable))
    return [...listed, "data", "stringData"];
  if (kind === "ConfigMap" && (frozen || !settings.enableConfigMapMutable)) return ["data", "binaryData"];
  return listed;
}

function rest(path: string, prefix: string): string {
  return path.startsWith(prefix) ? path.slice(prefix.length) : "";
}
