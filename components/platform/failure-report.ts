import * as pulumi from "@pulumi/pulumi";
import { diagnose } from "../../diagnosis/diagnose.ts";
import { reportOf } from "../../diagnosis/report.ts";
import type { ClusterSettings } from "../../kubernetes/connect.ts";

/** Which release is reported on, and in which cluster it is. */
export interface ReportedRelease {
  readonly release: string;
  readonly namespace: string;
  readonly cluster: ClusterSettings;
}

/**
 * For the option `hooks.onError` of a Release: when its install or upgrade fails, what stands in the way and what to do is
 * logged as an error of that resource. Nothing is tried again: the next `up` does.
 * @param name of the resource, which no other hook of the stack may have
 */
export function failureReport(
  name: string,
  { release, namespace, cluster }: ReportedRelease,
): pulumi.ErrorHook {
  return new pulumi.ErrorHook(`report:${name}`, async ({ urn, errors, failedOperation }) => {
    // A preview touches no cluster, and what a delete leaves is not a release that failed.
    if (pulumi.runtime.isDryRun() || failedOperation === "delete") return false;
    const examined = await diagnose({ release, namespace }, cluster, errors.slice(0, 1));
    await pulumi.log.error(reportOf(examined), new pulumi.DependencyResource(urn));
    return false;
  });
}
