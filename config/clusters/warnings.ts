import { dayOf, now } from "../clock.ts";
import type { Settings } from "../schema.ts";
import { servesApplications } from "../storage/rabbitmq.ts";
import { logWarnings } from "./component-warnings.ts";
import { type ConfiguredCluster, configuredClusters, initialAmong } from "./configured.ts";
import { domainsOf } from "./domains.ts";
import { chartGenerationOf } from "./generation-rules.ts";
import { apiServersOf } from "./given-login.ts";
import { NOTICE, isGiven, loginEnd } from "./login-rules.ts";

/** What is allowed of clusters, and should be known by whoever brings them up. */
export function clusterWarnings(settings: Settings): string[] {
  const clusters = configuredClusters(settings);
  return [
    ...endsSoon(clusters),
    ...readableLogin(settings),
    ...logWarnings(settings),
    ...undoneEdits(settings),
    ...withoutAuthority(clusters),
    ...withoutFrontend(clusters),
    ...sharedPlaces(settings, clusters),
    ...(settings.sandbox ? [] : [...inTheClear(clusters), ...storesOutOfReach(settings, clusters)]),
  ];
}

function endsSoon(clusters: readonly ConfiguredCluster[]): string[] {
  return clusters.flatMap((cluster) => {
    const end = loginEnd(cluster);
    if (end === undefined || end - now() > NOTICE) return [];
    return [
      `The login of bkpaas:${cluster.key} ends on ${dayOf(end)}: the platform deploys nothing there afterwards.`,
    ];
  });
}

/** Charts that are published bring the fixture in a ConfigMap (bkpaas3 0.1.3, initial-cluster-configmap.yaml); ours in a Secret. */
function readableLogin(settings: Settings): string[] {
  const { platform, namespace } = settings;
  if (!initialAmong(settings) || chartGenerationOf(platform) === "own") return [];
  const isKnown = chartGenerationOf(platform) === "bkpaas3-0";
  return [
    `This chart ${isKnown ? "keeps" : "may keep"} the login of the initial cluster in a ConfigMap of namespace ${namespace}, in clear text: ` +
      "whoever reads ConfigMaps there may do in that cluster what the platform may. Give that right to administrators only, " +
      "or use the program's own chart, which has it in a Secret.",
  ];
}

function undoneEdits({ initialCluster, platform }: Settings): string[] {
  if (initialCluster.mode === "none" || initialCluster.reapply === "never") return [];
  const ending =
    chartGenerationOf(platform) === "bkpaas3-0"
      ? "This chart knows no other way: make such edits in the configuration."
      : "With never it is registered at the first install only.";
  return [
    "bkpaas:initialCluster.reapply is always: every revision of the release registers cluster default-main anew, " +
      `and what somebody edited of it on the admin site is lost. ${ending}`,
  ];
}

function withoutAuthority(clusters: readonly ConfiguredCluster[]): string[] {
  const found = clusters.filter(({ settings }) => isGiven(settings) && settings.ca === undefined);
  return told(found, "has no ca: old platforms then don't check who answers as its API server.");
}

/** The admin site of some versions refuses to save a cluster without it. */
function withoutFrontend(clusters: readonly ConfiguredCluster[]): string[] {
  const found = clusters.filter(({ settings }) => settings.frontendIp === undefined);
  return told(found, "has no frontendIp: the admin site may refuse to save the cluster until it is entered.");
}

function inTheClear(clusters: readonly ConfiguredCluster[]): string[] {
  const isClear = (address: string): boolean => address.startsWith("http:");
  const found = clusters.filter((cluster) => serversOf(cluster).some(isClear));
  return told(
    found,
    "has an API server at http: the login of the platform crosses the network in clear text.",
  );
}

/** A wildcard of DNS leads to one Ingress controller, and one API server is one cluster. */
function sharedPlaces({ domain }: Settings, clusters: readonly ConfiguredCluster[]): string[] {
  const domains = ({ settings }: ConfiguredCluster): string[] => {
    const { subPathDomain, appRootDomain } = domainsOf(settings, domain);
    return [subPathDomain, appRootDomain].filter((name) => name !== undefined);
  };
  return [
    ...shared(clusters, serversOf).map(
      ([server, keys]) =>
        `${keys} have one API server, ${server}: to the platform they are different clusters.`,
    ),
    ...shared(clusters, domains).map(
      ([name, keys]) =>
        `${keys} have one domain, ${name}: its DNS name leads to one Ingress controller, and to applications of one cluster.`,
    ),
  ];
}

function shared(
  clusters: readonly ConfiguredCluster[],
  placesOf: (cluster: ConfiguredCluster) => readonly string[],
): [string, string][] {
  const places = clusters.flatMap((cluster) =>
    [...new Set(placesOf(cluster).map((place) => place.toLowerCase()))].map((place) => ({ place, cluster })),
  );
  return [...Map.groupBy(places, ({ place }) => place)]
    .filter(([, users]) => users.length > 1)
    .map(([place, users]) => [place, keysOf(users.map(({ cluster }) => cluster))]);
}

/** Stores whose name only the platform's own cluster resolves; applications and log collectors run in others. */
function storesOutOfReach(settings: Settings, clusters: readonly ConfiguredCluster[]): string[] {
  const others = clusters.filter(({ settings: cluster }) => cluster.mode !== "sameCluster");
  const { mysql, rabbitmq, elasticsearch } = settings;
  const stores = {
    [mysql.addons ? "mysql.addons" : "mysql"]: mysql.addons ?? mysql,
    [rabbitmq.addons ? "rabbitmq.addons" : "rabbitmq"]: servesApplications(rabbitmq),
    ...(others.some(({ settings: cluster }) => "logs" in cluster && cluster.logs.enabled) && {
      elasticsearch,
    }),
  };
  const found = Object.entries(stores).filter(([, store]) => store !== undefined && isInCluster(store));
  if (others.length === 0 || found.length === 0) return [];
  return [
    `${found.map(([key]) => `bkpaas:${key}`).join(", ")}: only the platform's own cluster resolves the name of this server. ` +
      `Pods of other clusters (${keysOf(others)}) need an address that leads there, such as that of a load balancer or NodePort.`,
  ];
}

function isInCluster(
  store: { readonly mode: string } | { readonly mode: "existing"; readonly host: string },
): boolean {
  if (!("host" in store)) return store.mode === "managed";
  return /\.svc(\.|$)/.test(store.host) || /^[a-z0-9-]+$/i.test(store.host);
}

function serversOf({ settings }: ConfiguredCluster): readonly string[] {
  return settings.mode === "sameCluster" ? [] : apiServersOf(settings);
}

function told(clusters: readonly ConfiguredCluster[], what: string): string[] {
  return clusters.length === 0 ? [] : [`${keysOf(clusters)} ${what}`];
}

function keysOf(clusters: readonly ConfiguredCluster[]): string {
  return clusters.map(({ key }) => `bkpaas:${key}`).join(", ");
}
