import path from "node:path";
import {
  documentedIngressValues,
  ingressValues,
} from "../../../components/cluster/ingress-controller-values.ts";
import {
  type LogTarget,
  documentedLogValues,
  logValues,
} from "../../../components/cluster/log-collection-values.ts";
import { ingress, logs } from "../../../config/clusters/components.ts";
import type { ImageSettings } from "../../../config/images.ts";
import { CHECKOUT } from "../support/checkout.ts";

/** Folders of our charts for application clusters. */
export const INGRESS = path.join(CHECKOUT, "charts", "bk-ingress-nginx");
export const LOGS = path.join(CHECKOUT, "charts", "bkapp-log-collection");

/** A mirror for all images, one tag of its own and one image that is pinned. */
export const images: ImageSettings = {
  registry: "mirror.example.com:5000/platform",
  thirdPartyRegistry: "mirror.example.com:5000/others",
  tags: { "bk-ingress-nginx": "9.9" },
  digests: { logstash: `sha256:${"0123456789abcdef".repeat(4)}` },
};

/** ElasticSearch as the platform is told it. */
export const elasticsearch: LogTarget = {
  scheme: "https",
  host: "es.example.com",
  port: 9243,
  ca: "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n",
  indexPrefixes: { app: "logs_app", ingress: "logs_ingress" },
};

/** A published chart, by its archive. */
export function archive(version: string): { readonly chart: object } {
  return { chart: { from: "archive", path: "chart.tgz", version } };
}

/** The section `ingress` of a cluster, as configured, with a class and ports that are no defaults. */
export function ingressInput(configured: object = {}) {
  const settings = ingress.parse({
    className: "apps",
    httpNodePort: 31080,
    httpsNodePort: 31443,
    ...configured,
  });
  return { settings, images, pullSecrets: ["registry"] };
}

/** The section `logs` of a cluster, as configured. */
export function logInput(configured: object = {}) {
  return { settings: logs.parse(configured), images, pullSecrets: ["registry"], elasticsearch };
}

/** What our charts are told. */
export const ownIngress = (configured?: object) => ingressValues(ingressInput(configured), "digest");
export const ownLogs = (configured?: object) =>
  logValues(logInput(configured), { existingSecret: "elasticsearch", digest: "digest" });

/** What published charts are told. */
export const publishedIngress = (version: string) => documentedIngressValues(ingressInput(archive(version)));
export const publishedLogs = (version: string, configured: object = {}) =>
  documentedLogValues(logInput({ ...archive(version), ...configured }), {
    user: "writer",
    password: "PASSWORD-OF-ES",
  });
