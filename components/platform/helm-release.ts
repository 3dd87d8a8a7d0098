import { Release } from "@pulumi/kubernetes/helm/v3/release.js";
import type * as pulumi from "@pulumi/pulumi";
import { type ChartSource, ownChartFolder } from "../../config/platform/chart.ts";
import { type ReportedRelease, failureReport } from "./failure-report.ts";
import { mergeValues } from "./overlay-merge.ts";

/** One Helm release, whatever it is of. */
export interface HelmRelease {
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

/** Where a release is, and how long it may take. */
export interface ReleasePlace {
  /** A namespace that exists. */
  readonly namespace: pulumi.Input<string>;
  readonly timeoutMinutes: number;
  /** Where to look for what stands in its way; undefined where nobody here can look. */
  readonly reported: Omit<ReportedRelease, "release"> | undefined;
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
export function helmRelease(
  name: string,
  { releaseName, chart, source, values, overlay }: HelmRelease,
  { namespace, timeoutMinutes, reported }: ReleasePlace,
  options: pulumi.CustomResourceOptions,
): ReleaseFacts {
  const hooks = reported && { onError: [failureReport(name, { ...reported, release: releaseName })] };
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
    { ...options, ...(hooks && { hooks }) },
  );
  return { name: releaseName, revision: status.revision, status: status.status };
}

/** What previews show of a chart, in the inputs of its component. */
export function shownChart(source: ChartSource): string {
  return "version" in source ? source.version : "own";
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
