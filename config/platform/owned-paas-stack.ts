import { installOnlyHooks } from "./install-only.ts";
import { type OwnedPlace, type OwnedTable, below, databaseTable, placesOf, secretPlaces } from "./owned.ts";

/** What both charts of the install guide have around every container. */
const PODS: OwnedTable = {
  chartDigest: "",
  "global.clusterDomain": "platform.clusterDomain",
  "global.spread": "platform.preset",
  "global.imagePullSecrets.extraSecrets": "platform.pullSecrets",
  "global.hostAliases": "platform.hostAliases",
  "global.env.HTTP_PROXY": "platform.proxy.http",
  "global.env.HTTPS_PROXY": "platform.proxy.https",
  "global.env.NO_PROXY": "platform.proxy.except",
};

/** What every module has, processes or not. */
const MODULE: OwnedTable = {
  "image.repository": "images.registry",
  "image.tag": "images.tags",
  "processes.*.replicas": "platform.replicas",
  "processes.*.resources": "platform.preset",
};

const PAAS3 = "addresses.overrides.paas3";

/** Hosts of Ingresses: as the documents have them, and as our chart has. */
const INGRESSES: OwnedTable = {
  "apiserver.processes.ingress.host": PAAS3,
  "workloads.processes.ingress.host": PAAS3,
  "apiserver.processes.*.ingress.host": PAAS3,
  "webfe.processes.*.ingress.host": PAAS3,
};

const REPLICAS: OwnedTable = {
  "apiserver.replicaCount": "platform.replicas",
  "workloads.replicaCount": "platform.replicas",
  "webfe.replicaCount": "platform.replicas",
};

/** How a module reads its Secret. */
const READER: OwnedTable = { envFrom: "", "podAnnotations.checksum/secrets": "" };

/** Lists of a module that are set in some environments only; elsewhere they are free. */
function lists(module: string): OwnedPlace[] {
  return [
    { path: [module, "volumes"], only: "authorities" },
    { path: [module, "volumeMounts"], only: "authorities" },
  ];
}

const BKREPO: OwnedTable = {
  "global.bkrepoConfig.endpoint": "bkrepo.endpoint",
  "global.bkrepoConfig.initEnabled": "bkrepo.provisioning",
  "global.bkrepoConfig.adminUsername": "bkrepo.admin.user",
  "global.bkrepoConfig.adminPassword": "bkrepo.admin.password",
  "global.bkrepoConfig.bkpaas3Project": "bkrepo.project",
  "global.bkrepoConfig.addonsProject": "bkrepo.addonsProject",
  "global.bkrepoConfig.bkpaas3Username": "bkrepo.users.platform",
  "global.bkrepoConfig.addonsUsername": "bkrepo.users.addons",
  "global.bkrepoConfig.lesscodeUsername": "bkrepo.users.lesscode",
  "global.bkrepoConfig.existingSecret": "",
  "global.bkrepoConfig.checksum": "",
};

/** Addresses by the variables of the deployment FAQ. */
const ADDRESSES: OwnedTable = {
  ...overrides("apiserver", {
    BK_PAAS3_URL: "paas3",
    BK_PAAS2_URL: "paas2",
    BK_SSM_URL: "ssm",
    BK_IAM_V3_INNER_HOST: "iam",
    BK_CC_HOST: "cmdb",
    BK_JOB_HOST: "job",
    BK_API_URL_TMPL: "apiTemplate",
  }),
  ...overrides("webfe", {
    BK_PAAS3_URL: "paas3",
    BK_PAAS2_URL: "paas2",
    BK_LOGIN_URL: "login",
    BK_COMPONENT_API_URL: "componentApi",
    BK_APIGW_URL: "apiGateway",
    BK_APIGW_DOC_URL: "apiGatewayDocs",
    BK_LESSCODE_URL: "lesscode",
  }),
};

const APISERVER: OwnedTable = {
  ...below("apiserver", { ...MODULE, ...READER }),
  "apiserver.preRunHooks.on-initial-script.resources": "platform.preset",
  "apiserver.env.BK_APP_CODE": "",
  "apiserver.env.APP_IMAGE": "images.publicRegistry",
  "apiserver.env.SMART_APP_IMAGE": "images.publicRegistry",
  ...databaseTable("apiserver.env", "PAAS3_MYSQL", { name: "apiserver", user: "platform", server: "mysql" }),
  ...databaseTable("apiserver.env", "OPEN_PAAS_MYSQL", {
    name: "openPaas",
    user: "platform",
    server: "mysql.openPaas",
  }),
  "apiserver.env.REDIS_URL": "redis",
  "apiserver.env.SENTINEL_MASTER_NAME": "redis.master",
  "apiserver.env.SENTINEL_PASSWORD": "redis.sentinelPassword",
  "apiserver.env.LOG_ELASTICSEARCH_HOST": "elasticsearch.host",
  "apiserver.env.LOG_ELASTICSEARCH_PORT": "elasticsearch.port",
  "apiserver.env.LOG_ELASTICSEARCH_AUTH": "elasticsearch.account",
  "apiserver.env.BUILDPACK_PYTHON_PIP_INDEX_URL": "platform.packages.pipIndexUrl",
  "apiserver.env.BUILDPACK_PYTHON_PIP_EXTRA_INDEX_URL": "platform.packages.pipExtraIndexUrl",
  "apiserver.env.BUILDPACK_NODEJS_NPM_REGISTRY": "platform.packages.npmRegistry",
  "apiserver.env.PAAS_BK_IAM_SKIP": "platform.iam",
};

const WORKLOADS: OwnedTable = {
  ...below("workloads", { ...MODULE, ...READER }),
  "workloads.podAnnotations.checksum/cluster": "initialCluster.reapply",
  "workloads.initialCluster": "initialCluster",
  ...databaseTable("workloads.env", "ENGINE_MYSQL", { name: "workloads", user: "platform", server: "mysql" }),
  "workloads.env.STREAM_CHANNEL_REDIS_URL": "redis",
  "workloads.env.CELERY_BROKER_URL": "redis",
  "workloads.env.CELERY_RESULT_BACKEND": "redis",
  "workloads.env.SENTINEL_MASTER_NAME": "redis.master",
  "workloads.env.SENTINEL_PASSWORD": "redis.sentinelPassword",
};

const UPLOADS: OwnedTable = Object.fromEntries(
  ["npm", "pypi", "devops"].map((name) => [`extraInitial.${name}.enabled`, `uploads.${name}`]),
);

/** What this program sets in the values of chart paas-stack. */
export const OWNED_BY_PAAS_STACK: readonly OwnedPlace[] = [
  ...placesOf({
    ...PODS,
    "global.sharedDomain": "domain",
    "global.scheme": "addresses.scheme",
    "global.ingress.className": "addresses.ingressClass",
    "global.ingress.tlsSecret": "addresses.tlsSecret",
    ...BKREPO,
    ...APISERVER,
    ...WORKLOADS,
    ...below("webfe", MODULE),
    ...INGRESSES,
    ...REPLICAS,
    ...ADDRESSES,
    ...UPLOADS,
    ...hookPositions("paasStack"),
  }),
  ...["apiserver", "workloads"].flatMap((module): OwnedPlace[] => [
    ...lists(module),
    { path: [module, "extraEnv"], only: "own chart" },
  ]),
  ...secretPlaces("paas-stack"),
];

/** What this program sets in the values of chart bk-services. */
export const OWNED_BY_BK_SERVICES: readonly OwnedPlace[] = [
  ...placesOf({
    ...PODS,
    ...service("svc-mysql", "MYSQL", "svcMysql"),
    "svc-mysql.plan.host": "mysql.addons.host",
    "svc-mysql.plan.port": "mysql.addons.port",
    "svc-mysql.plan.user": "mysql.users.plan",
    "svc-mysql.plan.auth_ip_list": "mysql.applicationHosts",
    "svc-mysql.plan.existingSecret": "",
    "svc-mysql.plan.checksum": "",
    ...service("svc-bkrepo", "MYSQL", "svcBkrepo"),
    "svc-bkrepo.plan.endpoint_url": "bkrepo.endpoint",
    "svc-bkrepo.plan.username": "bkrepo.users.addons",
    "svc-bkrepo.plan.project": "bkrepo.addonsProject",
    "svc-bkrepo.plan.existingSecret": "",
    "svc-bkrepo.plan.checksum": "",
    ...service("svc-rabbitmq", "DATABASE", "svcRabbitmq"),
    "svc-rabbitmq.env.RABBITMQ_DEFAULT_CLUSTER": "",
    "svc-rabbitmq.env.RABBITMQ_DEFAULT_CLUSTER_HOST": "rabbitmq.addons.host",
    "svc-rabbitmq.env.RABBITMQ_DEFAULT_CLUSTER_AMQP_PORT": "rabbitmq.addons.port",
    "svc-rabbitmq.env.RABBITMQ_DEFAULT_CLUSTER_API_PORT": "rabbitmq.addons.apiPort",
    "svc-rabbitmq.env.RABBITMQ_DEFAULT_CLUSTER_ADMIN": "rabbitmq.addons.admin.user",
    "svc-rabbitmq.env.RABBITMQ_DEFAULT_CLUSTER_PASSWORD": "rabbitmq.addons.admin.password",
    ...hookPositions("bkServices"),
  }),
  ...["svc-mysql", "svc-bkrepo", "svc-rabbitmq"].flatMap(lists),
  ...secretPlaces("bk-services"),
];

/** Whether hooks of a first install run once more. */
function hookPositions(release: "bkServices" | "paasStack"): OwnedTable {
  const rows = Object.entries(installOnlyHooks)
    .filter(([, hook]) => hook.release === release)
    .map(([name]) => [`${name.replace(".", ".preRunHooks.")}.position`, "platform.recovery"]);
  return Object.fromEntries(rows) as OwnedTable;
}

function service(module: string, prefix: string, database: string): OwnedTable {
  return {
    ...below(module, { ...MODULE, ...READER }),
    ...databaseTable(`${module}.env`, prefix, { name: database, user: "services", server: "mysql" }),
  };
}

function overrides(module: string, variables: Readonly<Record<string, string>>): OwnedTable {
  const rows = Object.entries(variables).map(([variable, name]) => [
    `${module}.env.${variable}`,
    `addresses.overrides.${name}`,
  ]);
  return Object.fromEntries(rows) as OwnedTable;
}
