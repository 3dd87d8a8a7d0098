import { type Bkpaas3Settings, type PlatformSettings, isBkpaas3 } from "../platform/platform.ts";
import { type ChartVersion, hasMergedWorkloads } from "../platform/versions.ts";
import type { ImageSettings } from "../images.ts";
import type { Settings } from "../schema.ts";
import { clientFor, mysqlServers, openPaasServer, provisioningOf } from "../storage/mysql-servers.ts";
import { type ImageName, entryOf, imageNames } from "./table.ts";

/** Sections by which it follows which images are pulled. */
type Using = Pick<Settings, "platform" | "mysql" | "redis" | "rabbitmq" | "elasticsearch" | "appAccount">;

/**
 * Names of the images that an environment pulls, in the order of the table. What the free values of a release add is not
 * known here.
 */
export function imagesInUse(settings: Using): ImageName[] {
  const used = new Set([
    ...ofPlatform(settings.platform),
    ...mysqlClients(settings),
    ...ofManagedStores(settings),
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
  if (!isBkpaas3(platform) || entryOf(name).from === "storeRegistry") return undefined;
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
  const { npm, pypi, devops } = platform.uploads;
  const isMerged = isBkpaas3(platform) && hasMergedWorkloads(chartOf(platform));
  return [
    ...MODULES.filter((name) => !isMerged || name !== "paas3-workloads"),
    ...(devops ? (["paas3-buildpack-toolkit"] as const) : []),
    ...(npm ? (["paas3-init-npm"] as const) : []),
    ...(pypi ? (["paas3-init-pypi"] as const) : []),
    "slug-app",
    ...(isBkpaas3(platform) ? (["k8s-wait-for", "busybox"] as const) : (["slug-smart-app"] as const)),
  ];
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
