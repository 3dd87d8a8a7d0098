import type { Properties } from "../../../../provider/protocol/value.ts";
import type { ApiClient } from "../api/client.ts";
import { conditionOf, idOf, numberAt, textAt } from "../object.ts";
import type { Awaiter, Verdict } from "./awaiter.ts";
import { selectedPodProblems } from "./pod.ts";

/** Complete; a failed Job ends the waiting at once. */
export function jobAwaiter(client: ApiClient): Awaiter {
  return { inspect, explain: (job) => selectedPodProblems(client, job) };
}

function inspect(job: Properties): Verdict {
  const id = idOf(job);
  if (textAt(job, "status", "startTime") === "") {
    return { ready: false, status: `Waiting for Job "${id}" to start` };
  }
  const count = (field: string): number => numberAt(job, "status", field);
  const progress = `(Active: ${count("active")} | Succeeded: ${count("succeeded")} | Failed: ${count("failed")})`;
  const status = `Waiting for Job "${id}" to succeed ${progress}`;
  const failure = conditionOf(job, "Failed");
  if (failure?.status === "True") {
    const problem = `[${textAt(failure, "reason")}] ${textAt(failure, "message")}`;
    return { ready: false, failed: true, status, problems: [problem] };
  }
  return { ready: conditionOf(job, "Complete")?.status === "True", status };
}
