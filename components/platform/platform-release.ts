import { Release } from "@pulumi/kubernetes/helm/v3/release.js";
import type * as pulumi from "@pulumi/pulumi";
import { type ChartSource, ownChartFolder } from "../../config/platform/chart.ts";
import type { PlatformSettings } from "../../config/platform/platform.ts";
import { failureReport } from "./failure-report.ts";
import { mergeValues } from "./overlay-merge.ts";
import type { PlatformArgs } from "./platform-args.ts";

/** One Helm release of the platform. */
export interface PlatformReleaseArgs {
  /** Name of the release. */
  readonly releaseName: string;
  /** Name of the chart in a repository, which is the folder of ours too. */
  readonly chart: string;
  readonly source: ChartSource;
  /** What a values builder makes. */
  readonly values: Readonly<Record<string, unknown>>;
  /** What the configuration adds. */
  readonly overlay: Readonly<Record<string, unknown>>;
}

/** What the outputs tell of a release. */
export interface ReleaseFacts {
  readonly name: string;
  /** Revision of the release; a second update leaves it as it is. */
  readonly revision: pulumi.Output<number>;
  readonly status: pulumi.Output<string>;
}

/**
 * Registers a Helm release. A real one: the charts live by hooks. Never `atomic`: it would take workloads back over a
 * database that is migrated already.
 */
export function platformRelease(
  name: string,
  { releaseName, chart, source, values, overlay }: PlatformReleaseArgs,
  { settings, namespace }: PlatformArgs,
  options: pulumi.CustomResourceOptions,
): ReleaseFacts {
  const { timeoutMinutes } = settings.platform;
  const onError = failureReport({
    release: releaseName,
    namespace: settings.namespace,
    cluster: settings.kubernetes,
  });
  const { status } = new Release(
    `${name}-release`,
    {
      name: releaseName,
      namespace,
      ...whereIs(chart, source),
      timeout: timeoutMinutes * 60,
      waitForJobs: true,
      maxHistory: 5,
      values: mergeValues(values, overlay),
    },
    { ...options, hooks: { onError: [onError] } },
  );
  return { name: releaseName, revision: status.revision, status: status.status };
}

/** What a component says of its release in its inputs: with what, and for how long, a preview shows. */
export function shownInputs(
  { name, chart }: { readonly name: string; readonly chart: ChartSource },
  { timeoutMinutes, preset, recovery }: PlatformSettings,
): Record<string, string> {
  return {
    releaseName: name,
    chart: "version" in chart ? chart.version : "own",
    timeLimit: `${timeoutMinutes} minutes`,
    preset,
    recovery,
  };
}

function whereIs(
  name: string,
  source: ChartSource,
): { chart: string; version?: string; repositoryOpts?: { repo: string } } {
  switch (source.from) {
    case "archive":
      return { chart: source.path, version: source.version };
    case "repository":
      return { chart: name, version: source.version, repositoryOpts: { repo: source.url } };
    case "oci":
      return { chart: source.reference, version: source.version };
    case undefined:
    case "own":
      return { chart: `./${ownChartFolder(name)}` };
  }
}
