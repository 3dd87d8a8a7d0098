import type { Properties } from "../../../../provider/protocol/value.ts";
import { ANNOTATIONS, at, isAnnotated, kindOf, listAt, textAt } from "../object.ts";
import { type Awaiter, type Surroundings, when } from "./awaiter.ts";
import { claimAwaiter } from "./claim.ts";
import { deploymentAwaiter } from "./deployment.ts";
import { jobAwaiter } from "./job.ts";
import { podAwaiter } from "./pod.ts";
import { serviceAwaiter } from "./service.ts";
import { statefulSetAwaiter } from "./statefulset.ts";

/** What to wait for with an object; undefined when it is ready as soon as it exists. */
export function awaiterFor(object: Properties, surroundings: Surroundings): Awaiter | undefined {
  if (isAnnotated(object, ANNOTATIONS.skipAwait)) return undefined;
  const { apiVersion, kind } = kindOf(object);
  switch (`${apiVersion}/${kind}`) {
    case "apps/v1/Deployment":
      return deploymentAwaiter(surroundings.client);
    case "apps/v1/StatefulSet":
      return statefulSetAwaiter(surroundings.client);
    case "batch/v1/Job":
      return jobAwaiter(surroundings.client);
    case "v1/Service":
      return serviceAwaiter(surroundings);
    case "v1/PersistentVolumeClaim":
      return claimAwaiter(surroundings);
    case "v1/PersistentVolume":
      return when(isVolumeUsable, "the volume is neither available nor bound");
    case "v1/Pod":
      return podAwaiter();
    case "v1/Secret":
      return when(hasToken, "the controller did not fill in the token of the ServiceAccount");
    case "networking.k8s.io/v1/Ingress":
      return when(
        hasIngressAddress,
        "Ingress .status.loadBalancer field was not updated with a hostname/IP address",
      );
    default:
      return undefined;
  }
}

function isVolumeUsable(volume: Properties): boolean {
  return ["Available", "Bound"].includes(textAt(volume, "status", "phase"));
}

/** Only this type of Secret is filled in by a controller. */
function hasToken(secret: Properties): boolean {
  if (secret.type !== "kubernetes.io/service-account-token") return true;
  return Object.keys(at(secret, "data") ?? {}).length > 0;
}

function hasIngressAddress(ingress: Properties): boolean {
  return listAt(ingress, "status", "loadBalancer", "ingress").length > 0;
}
