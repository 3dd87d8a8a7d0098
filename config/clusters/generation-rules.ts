import { isOwn } from "../platform/chart.ts";
import { type PlatformSettings, isBkpaas3 } from "../platform/platform.ts";
import { hasMergedWorkloads } from "../platform/versions.ts";
import { type Problem, encodedFileCommand, removeCommand, setCommand } from "../problem.ts";
import type { Settings } from "../schema.ts";
import { type ClusterSettings, type ConfiguredCluster, initialAmong } from "./configured.ts";
import { onlyOneServer } from "./login-rules.ts";

/** How charts differ in what they can be told of the initial cluster. */
export type ChartGeneration = "own" | "documented" | "bkpaas3-0" | "bkpaas3-1";

/** The kind of the chart that registers the initial cluster: ours, another paas-stack, bkpaas3 before 1.0 and since. */
export function chartGenerationOf(platform: PlatformSettings): ChartGeneration {
  if (!isBkpaas3(platform)) return isOwn(platform.paasStack.chart) ? "own" : "documented";
  const { version } = platform.bkpaas3.chart;
  return hasMergedWorkloads({ chart: "bkpaas3", version }) ? "bkpaas3-1" : "bkpaas3-0";
}

/** What the chart can't be told of the initial cluster, or not do with it. */
export function chartTakesTheInitialCluster(settings: Settings): Problem[] {
  const cluster = initialAmong(settings);
  if (!cluster) return [];
  const generation = chartGenerationOf(settings.platform);
  return [
    ...(generation === "documented" || generation === "bkpaas3-0"
      ? [...withoutScheduling(cluster), ...pathsAreNamed(cluster)]
      : []),
    ...(generation === "bkpaas3-0" ? [...bkpaas3Before1(cluster), ...registersAlways(settings)] : []),
    ...(generation === "bkpaas3-1" ? businessIsNamed(cluster) : []),
  ];
}

const SCHEDULING = ["nodeSelector", "tolerations", "features"] as const;

/** They are values of charts since bkpaas3 1.0; before, the platform learnt them on its admin site only. */
function withoutScheduling({ key, settings }: ConfiguredCluster): Problem[] {
  return SCHEDULING.filter((name) => Object.keys(settings[name]).length > 0).map((name) => ({
    key: `${key}.${name}`,
    rule: "can't be told to this chart, which has no value for it: enter it on the platform's admin site after the install",
    fix: removeCommand(`${key}.${name}`),
  }));
}

/** Their documents and templates know no cluster without it. */
function pathsAreNamed({ key, settings: { subPathDomain, appRootDomain } }: ConfiguredCluster): Problem[] {
  if (subPathDomain !== undefined || appRootDomain === undefined) return [];
  const path = `${key}.subPathDomain`;
  const rule = "is missing: this chart registers no cluster without it; it may be the same as appRootDomain";
  return [{ key: path, rule, fix: setCommand(path, appRootDomain, false) }];
}

/** Its template asks for what is required here, and writes every server over the one before (0.1.3, charts/workloads). */
function bkpaas3Before1({ key, settings }: ConfiguredCluster): Problem[] {
  const servers = serversOf(settings);
  const serversRule = "must be one for chart bkpaas3 before 1.0, which keeps only the last of several";
  const caRule = "is missing: chart bkpaas3 before 1.0 is not rendered without it";
  return [
    ...(servers > 1 ? [onlyOneServer(key, servers, serversRule)] : []),
    ...("apiServers" in settings && settings.mode !== "kubeconfig" && settings.ca === undefined
      ? [{ key: `${key}.ca`, rule: caRule, fix: encodedFileCommand(`${key}.ca`, "ca.pem", false) }]
      : []),
  ];
}

function serversOf(settings: ClusterSettings): number {
  return "apiServers" in settings ? (settings.apiServers?.length ?? 1) : 1;
}

/** Its fixtures Job has no guard, so that each revision of the release loads the cluster again. */
function registersAlways({ initialCluster }: Settings): Problem[] {
  if (initialCluster.mode === "none" || initialCluster.reapply === "always") return [];
  const key = "initialCluster.reapply";
  const rule =
    "can't be never with chart bkpaas3 before 1.0, which registers the cluster with every revision: say always, and edit the cluster here, for edits on the admin site are undone";
  return [{ key, rule, fix: setCommand(key, "always", false) }];
}

/** Its command takes the three ids of BCS, or none. */
function businessIsNamed({ key, settings }: ConfiguredCluster): Problem[] {
  if (settings.mode !== "bcs" || settings.bizId !== undefined) return [];
  const rule =
    "is missing: chart bkpaas3 since 1.0 takes the cluster, the project and the business, or none of them";
  return [{ key: `${key}.bizId`, rule, fix: setCommand(`${key}.bizId`, "2", false) }];
}
