import type { Properties } from "../../../../provider/protocol/value.ts";
import type { ApiClient, KubernetesObject } from "../api/client.ts";
import { at, listAt, nameOf, namespaceOf, textAt } from "../object.ts";
import type { Awaiter, Surroundings, Verdict } from "./awaiter.ts";

/** How long endpoints must have stayed as they are before they count, in milliseconds. */
const SETTLING = 10_000;

const NO_PODS =
  "Service does not target any Pods. Selected Pods may not be ready, or " +
  "field '.spec.selector' may not match labels on any Pods";
const NO_ADDRESS = "Service was not allocated an IP address; does your cloud provider support this?";

/**
 * No selected Pod is still becoming ready, and a load balancer has its address. A Service that selects no Pod
 * at all is accepted, too, once its endpoints had time to appear.
 */
export function serviceAwaiter({ client, once }: Surroundings): Awaiter {
  let last = { endpoints: "", since: Date.now() };
  const isSettled = (slices: readonly Properties[]): boolean => {
    if (once) return true;
    const endpoints = JSON.stringify(slices.map((slice) => slice.endpoints));
    if (endpoints !== last.endpoints) last = { endpoints, since: Date.now() };
    return slices.length > 0 && Date.now() - last.since >= SETTLING;
  };
  return {
    inspect: async (service) => {
      const addressed = hasAddress(service);
      if (!selectsPods(service)) return { ready: addressed, problems: [NO_ADDRESS] };
      const slices = await slicesOf(client, service);
      const conditions = slices.flatMap((slice) => listAt(slice, "endpoints"));
      const pending = conditions.some((endpoint) => at(endpoint, "conditions", "ready") === false);
      const settled = isSettled(slices);
      return verdict({ addressed, pending, settled, targeted: conditions.length > 0 });
    },
  };
}

interface Findings {
  readonly addressed: boolean;
  readonly pending: boolean;
  readonly settled: boolean;
  readonly targeted: boolean;
}

function verdict({ addressed, pending, settled, targeted }: Findings): Verdict {
  if (addressed && settled && !pending) return { ready: true, status: "Service initialization complete" };
  const finding = !settled || pending || !targeted;
  return {
    ready: false,
    status: finding
      ? "[1/3] Finding Pods to direct traffic to"
      : "[2/3] Attempting to allocate IP address to Service",
    problems: [...(pending || !targeted ? [NO_PODS] : []), ...(addressed ? [] : [NO_ADDRESS])],
  };
}

function hasAddress(service: Properties): boolean {
  if (textAt(service, "spec", "type") !== "LoadBalancer") return true;
  return listAt(service, "status", "loadBalancer", "ingress").length > 0;
}

function selectsPods(service: Properties): boolean {
  const headless = textAt(service, "spec", "clusterIP") === "None";
  const external = textAt(service, "spec", "type") === "ExternalName";
  return !headless && !external && Object.keys(at(service, "spec", "selector") ?? {}).length > 0;
}

function slicesOf(client: ApiClient, service: Properties): Promise<KubernetesObject[]> {
  const path = `/apis/discovery.k8s.io/v1/namespaces/${namespaceOf(service)}/endpointslices`;
  return client.list(path, { labelSelector: `kubernetes.io/service-name=${nameOf(service)}` });
}
