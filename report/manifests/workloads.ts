import type { Json, JsonObject } from "../../provider/protocol/value.ts";
import type { ImageChange } from "../model.ts";
import { type KubernetesObject, isSame, listAt, numberAt, textAt } from "./objects.ts";
import { at } from "../json.ts";

/** Kinds whose controller starts pods anew when their template changes. Jobs run once, CronJobs the next time. */
const LASTING: ReadonlySet<string> = new Set(["Deployment", "StatefulSet", "DaemonSet"]);

/**
 * Fields that the API server refuses to change, by kind; see the validation in the API reference of each. Of a StatefulSet
 * these are all but replicas, template, ordinals and strategies.
 */
const IMMUTABLE: Readonly<Record<string, readonly string[]>> = {
  Deployment: ["spec.selector"],
  DaemonSet: ["spec.selector"],
  StatefulSet: ["spec.selector", "spec.serviceName", "spec.podManagementPolicy", "spec.volumeClaimTemplates"],
  Job: ["spec.selector", "spec.template", "spec.completionMode"],
  Service: ["spec.clusterIP"],
  PersistentVolumeClaim: ["spec.accessModes", "spec.storageClassName", "spec.selector", "spec.volumeName"],
  RoleBinding: ["roleRef"],
  ClusterRoleBinding: ["roleRef"],
  IngressClass: ["spec.controller"],
  StorageClass: ["provisioner", "parameters"],
  Secret: ["type"],
};

/** Seconds until a container runs whose image is on the node. */
const START = 5;

/** Kubernetes' own interval of a probe that names none, in seconds. */
const PERIOD = 10;

type Body = JsonObject | undefined;

/** Whether what is there cannot become the other: it has to go first. */
export function mustBeReplaced({ kind, body }: KubernetesObject, after: KubernetesObject): boolean {
  return (IMMUTABLE[kind] ?? []).some((path) => !isSame(at(body, path), at(after.body, path)));
}

/** Whether its kind keeps pods running. */
export function isLasting({ kind }: KubernetesObject): boolean {
  return LASTING.has(kind);
}

/** Whether its pods are started anew because they are described otherwise. */
export function isRestarted(old: KubernetesObject, after: KubernetesObject): boolean {
  return isLasting(after) && runsPods(old) && isOther(old, after) && !waitsForDeletion(after);
}

/** Whether its pods are described otherwise, and stay until somebody deletes them. */
export function isReplacedByHand(old: KubernetesObject, after: KubernetesObject): boolean {
  return isOther(old, after) && waitsForDeletion(after);
}

/** Whether there are any pods of it. */
export function runsPods({ body }: KubernetesObject): boolean {
  return numberAt(body, "spec.replicas", 1) > 0;
}

function isOther(old: KubernetesObject, after: KubernetesObject): boolean {
  return !isSame(at(old.body, "spec.template"), at(after.body, "spec.template"));
}

/** Whether its pods stay as they are until somebody deletes them, even where they are told to start anew. */
export function waitsForDeletion({ body }: KubernetesObject): boolean {
  return textAt(body, "spec.updateStrategy.type") === "OnDelete";
}

/** Containers with another image than before, or that come or go; sorted by name. */
export function imageChanges(old: Body, after: Body): ImageChange[] {
  const [before, now] = [imagesOf(old), imagesOf(after)];
  return [...new Set([...before.keys(), ...now.keys()])]
    .sort()
    .map((container) => ({ container, old: before.get(container), new: now.get(container) }))
    .filter((change) => change.old !== change.new)
    .map(({ container, ...images }) => ({
      container,
      ...(images.old !== undefined && { old: images.old }),
      ...(images.new !== undefined && { new: images.new }),
    }));
}

/**
 * Seconds until the pods of an object are ready, where every probe succeeds at its first try: start, probes, and that once for
 * each wave of a rolling update. 0 where no pods start. How many nodes a DaemonSet has is not known: it counts as one wave.
 */
export function readySeconds(
  old: KubernetesObject | undefined,
  after: KubernetesObject,
  restarts: boolean,
): number {
  if (!isLasting(after)) return 0;
  const waves = restarts ? rollingWaves(after) : newPods(old, after);
  return waves * podSeconds(after.body);
}

function imagesOf(body: Body): Map<string, string> {
  const spec = at(podOf(body), "spec");
  const containers = [...listAt(spec, "initContainers"), ...listAt(spec, "containers")];
  return new Map(
    containers.map((container) => [textAt(container, "name") ?? "", textAt(container, "image") ?? ""]),
  );
}

/** The template of the pods that an object makes; its own body for a pod. */
function podOf(body: Body): Json | undefined {
  if (textAt(body, "kind") === "Pod") return body;
  return at(body, "spec.template") ?? at(body, "spec.jobTemplate.spec.template");
}

function podSeconds(body: Body): number {
  const probed = listAt(podOf(body), "spec.containers").map(
    (container) => probeSeconds(container, "startupProbe") + probeSeconds(container, "readinessProbe"),
  );
  return START + Math.max(0, ...probed) + numberAt(body, "spec.minReadySeconds", 0);
}

function probeSeconds(container: JsonObject, probe: string): number {
  if (at(container, probe) === undefined) return 0;
  return (
    numberAt(container, `${probe}.initialDelaySeconds`, 0) +
    numberAt(container, `${probe}.periodSeconds`, PERIOD)
  );
}

function rollingWaves({ kind, body }: KubernetesObject): number {
  const replicas = numberAt(body, "spec.replicas", 1);
  if (kind === "DaemonSet" || at(body, "spec.strategy.type") === "Recreate") return 1;
  if (kind === "StatefulSet") return replicas;
  const rolling = at(body, "spec.strategy.rollingUpdate");
  const surge = share(at(rolling, "maxSurge"), replicas, (part) => Math.ceil(part));
  const unavailable = share(at(rolling, "maxUnavailable"), replicas, (part) => Math.floor(part));
  return Math.ceil(replicas / Math.max(1, surge + unavailable));
}

/** A number of pods, or a part of all: a quarter where nothing is said. */
function share(value: Json | undefined, replicas: number, rounded: (part: number) => number): number {
  if (typeof value === "number") return value;
  const percent = typeof value === "string" ? Number.parseInt(value, 10) : 25;
  return rounded((replicas * percent) / 100);
}

/** Waves in which pods come that were not there: a StatefulSet makes them one by one unless told otherwise. */
function newPods(old: KubernetesObject | undefined, after: KubernetesObject): number {
  const replicasOf = (object: KubernetesObject | undefined): number =>
    object ? numberAt(object.body, "spec.replicas", 1) : 0;
  const added = Math.max(0, replicasOf(after) - replicasOf(old));
  const oneByOne = after.kind === "StatefulSet" && at(after.body, "spec.podManagementPolicy") !== "Parallel";
  return oneByOne ? added : Math.min(1, added);
}
