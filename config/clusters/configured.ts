import { keyOf } from "../describe.ts";
import type { Settings } from "../schema.ts";
import type { AppClusterSettings } from "./app-clusters.ts";
import type { InitialClusterSettings } from "./initial-cluster.ts";

/** Settings of a cluster that stand where the cluster is configured. */
export type ClusterSettings =
  AppClusterSettings | Exclude<InitialClusterSettings, { mode: "none" } | { mode: "appCluster" }>;

/** A cluster for applications as configured. */
export interface ConfiguredCluster {
  /** Path of its settings, such as `appClusters.east`. */
  readonly key: string;
  readonly settings: ClusterSettings;
}

type Sections = Pick<Settings, "initialCluster" | "appClusters">;

/** Every cluster, once. */
export function configuredClusters({ initialCluster, appClusters }: Sections): ConfiguredCluster[] {
  const others = Object.entries(appClusters).map(([name, settings]) => ({
    key: keyOf(["appClusters", name]),
    settings,
  }));
  if (initialCluster.mode === "none" || initialCluster.mode === "appCluster") return others;
  return [{ key: "initialCluster", settings: initialCluster }, ...others];
}

/** The cluster that the platform is installed with: its own settings, or those of the entry it names. */
export function initialAmong({ initialCluster, appClusters }: Sections): ConfiguredCluster | undefined {
  if (initialCluster.mode === "none") return undefined;
  if (initialCluster.mode !== "appCluster") return { key: "initialCluster", settings: initialCluster };
  const settings = appClusters[initialCluster.name];
  return settings && { key: keyOf(["appClusters", initialCluster.name]), settings };
}
