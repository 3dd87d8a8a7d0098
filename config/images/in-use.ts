import { configuredClusters } from "../clusters/configured.ts";
import { type Bkpaas3Settings, type PlatformSettings, isBkpaas3 } from "../platform/platform.ts";
import { type ChartVersion, hasMergedWorkloads } from "../platform/versions.ts";
import type { ImageSettings } from "../images.ts";
import type { Settings } from "../schema.ts";
import { clientFor, mysqlServers, openPaasServer, provisioningOf } from "../storage/mysql-servers.ts";
import { UPLOAD_IMAGES, type UploadSettings, bkrepoUploads } from "../uploads.ts";
import { type ImageName, entryOf, imageNames } from "./table.ts";

/** Sections by which it follows which images are pulled. */
type Using = Pick<
  Settings,
  | "platform"
  | "uploads"
  | "mysql"
  | "redis"
  | "rabbitmq"
  | "elasticsearch"
  | "appAccount"
  | "initialCluster"
  | "appClusters"
>;

/**
 * Names of the images that an environment pulls, in the order of the table. What the free values of a release add is not
 * known here.
 */
export function imagesInUse(settings: Using): ImageName[] {
  const used = new Set([
    ...ofPlatform(settings.platform),
    ...ofUploads(settings.uploads),
    ...mysqlClients(settings),
    ...ofManagedStores(settings),
    ...ofClusters(settings),
  ]);
  return imageNames.filter((name) => used.has(name));
}

/** The version of chart bkpaas3 whose tags the table has; others are not public, and each brings its own. */
const KNOWN_TAGS = "0.1.3";

/**
 * Whose tag an image has where nobody gives it one.
 * @returns the version of chart bkpaas3, where its tag is not known here
 */
export function chartWithTag(
  { platform, images }: Pick<Settings, "platform" | "images">,
  name: ImageName,
): string | undefined {
  const isOfOthers = entryOf(name).from === "storeRegistry" || OF_CLUSTERS.includes(name);
  if (!isBkpaas3(platform) || isOfOthers) return undefined;
  const { tags, digests }: ImageSettings = images;
  if (tags[name] !== undefined || digests[name] !== undefined) return undefined;
  const { version } = platform.bkpaas3.chart;
  return version === KNOWN_TAGS ? undefined : version;
}

const MODULES: readonly ImageName[] = [
  "paas3-apiserver",
  "paas3-workloads",
  "paas3-webfe",
  "paas3-svc-mysql",
  "paas3-svc-bkrepo",
  "paas3-svc-rabbitmq",
];

function ofPlatform(platform: PlatformSettings): ImageName[] {
  const isMerged = isBkpaas3(platform) && hasMergedWorkloads(chartOf(platform));
  return [
    ...MODULES.filter((name) => !isMerged || name !== "paas3-workloads"),
    "slug-app",
    ...(isBkpaas3(platform) ? (["k8s-wait-for", "busybox"] as const) : (["slug-smart-app"] as const)),
  ];
}

/** Those of Jobs, and of the commands that a person runs. */
function ofUploads(settings: UploadSettings): ImageName[] {
  return bkrepoUploads.filter((name) => settings[name] !== "off").map((name) => UPLOAD_IMAGES[name]);
}

function chartOf({ bkpaas3 }: Bkpaas3Settings): ChartVersion {
  return { chart: "bkpaas3", version: bkpaas3.chart.version };
}

/** Jobs that prepare MySQL servers run the client of MySQL's image, and a managed server is that image. */
function mysqlClients({ mysql, appAccount }: Using): ImageName[] {
  const { platform, openPaas, addons } = mysqlServers(mysql);
  const prepared = [platform, openPaas, addons].filter((server) => server !== undefined);
  const byJob = prepared.filter((server) => server.mode === "managed" || provisioningOf(server).by === "job");
  const { server: home } = openPaasServer(mysql);
  const isByHand = home.mode === "existing" && provisioningOf(home).by === "manual";
  const written = appAccount.mode === "esb" && !isByHand ? [home] : [];
  return [...byJob, ...written].map(clientFor);
}

function ofManagedStores({ redis, rabbitmq, elasticsearch }: Using): ImageName[] {
  const stores = {
    redis: [redis, redis.addons],
    rabbitmq: [rabbitmq, rabbitmq.addons],
    elasticsearch: [elasticsearch],
  };
  return (Object.keys(stores) as (keyof typeof stores)[]).filter((name) =>
    stores[name].some((store) => store?.mode === "managed"),
  );
}

const OF_CLUSTERS: readonly ImageName[] = ["bk-ingress-nginx", "filebeat", "logstash"];

/** What application clusters pull of their own. */
function ofClusters(settings: Using): ImageName[] {
  const clusters = configuredClusters(settings).map(({ settings: cluster }) => cluster);
  const hasIngress = clusters.some((cluster) => "ingress" in cluster && cluster.ingress.enabled);
  const hasLogs = clusters.some((cluster) => "logs" in cluster && cluster.logs.enabled);
  return [
    ...(hasIngress ? (["bk-ingress-nginx"] as const) : []),
    ...(hasLogs && settings.elasticsearch ? (["filebeat", "logstash"] as const) : []),
  ];
}
