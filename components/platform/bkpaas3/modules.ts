import { ingressHostOf } from "../../../config/addresses.ts";
import { type ImageName, imageOf, partsOf } from "../../../config/images.ts";
import type { ProcessKind } from "../../../config/platform/presets.ts";
import type { Bkpaas3Input } from "./input.ts";

/**
 * An image as chart bkpaas3 takes it. Its tag only where it was configured: each version of the chart brings the tags of its
 * own images.
 */
export function imageParts({ images }: Bkpaas3Input<unknown>, name: ImageName) {
  const { registry, repository, tag } = partsOf(imageOf(images, name));
  const isGiven = images.tags[name] !== undefined || images.digests?.[name] !== undefined;
  return { registry, repository, ...(isGiven && { tag }) };
}

/** The images of the init containers, which every module has of its own. */
export function waitingImages(input: Bkpaas3Input<unknown>) {
  return {
    images: { busybox: imageParts(input, "busybox"), k8sWaitFor: imageParts(input, "k8s-wait-for") },
  };
}

/** Replicas and resources of a module's process, and how its pods are put on nodes. */
export function sizeOf({ preset }: Bkpaas3Input<unknown>, kind: ProcessKind, module: string) {
  const { replicas, resources } = preset.shares[kind];
  return { replicaCount: replicas, resources, ...(preset.spread && { affinity: apart(module) }) };
}

/** The same of the process beside it, whose pods have the same labels. */
export function workerSize({ preset }: Bkpaas3Input<unknown>) {
  const { replicas, resources } = preset.shares.worker;
  return { celeryReplicaCount: replicas, celeryResources: resources };
}

/** Pods of a module rather on different nodes; the chart knows neither topology spread nor disruption budgets. */
function apart(module: string) {
  const podAffinityTerm = {
    topologyKey: "kubernetes.io/hostname",
    labelSelector: { matchLabels: { "app.kubernetes.io/name": module } },
  };
  return {
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm }],
    },
  };
}

/** `ingress` of a module that browsers see. The chart knows the class as an annotation only. */
export function ingressValues(input: Bkpaas3Input<unknown>) {
  const { className, tlsSecret } = input.ingress;
  const host = ingressHostOf(input.addresses);
  return {
    // The chart makes the address below the domain itself.
    ...(host !== `bkpaas.${input.domain}` && { hostname: host }),
    ...(className !== undefined && { annotations: { "kubernetes.io/ingress.class": className } }),
    ...(tlsSecret !== undefined && { extraTls: [{ hosts: [host], secretName: tlsSecret }] }),
  };
}
