import type { apps, core, policy } from "@pulumi/kubernetes/types/input.js";
import type { Input } from "@pulumi/pulumi";
import { headlessName, objectName } from "./host.ts";
import { DATA, podSpec, selectorOf } from "./pod.ts";
import type { Placement, Site } from "./site.ts";
import type { StoreSpec } from "./specs/spec.ts";

/** Labels of every object of a store. */
export function labelsOf(name: string, spec: StoreSpec): Record<string, string> {
  return {
    ...selectorOf(name, spec),
    "app.kubernetes.io/part-of": "bkpaas3",
    "app.kubernetes.io/managed-by": "Pulumi",
  };
}

/** The Service of clients. */
export function serviceSpec(name: string, spec: StoreSpec): core.v1.ServiceSpec {
  const ports = Object.entries(spec.ports).map(([port, number]) => ({ name: port, port: number }));
  return { selector: selectorOf(name, spec), ports };
}

/** The Service by which the nodes of a cluster find each other, before they are ready. */
export function headlessSpec(name: string, spec: StoreSpec): core.v1.ServiceSpec {
  return { ...serviceSpec(name, spec), clusterIP: "None", publishNotReadyAddresses: true };
}

/** The claims, as the StatefulSet calls them. */
export function claimNames(name: string, { nodes }: StoreSpec): string[] {
  return Array.from({ length: nodes }, (_, ordinal) => `${DATA}-${objectName(name)}-${ordinal}`);
}

/** The volume of one pod. */
export function claimSpec(
  spec: StoreSpec,
  { volume, storageClass }: Pick<Site, "volume" | "storageClass">,
): core.v1.PersistentVolumeClaimSpec {
  return {
    accessModes: ["ReadWriteOnce"],
    resources: { requests: { storage: volume ?? spec.share.volume } },
    ...(storageClass !== undefined && { storageClassName: storageClass }),
  };
}

/** @param checksums annotations of the pods: they are restarted when one changes */
export function statefulSetSpec(
  name: string,
  spec: StoreSpec,
  site: Placement & Pick<Site, "volume" | "storageClass">,
  checksums: Record<string, Input<string>>,
): apps.v1.StatefulSetSpec {
  return {
    replicas: spec.nodes,
    serviceName: headlessName(name),
    selector: { matchLabels: selectorOf(name, spec) },
    // Nodes that only become ready as a quorum must not wait for each other.
    podManagementPolicy: spec.nodes > 1 ? "Parallel" : "OrderedReady",
    updateStrategy: { type: "RollingUpdate" },
    template: {
      metadata: { labels: labelsOf(name, spec), annotations: checksums },
      spec: podSpec(name, spec, site),
    },
    volumeClaimTemplates: [{ metadata: { name: DATA }, spec: claimSpec(spec, site) }],
  };
}

/** One pod at a time may be taken away: three keep their quorum, and one alone never blocks the draining of its machine. */
export function budgetSpec(name: string, spec: StoreSpec): policy.v1.PodDisruptionBudgetSpec {
  return { maxUnavailable: 1, selector: { matchLabels: selectorOf(name, spec) } };
}
