import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { type ChartSource, ownChartFolder } from "./chart.ts";
import { type PlatformSettings, isBkpaas3 } from "./platform.ts";

/** What a release of the platform is for. */
export type ReleaseRole = "bkServices" | "paasStack" | "bkpaas3";

/** A chart by the name and version in its Chart.yaml. */
export interface ChartIdentity {
  readonly name: string;
  readonly version: string;
}

/** A release as configured. */
export interface PlannedRelease {
  readonly role: ReleaseRole;
  /** Its key in the configuration. */
  readonly key: `platform.${ReleaseRole}`;
  readonly name: string;
  readonly chart: ChartIdentity;
}

/** Name of each role's chart, as published and as this program brings it. */
const CHARTS: Readonly<Record<ReleaseRole, string>> = {
  bkServices: "bk-services",
  paasStack: "paas-stack",
  bkpaas3: "bkpaas3",
};

/** The releases of a configuration, in the order in which they are installed. */
export function plannedReleases(platform: PlatformSettings): PlannedRelease[] {
  if (isBkpaas3(platform)) return [planned("bkpaas3", platform.bkpaas3)];
  return [planned("bkServices", platform.bkServices), planned("paasStack", platform.paasStack)];
}

function planned(
  role: ReleaseRole,
  { name, chart }: { readonly name: string; readonly chart: ChartSource },
): PlannedRelease {
  return { role, key: `platform.${role}`, name, chart: identityOf(chart, CHARTS[role]) };
}

function identityOf(chart: ChartSource, published: string): ChartIdentity {
  switch (chart.from) {
    case "archive":
      return statSync(chart.path).isDirectory()
        ? chartIn(chart.path)
        : { name: archived(chart.path, chart.version) ?? published, version: chart.version };
    case "oci":
      return { name: path.posix.basename(chart.reference), version: chart.version };
    case "repository":
      return { name: published, version: chart.version };
    default:
      return chartIn(ownChartFolder(published));
  }
}

function chartIn(folder: string): ChartIdentity {
  return parse(readFileSync(path.join(folder, "Chart.yaml"), "utf8")) as ChartIdentity;
}

/** Helm names an archive <chart>-<version>.tgz; one that was renamed says nothing. */
function archived(file: string, version: string): string | undefined {
  const end = `-${version}.tgz`;
  return file.endsWith(end) ? path.basename(file, end) : undefined;
}
