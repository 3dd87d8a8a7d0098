import { ADDRESS_KEYS } from "./bkpaas3-address-keys.ts";
import { type OwnedPlace, type OwnedTable, below, placesOf, secretPlaces } from "./owned.ts";

const GLOBAL: OwnedTable = {
  "global.imagePullSecrets": "platform.pullSecrets",
  "global.hostAliases": "platform.hostAliases",
  "global.bkDomain": "domain",
  "global.appCode": "",
  "global.bkAuth.enabled": "appAccount.mode",
  "global.bkrepoConfig.initEnabled": "bkrepo.provisioning",
  "global.bkrepoConfig.endpoint": "bkrepo.endpoint",
  "global.bkrepoConfig.adminUsername": "bkrepo.admin.user",
  "global.bkrepoConfig.adminPassword": "bkrepo.admin.password",
  "global.bkrepoConfig.bkpaas3Project": "bkrepo.project",
  "global.bkrepoConfig.bkpaas3Username": "bkrepo.users.platform",
  "global.bkrepoConfig.addonsProject": "bkrepo.addonsProject",
  "global.bkrepoConfig.addonsUsername": "bkrepo.users.addons",
  "global.bkrepoConfig.lesscodeUsername": "bkrepo.users.lesscode",
  "global.bkrepoConfig.dockerRegistryAddr": "bkrepo.dockerRegistry",
};

/** What every module has; `env` is a list, which an overlay would replace. */
const MODULE: OwnedTable = {
  "image.registry": "images.registry",
  "image.repository": "images.registry",
  "image.tag": "images.tags",
  replicaCount: "platform.replicas",
  resources: "platform.preset",
  "affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution": "platform.preset",
  env: "",
};

/** What a module has whose Jobs wait for others. */
const WAITING: OwnedTable = {
  "migration.images.busybox.registry": "images.thirdPartyRegistry",
  "migration.images.busybox.repository": "images.thirdPartyRegistry",
  "migration.images.busybox.tag": "images.tags",
  "migration.images.k8sWaitFor.registry": "images.thirdPartyRegistry",
  "migration.images.k8sWaitFor.repository": "images.thirdPartyRegistry",
  "migration.images.k8sWaitFor.tag": "images.tags",
};

const WORKER: OwnedTable = {
  celeryReplicaCount: "platform.replicas",
  celeryResources: "platform.preset",
  celeryBrokerUrl: "rabbitmq.platform",
};

const REDIS: OwnedTable = below("externalRedis.default", {
  host: "redis.host",
  port: "redis.port",
  db: "redis.databases",
  "auth.password": "redis.password",
  "sentinel.enabled": "redis.mode",
  "sentinel.port": "redis.sentinels",
  "sentinel.hosts": "redis.sentinels",
  "sentinel.master": "redis.master",
  "sentinel.password": "redis.sentinelPassword",
});

const APISERVER: OwnedTable = below("apiserver", {
  ...MODULE,
  ...WAITING,
  ...WORKER,
  ...REDIS,
  "image.appRepository": "images.publicRegistry",
  "image.appTag": "images.tags",
  initDataJobResources: "platform.preset",
  ...uploads(),
  ...database("default", "apiserver", "platform"),
  ...database("openPaaS", "openPaas", "platform", "mysql.openPaas"),
  "externalDatabase.openPaaS.password": "keys.mysqlPlatform",
  ...database("workloads", "workloads", "platform"),
  "elasticSearch.hosts": "elasticsearch",
  "elasticSearch.appIndex": "elasticsearch.indexPrefixes.app",
  "elasticSearch.ingressIndex": "elasticsearch.indexPrefixes.ingress",
  pipIndexUrl: "platform.packages.pipIndexUrl",
  npmRegistry: "platform.packages.npmRegistry",
  rsvcBundleOtelEndpointUrl: "",
  bkSsmApiUrl: "addresses.overrides.ssm",
  initialCluster: "initialCluster",
});

const WORKLOADS: OwnedTable = below("workloads", {
  ...MODULE,
  ...WAITING,
  ...WORKER,
  ...REDIS,
  ...database("default", "workloads", "platform"),
  pipIndexUrl: "platform.packages.pipIndexUrl",
  initialCluster: "initialCluster",
});

const SERVICES: OwnedTable = {
  ...service("svc-mysql", "svcMysql"),
  "svc-mysql.plan.host": "mysql.addons.host",
  "svc-mysql.plan.port": "mysql.addons.port",
  "svc-mysql.plan.user": "mysql.users.plan",
  "svc-mysql.plan.auth_ip_list": "mysql.applicationHosts",
  ...service("svc-bkrepo", "svcBkrepo"),
  ...service("svc-rabbitmq", "svcRabbitmq"),
  ...below("svc-rabbitmq.externalRabbitMQ.default", {
    host: "rabbitmq.addons.host",
    port: "rabbitmq.addons.port",
    apiPort: "rabbitmq.addons.apiPort",
    admin: "rabbitmq.addons.admin.user",
    password: "rabbitmq.addons.admin.password",
  }),
};

/** Parts of the chart that this program has no use for, or something else in their place. */
const OFF: OwnedTable = {
  "svc-otel.enabled": "",
  "mariadb.enabled": "mysql.mode",
  "redis.enabled": "redis.mode",
  "rabbitmq.enabled": "rabbitmq.mode",
};

/** What this program sets in the values of chart bkpaas3. */
export const OWNED_BY_BKPAAS3: readonly OwnedPlace[] = [
  ...placesOf({
    ...GLOBAL,
    ...APISERVER,
    ...WORKLOADS,
    ...below("webfe", MODULE),
    ...SERVICES,
    ...OFF,
    ...addresses(),
  }),
  ...["apiserver", "webfe"].flatMap(ingress),
  ...["apiserver.volumes", "apiserver.volumeMounts"].map((path): OwnedPlace => ({
    path: path.split("."),
    only: "authorities",
  })),
  ...secretPlaces("bkpaas3"),
];

function database(entry: string, name: string, user: string, server = "mysql"): OwnedTable {
  return below(`externalDatabase.${entry}`, {
    host: `${server}.host`,
    port: `${server}.port`,
    user: `mysql.users.${user}`,
    name: `mysql.databases.${name}`,
  });
}

function service(module: string, name: string): OwnedTable {
  const own = { ...MODULE, ...WAITING, ...database("default", name, "services"), "ingress.enabled": "" };
  return below(module, own);
}

function uploads(): OwnedTable {
  const names = ["npm", "pypi", "devops"];
  return Object.fromEntries(names.map((name) => [`extraInitial.${name}.enabled`, `uploads.${name}`]));
}

function addresses(): OwnedTable {
  const rows = Object.entries(ADDRESS_KEYS).flatMap(([module, keys]) =>
    Object.entries(keys).map(([key, name]) => [`${module}.${key}`, `addresses.overrides.${name}`]),
  );
  return Object.fromEntries(rows) as OwnedTable;
}

function ingress(module: string): OwnedPlace[] {
  const at = (key: string, ...path: string[]): OwnedPlace => ({ path: [module, "ingress", ...path], key });
  return [
    at("addresses.overrides.paas3", "hostname"),
    at("addresses.ingressClass", "annotations", "kubernetes.io/ingress.class"),
    at("addresses.tlsSecret", "extraTls"),
  ];
}
