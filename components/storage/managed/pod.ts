import type { core } from "@pulumi/kubernetes/types/input.js";
import { referenceOf } from "../../../config/images.ts";
import { objectName } from "./host.ts";
import { restrictedContainer, restrictedPod, secretFiles } from "./restricted.ts";
import type { Placement } from "./site.ts";
import type { Mount, StoreSpec } from "./specs/spec.ts";

/** Name of the volume, and of its claim template. */
export const DATA = "data";

/** The pod of a managed store: what is the same for all. Passes the Pod Security Standard "restricted". */
export function podSpec(name: string, spec: StoreSpec, placement: Placement): core.v1.PodSpec {
  return {
    automountServiceAccountToken: false,
    // Variables for every Service of the namespace: nobody reads them.
    enableServiceLinks: false,
    securityContext: {
      ...restrictedPod(spec.user),
      // Otherwise the owner of every file would be looked at whenever the pod starts.
      fsGroupChangePolicy: "OnRootMismatch",
    },
    terminationGracePeriodSeconds: spec.graceSeconds,
    ...(placement.nodeSelector && { nodeSelector: placement.nodeSelector }),
    ...(placement.tolerations && { tolerations: [...placement.tolerations] }),
    ...(spec.nodes > 1 && { topologySpreadConstraints: [spread(name, spec)] }),
    containers: [container(spec)],
    volumes: spec.mounts.flatMap((mount, index) => volume(name, mount, index)),
  };
}

/** Labels by which Services find the pods; they never change. */
export function selectorOf(name: string, { software }: StoreSpec): Record<string, string> {
  return {
    "app.kubernetes.io/name": software,
    "app.kubernetes.io/component": "storage",
    "app.kubernetes.io/instance": objectName(name),
  };
}

function container(spec: StoreSpec): core.v1.Container {
  const { cores, memory } = spec.share;
  return {
    name: spec.software,
    image: referenceOf(spec.image),
    ...spec.container,
    ports: Object.entries(spec.ports).map(([name, port]) => ({ name, containerPort: port })),
    resources: {
      requests: { cpu: millicores(cores.request), memory: `${memory}Mi` },
      limits: { cpu: millicores(cores.limit), memory: `${memory}Mi` },
    },
    securityContext: restrictedContainer(!(spec.writesOutsideMounts ?? false)),
    volumeMounts: spec.mounts.map((mount, index) => ({
      name: volumeName(mount, index),
      mountPath: mount.at,
      ...(mount.file !== undefined && { subPath: mount.file }),
      ...(isReadOnly(mount) && { readOnly: true }),
    })),
  };
}

/** The scheduler keeps the pods of a quorum on different machines where it can. */
function spread(name: string, spec: StoreSpec): core.v1.TopologySpreadConstraint {
  return {
    maxSkew: 1,
    topologyKey: "kubernetes.io/hostname",
    whenUnsatisfiable: "ScheduleAnyway",
    labelSelector: { matchLabels: selectorOf(name, spec) },
  };
}

function volume(name: string, mount: Mount, index: number): core.v1.Volume[] {
  const volumeOf = (source: Omit<core.v1.Volume, "name">) => [{ name: volumeName(mount, index), ...source }];
  switch (mount.from) {
    case "configuration":
      return volumeOf({ configMap: { name: objectName(name) } });
    case "secrets":
      return volumeOf(secretFiles(objectName(name)));
    case "scratch":
      return volumeOf({ emptyDir: {} });
    case "data":
      // The claim template brings it.
      return [];
    default:
      return volumeOf(secretFiles(mount.from.secret));
  }
}

function volumeName({ from }: Mount, index: number): string {
  if (from === "data") return DATA;
  return typeof from === "string" ? `${from}-${index}` : `secret-${index}`;
}

function isReadOnly({ from }: Mount): boolean {
  return from !== "data" && from !== "scratch";
}

function millicores(cores: number): string {
  return `${Math.round(cores * 1000)}m`;
}
