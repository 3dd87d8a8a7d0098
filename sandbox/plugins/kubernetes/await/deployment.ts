import type { Properties } from "../../../../provider/protocol/value.ts";
import type { ApiClient } from "../api/client.ts";
import { at, conditionOf, numberAt, textAt } from "../object.ts";
import type { Awaiter, Verdict } from "./awaiter.ts";
import { selectedPodProblems } from "./pod.ts";

/** The controller has seen this generation, all its Pods are of it, and enough of them are available. */
export function deploymentAwaiter(client: ApiClient): Awaiter {
  return { inspect, explain: (deployment) => selectedPodProblems(client, deployment) };
}

function inspect(deployment: Properties): Verdict {
  const wanted = numberAt(deployment, "spec", "replicas");
  const updated = numberAt(deployment, "status", "updatedReplicas");
  const ready = numberAt(deployment, "status", "readyReplicas");
  const seen =
    numberAt(deployment, "status", "observedGeneration") >= numberAt(deployment, "metadata", "generation");
  const available = conditionOf(deployment, "Available")?.status === "True";
  if (seen && available && updated >= wanted && isRolledOut(deployment)) {
    return { ready: true, status: "Deployment initialization complete" };
  }
  return {
    ready: false,
    status: `[1/2] Waiting for app ReplicaSet to be available (${Math.min(updated, ready)}/${wanted} Pods available)`,
    problems: ["Progressing", "Available"].flatMap((type) => problemOf(deployment, type)),
  };
}

/** Without a progress deadline the controller reports no progress. */
function isRolledOut(deployment: Properties): boolean {
  const progress = conditionOf(deployment, "Progressing");
  return progress === undefined || progress.reason === "NewReplicaSetAvailable";
}

function problemOf(deployment: Properties, type: string): string[] {
  const condition = conditionOf(deployment, type);
  if (!condition || at(condition, "status") !== "False") return [];
  return [`[${textAt(condition, "reason")}] ${textAt(condition, "message")}`];
}
