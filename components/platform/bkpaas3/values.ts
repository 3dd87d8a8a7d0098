import { type ChartVersion, hasMergedWorkloads } from "../../../config/platform/versions.ts";
import type { ValueTree } from "../../../config/platform/value-tree.ts";
import { APP_CODE } from "../../app-account/application.ts";
import { authorityMounts } from "../authorities.ts";
import { bkpaas3Addresses } from "./addresses.ts";
import { bkpaas3BkrepoConfig } from "./bkrepo-config.ts";
import { NO_UPLOADS } from "../no-uploads.ts";
import { withoutDefaults } from "../without-defaults.ts";
import { BKPAAS3_DEFAULTS } from "./defaults.ts";
import { bkpaas3Environment } from "./environment.ts";
import { bkpaas3InitialCluster } from "./initial-cluster.ts";
import type { Bkpaas3Input, Bkpaas3SecretValues, Rewrite } from "./input.ts";
import { withMergedWorkloads } from "./merged.ts";
import { imageParts, ingressValues, sizeOf, waitingImages, workerSize } from "./modules.ts";
import { databaseValues, forDynaconf, rabbitmqValues, redisValues } from "./stores.ts";
import { mysqlPlan } from "../bk-services/values.ts";
import { insideQuotes } from "../retyping.ts";

/**
 * The values of chart bkpaas3: of 0.1.3 by its templates, of 1.x by what BlueKing's upgrade guides tell of it. Secrets are
 * leaves. What the chart would do by itself is left out, but never a secret, a published password or a placeholder.
 */
export function bkpaas3Values<Text>(
  input: Bkpaas3Input<Text>,
  secrets: Bkpaas3SecretValues<Text>,
  version: ChartVersion,
  rewrite: Rewrite<Text>,
): ValueTree {
  const values = completeValues(input, secrets, rewrite);
  return hasMergedWorkloads(version)
    ? withMergedWorkloads(values, secrets.initialCluster)
    : withoutDefaults(values, BKPAAS3_DEFAULTS);
}

/** Everything that is meant, in the terms of 0.1.3. */
export type CompleteValues<Text> = ReturnType<typeof completeValues<Text>>;

function completeValues<Text>(
  input: Bkpaas3Input<Text>,
  secrets: Bkpaas3SecretValues<Text>,
  rewrite: Rewrite<Text>,
) {
  const addresses = bkpaas3Addresses(input);
  const env = bkpaas3Environment(input, secrets, rewrite);
  return {
    global: { ...globalValues(input, secrets, rewrite), ...addresses.global },
    apiserver: { ...apiserver(input, secrets, rewrite), ...addresses.apiserver, env: env.apiserver },
    workloads: { ...workloads(input, secrets, rewrite), env: env.workloads },
    webfe: {
      image: imageParts(input, "paas3-webfe"),
      ...sizeOf(input, "page", "webfe"),
      ingress: ingressValues(input),
      ...addresses.webfe,
      env: env.webfe,
    },
    "svc-mysql": {
      ...service(input, secrets, rewrite, "svc-mysql"),
      plan: { ...mysqlPlan(input), password: secrets.planPassword },
      env: env.svcMysql,
    },
    "svc-bkrepo": { ...service(input, secrets, rewrite, "svc-bkrepo"), env: env.svcBkrepo },
    "svc-rabbitmq": {
      ...service(input, secrets, rewrite, "svc-rabbitmq"),
      externalRabbitMQ: { default: rabbitmqValues(input, secrets, rewrite) },
      env: env.svcRabbitmq,
    },
    // It has a database of its own, and gives applications nothing without BlueKing's monitor.
    "svc-otel": { enabled: false },
    // The chart's own stores are for a look at it: without persistence, with published passwords.
    mariadb: { enabled: false },
    redis: { enabled: false },
    rabbitmq: { enabled: false },
  };
}

function globalValues<Text>(
  input: Bkpaas3Input<Text>,
  { keys, bkrepo }: Bkpaas3SecretValues<Text>,
  rewrite: Rewrite<Text>,
) {
  return {
    imagePullSecrets: input.pullSecrets,
    hostAliases: input.hostAliases,
    bkrepoConfig: {
      ...bkpaas3BkrepoConfig(input.bkrepo, bkrepo),
      // The usual name, where nobody says it; the chart's own is a placeholder.
      dockerRegistryAddr: input.bkrepo.dockerRegistry ?? `docker.${input.domain}:80`,
    },
    bkAuth: { enabled: input.hasBkAuth },
    bkDomain: input.domain,
    appCode: APP_CODE,
    appSecret: rewrite(keys.appSecret, forDynaconf),
    // Read as it is by the add-on services, so it can't be put into quotes for the others.
    paasServicesJwtClientKey: rewrite(keys.jwt, insideQuotes),
    bkKrillEncryptSecretKey: keys.encryption,
    healthzToken: rewrite(keys.healthzToken, forDynaconf),
  };
}

function apiserver<Text>(
  input: Bkpaas3Input<Text>,
  secrets: Bkpaas3SecretValues<Text>,
  rewrite: Rewrite<Text>,
) {
  const { mysql, redis, preset } = input;
  const account = { user: mysql.user, password: secrets.mysqlPassword };
  const database = (server: typeof mysql.openPaas, name: string) =>
    databaseValues(server, { ...account, name }, forDynaconf, rewrite);
  const app = imageParts(input, "slug-app");
  return {
    image: {
      ...imageParts(input, "paas3-apiserver"),
      appRepository: app.repository,
      ...(app.tag !== undefined && { appTag: app.tag }),
    },
    ...sizeOf(input, "web", "apiserver"),
    ...workerSize(input),
    initDataJobResources: preset.shares.job.resources,
    migration: waitingImages(input),
    extraInitial: NO_UPLOADS,
    externalDatabase: {
      default: database(mysql, mysql.databases.apiserver),
      openPaaS: database(mysql.openPaas, mysql.databases.openPaas),
    },
    externalRedis: { default: redisValues(input, secrets, redis.databases.platform, rewrite) },
    elasticSearch: elasticSearch(input, secrets, rewrite),
    ...sentry(secrets, rewrite),
    ...packageSources(input),
    rsvcBundleOtelEndpointUrl: "",
    // Stands between the quotes of a literal text of TOML.
    serviceMonitor: { userToken: rewrite(secrets.keys.metricsToken, insideQuotes) },
    ingress: ingressValues(input),
    ...authorityVolumes(input),
  };
}

function workloads<Text>(
  input: Bkpaas3Input<Text>,
  secrets: Bkpaas3SecretValues<Text>,
  rewrite: Rewrite<Text>,
) {
  const { mysql, redis, packages } = input;
  const account = { user: mysql.user, password: secrets.mysqlPassword, name: mysql.databases.workloads };
  return {
    image: imageParts(input, "paas3-workloads"),
    ...sizeOf(input, "web", "workloads"),
    ...workerSize(input),
    migration: waitingImages(input),
    externalDatabase: { default: databaseValues(mysql, account, forDynaconf, rewrite) },
    externalRedis: { default: redisValues(input, secrets, redis.databases.workloadsTasks, rewrite) },
    ...(secrets.celeryBrokerUrl !== undefined && { celeryBrokerUrl: secrets.celeryBrokerUrl }),
    ...sentry(secrets, rewrite),
    ...(packages.pipIndexUrl !== undefined && { pipIndexUrl: packages.pipIndexUrl }),
    ...(secrets.initialCluster && { initialCluster: bkpaas3InitialCluster(secrets.initialCluster, rewrite) }),
  };
}

const DATABASES = {
  "svc-mysql": "svcMysql",
  "svc-bkrepo": "svcBkrepo",
  "svc-rabbitmq": "svcRabbitmq",
} as const;

function service<Text>(
  input: Bkpaas3Input<Text>,
  secrets: Bkpaas3SecretValues<Text>,
  rewrite: Rewrite<Text>,
  module: keyof typeof DATABASES,
) {
  const { mysql } = input;
  const name = mysql.databases[DATABASES[module]];
  const account = { user: mysql.servicesUser, password: secrets.servicesPassword, name };
  return {
    image: imageParts(input, `paas3-${module}`),
    ...sizeOf(input, "addon", module),
    migration: waitingImages(input),
    externalDatabase: { default: databaseValues(mysql, account, insideQuotes, rewrite) },
    // Only the platform's own pods call it.
    ingress: { enabled: false },
  };
}

function elasticSearch<Text>(
  { indexPrefixes }: Bkpaas3Input<Text>,
  { elasticsearchHosts }: Bkpaas3SecretValues<Text>,
  rewrite: Rewrite<Text>,
) {
  return {
    hosts: elasticsearchHosts === undefined ? "[]" : rewrite(elasticsearchHosts, insideQuotes),
    ...(indexPrefixes && { appIndex: indexPrefixes.app, ingressIndex: indexPrefixes.ingress }),
  };
}

function sentry<Text>({ keys: { sentryDsn } }: Bkpaas3SecretValues<Text>, rewrite: Rewrite<Text>) {
  return sentryDsn === undefined ? {} : { sentryDsn: rewrite(sentryDsn, insideQuotes) };
}

function packageSources({ packages: { pipIndexUrl, npmRegistry } }: Bkpaas3Input<unknown>) {
  return {
    ...(pipIndexUrl !== undefined && { pipIndexUrl: insideQuotes(pipIndexUrl) }),
    ...(npmRegistry !== undefined && { npmRegistry: insideQuotes(npmRegistry) }),
  };
}

/** A list in values takes the place of the chart's own, so its volume stands here too. */
function authorityVolumes<Text>({ authorities }: Bkpaas3Input<Text>) {
  const mounts = authorityMounts(authorities);
  if (!mounts.volumes) return {};
  const apps = { name: "3rd-apps", configMap: { name: "bkpaas3-apiserver-3rd-apps" } };
  return {
    volumes: [apps, ...mounts.volumes],
    volumeMounts: [{ name: apps.name, mountPath: "/app/extra_fixtures/" }, ...mounts.volumeMounts],
  };
}
