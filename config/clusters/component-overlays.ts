import { overlayProblems } from "../platform/overlay.ts";
import { type OwnedPlace, type OwnedTable, below, placesOf } from "../platform/owned.ts";
import type { Problem } from "../problem.ts";
import type { Settings } from "../schema.ts";
import { configuredClusters } from "./configured.ts";

const image = (module: string): OwnedTable => below(module, IMAGE);

const IMAGE: OwnedTable = {
  "image.registry": "images",
  "image.repository": "images",
  "image.tag": "images.tags",
};

/** What this program sets in the values of bk-ingress-nginx; keys of the cluster's own section begin with a dot. */
const INGRESS: OwnedTable = {
  ...IMAGE,
  "global.imagePullSecrets": "images.credentials",
  ingressClass: ".ingress.className",
  replicaCount: ".ingress.replicas",
  hostNetwork: ".ingress.hostNetwork",
  "service.nodePorts.http": ".ingress.httpNodePort",
  "service.nodePorts.https": ".ingress.httpsNodePort",
  chartDigest: "",
};

/** What this program sets in the values of bkapp-log-collection. */
const LOGS: OwnedTable = {
  ...image("bkapp-filebeat"),
  ...image("bkapp-logstash"),
  "global.imagePullSecrets.extraSecrets": "images.credentials",
  "global.elasticSearchSchema": "elasticsearch.scheme",
  "global.elasticSearchHost": "elasticsearch.host",
  "global.elasticSearchPort": "elasticsearch.port",
  "global.elasticSearchUsername": "elasticsearch.account",
  "global.elasticSearchPassword": "elasticsearch.account",
  "global.elasticSearchCa": "elasticsearch.ca",
  "global.existingSecret": "elasticsearch.account",
  "bkapp-filebeat.runtime": ".logs.runtime",
  "bkapp-filebeat.containersLogPath": ".logs.containersLogPath",
  "bkapp-logstash.appLogPrefix": "elasticsearch.indexPrefixes.app",
  "bkapp-logstash.ingressLogPrefix": "elasticsearch.indexPrefixes.ingress",
  chartDigest: "",
};

/** Values of one's own for the charts of application clusters may add to what this program sets, never change it. */
export function componentOverlaysAddOnly(settings: Settings): Problem[] {
  return configuredClusters(settings).flatMap(({ key, settings: cluster }) =>
    "ingress" in cluster
      ? [
          ...overlayProblems(`${key}.ingress.values`, cluster.ingress.values, owned(key, INGRESS)),
          ...overlayProblems(`${key}.logs.values`, cluster.logs.values, owned(key, LOGS)),
        ]
      : [],
  );
}

function owned(cluster: string, table: OwnedTable): OwnedPlace[] {
  return placesOf(table).map(({ path, key }) => ({
    path,
    ...(key !== undefined && { key: key.startsWith(".") ? `${cluster}${key}` : key }),
  }));
}
