import { isOwn } from "../platform/chart.ts";
import type { Settings } from "../schema.ts";
import type { LogSettings } from "./components.ts";
import { configuredClusters } from "./configured.ts";

/** What the published chart bkapp-log-collection (1.1.7) does that ours doesn't. */
export function logWarnings(settings: Settings): string[] {
  const { elasticsearch } = settings;
  if (!elasticsearch) return [];
  return configuredClusters(settings).flatMap(({ key, settings: cluster }) => {
    if (!("logs" in cluster) || !cluster.logs.enabled || isOwn(cluster.logs.chart)) return [];
    return faults(cluster.logs, elasticsearch).map(
      (fault) =>
        `The published chart of bkapp-log-collection, which bkpaas:${key}.logs.chart names, ${fault}`,
    );
  });
}

function faults(
  { runtime }: LogSettings,
  elasticsearch: NonNullable<Settings["elasticsearch"]>,
): readonly string[] {
  const { mode } = elasticsearch;
  const hasAccount = mode === "managed" || elasticsearch.account !== undefined;
  const isEncrypted = mode === "existing" && elasticsearch.scheme === "https";
  return [
    ...(hasAccount
      ? [
          "keeps the password of ElasticSearch in ConfigMaps, in clear text: let administrators alone read ConfigMaps there.",
        ]
      : []),
    ...(runtime === "containerd"
      ? ["reads the form that Docker gives container logs; containerd's arrive unread."]
      : []),
    ...(isEncrypted ? ["writes to ElasticSearch by http, and yours asks for https."] : []),
  ];
}
