import type { Properties } from "../../../../provider/protocol/value.ts";
import type { ApiClient } from "../api/client.ts";
import { at, conditionOf, listAt, nameOf, namespaceOf, textAt } from "../object.ts";
import type { Awaiter } from "./awaiter.ts";

/** Ready, or done: a Pod may be made to run once. */
export function podAwaiter(): Awaiter {
  return {
    inspect: (pod) =>
      isPodReady(pod)
        ? { ready: true }
        : {
            ready: false,
            status: `Waiting for Pod "${nameOf(pod)}" to be ready`,
            problems: podProblems(pod),
          },
  };
}

function isPodReady(pod: Properties): boolean {
  return textAt(pod, "status", "phase") === "Succeeded" || conditionOf(pod, "Ready")?.status === "True";
}

/** What is wrong with the Pods that a workload selects. */
export async function selectedPodProblems(client: ApiClient, workload: Properties): Promise<string[]> {
  const labels = at(workload, "spec", "selector", "matchLabels");
  const labelSelector = Object.entries(labels ?? {})
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(",");
  const path = `/api/v1/namespaces/${namespaceOf(workload)}/pods`;
  const pods = await client.list(path, { labelSelector });
  return pods.filter((pod) => !isPodReady(pod)).flatMap(podProblems);
}

function podProblems(pod: Properties): string[] {
  const name = `[Pod ${namespaceOf(pod)}/${nameOf(pod)}]`;
  const conditions = listAt(pod, "status", "conditions")
    .filter((condition) => condition.status === "False" && textAt(condition, "message") !== "")
    .map((condition) => textAt(condition, "message"));
  const waiting = listAt(pod, "status", "containerStatuses")
    .map((container) => ({
      reason: textAt(container, "state", "waiting", "reason"),
      message: textAt(container, "state", "waiting", "message"),
    }))
    .filter(({ reason }) => reason !== "")
    .map(({ reason, message }) => `[${reason}] ${message}`.trimEnd());
  return [...new Set([...conditions, ...waiting])].map((problem) => `${name}: ${problem}`);
}
