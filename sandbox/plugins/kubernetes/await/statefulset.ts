import type { Properties } from "../../../../provider/protocol/value.ts";
import type { ApiClient } from "../api/client.ts";
import { numberAt, textAt } from "../object.ts";
import type { Awaiter, Verdict } from "./awaiter.ts";
import { selectedPodProblems } from "./pod.ts";

/** All Pods are ready and of the current revision. */
export function statefulSetAwaiter(client: ApiClient): Awaiter {
  return { inspect, explain: (statefulSet) => selectedPodProblems(client, statefulSet) };
}

function inspect(statefulSet: Properties): Verdict {
  const status = (field: string): number => numberAt(statefulSet, "status", field);
  const generation = numberAt(statefulSet, "metadata", "generation");
  const wanted = numberAt(statefulSet, "spec", "replicas");
  const seen = status("observedGeneration") >= generation;
  const [current, target] = [
    revision(statefulSet, "currentRevision"),
    revision(statefulSet, "updateRevision"),
  ];
  const onDelete = generation > 1 && textAt(statefulSet, "spec", "updateStrategy", "type") === "OnDelete";
  const replicasReady =
    seen &&
    status("replicas") === wanted &&
    status("readyReplicas") === wanted &&
    (onDelete || status("currentReplicas") === wanted);
  const revisionReady = seen && (onDelete || (current !== "" && current === target));
  if (replicasReady && revisionReady) return { ready: true, status: "StatefulSet initialization complete" };
  const ready = `${status("readyReplicas")}/${wanted} Pods ready`;
  return {
    ready: false,
    status:
      generation <= 1
        ? `[1/2] Waiting for StatefulSet to create Pods (${ready})`
        : `[1/3] Waiting for StatefulSet update to roll out (${ready})`,
    problems: [
      ...(replicasReady
        ? []
        : [`${status("readyReplicas")} out of ${wanted} replicas succeeded readiness checks`]),
      ...(revisionReady
        ? []
        : [`StatefulSet controller failed to advance from revision "${current}" to revision "${target}"`]),
    ],
  };
}

function revision(statefulSet: Properties, field: string): string {
  return textAt(statefulSet, "status", field);
}
