import type * as pulumi from "@pulumi/pulumi";
import type { ChartSource } from "../../config/platform/chart.ts";
import type { PlatformSettings } from "../../config/platform/platform.ts";
import { type HelmRelease, type ReleaseFacts, helmRelease, shownChart } from "./helm-release.ts";
import type { PlatformArgs } from "./platform-args.ts";

export type { ReleaseFacts } from "./helm-release.ts";

/** Registers one Helm release of the platform. */
export function platformRelease(
  name: string,
  release: HelmRelease,
  { settings, namespace }: PlatformArgs,
  options: pulumi.CustomResourceOptions,
): ReleaseFacts {
  const place = {
    namespace,
    timeoutMinutes: settings.platform.timeoutMinutes,
    reported: { namespace: settings.namespace, cluster: settings.kubernetes },
  };
  return helmRelease(name, release, place, options);
}

/** What a component says of its release in its inputs: with what, and for how long, a preview shows. */
export function shownInputs(
  { name, chart }: { readonly name: string; readonly chart: ChartSource },
  { timeoutMinutes, preset, recovery }: PlatformSettings,
): Record<string, string> {
  return {
    releaseName: name,
    chart: shownChart(chart),
    timeLimit: `${timeoutMinutes} minutes`,
    preset,
    recovery,
  };
}
