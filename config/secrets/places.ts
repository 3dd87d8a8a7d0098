import type { KeyName } from "./catalogue.ts";
import {
  type ObjectPlace,
  type Places,
  type ValuePlace,
  inBkrepoSecret,
  inConfigMap,
  inEnvironment,
  inPaas3,
  inSecret,
  inServices,
  inStore,
} from "./place.ts";

// The values reference of paas-stack writes apiServer and engine, the guide the others.
const APISERVER = ["apiserver", "apiServer"];
const WORKLOADS = ["workloads", "engine"];
const PLATFORM = ["global", ...APISERVER, ...WORKLOADS];
const SERVICES = ["svc-mysql", "svc-bkrepo", "svc-rabbitmq"] as const;

/** A database account of chart bkpaas3, where it does not run a MariaDB of its own. */
function databaseAccount(module: string, database = "default"): ValuePlace {
  const path = `${module}.externalDatabase.${database}`;
  return inPaas3(`${path}.password`, { user: `${path}.user`, only: { flag: "mariadb.enabled", is: false } });
}

/** Its own MariaDB, which it runs unless told otherwise, has one account for all modules. */
const OWN_MARIADB = inPaas3("mariadb.auth.password", {
  user: "mariadb.auth.username",
  only: { flag: "mariadb.enabled", is: true },
});

/** An address that leads to the Redis that this program runs. */
const OWN_REDIS = { part: { kind: "address", host: "bkpaas-redis" } } as const;

const PASSWORD_FIELD = { part: { kind: "field", name: "PASSWORD" } } as const;

function serviceEncryption(service: (typeof SERVICES)[number]): Places {
  return {
    values: [
      inServices(`${service}.env.BKKRILL_ENCRYPT_SECRET_KEY`),
      inPaas3("global.bkKrillEncryptSecretKey"),
    ],
    objects: [
      inSecret(service, "BKKRILL_ENCRYPT_SECRET_KEY"),
      inConfigMap(`${service}-general-envs`, "BKKRILL_ENCRYPT_SECRET_KEY"),
    ],
  };
}

function bkrepoValues(role: string): ValuePlace[] {
  const [path, user] = [`global.bkrepoConfig.${role}Password`, `global.bkrepoConfig.${role}Username`];
  return [{ chart: "paas-stack", path, user }, inPaas3(path, { user })];
}

function bkrepoAccount(role: string, word: string, more: readonly ValuePlace[] = []): Places {
  return {
    values: [...bkrepoValues(role), ...more],
    objects: [
      inSecret("bkrepo", `BKREPO_${word}_PASSWORD`),
      // Until 0.1.0 our own chart had no release bk-services, and bkrepo's passwords in its modules' Secrets.
      inSecret("apiserver", `BKREPO_${word}_PASSWORD`),
      inBkrepoSecret("apiserver", `${word}_BKREPO_PASSWORD`, { user: `${word}_BKREPO_USERNAME` }),
    ],
  };
}

/** A store whose own Secret alone holds the password. */
function store(name: string, entry: string, more: Partial<ObjectPlace> = {}): Places {
  return { values: [], objects: [inStore(name, entry, more)] };
}

/** RabbitMQ's file of accounts. */
function rabbitmq(name: string): Places {
  return store(name, "definitions.json", { part: { kind: "definitions" } });
}

/**
 * For each key every place where an installation of either chart generation keeps it. The sources: the install guides and
 * values references of paas-stack and bk-services (7.0), the templates of chart bkpaas3 0.1.3, the guide of the upgrade from
 * 7.0 to 7.1 (`externalDatabase.workloads`), the values of bk-apigateway 0.4.64 and bkauth 0.0.9, and our own chart.
 */
export const PLACES: Readonly<Partial<Record<KeyName, Places>>> = {
  encryption: {
    values: [
      ...inEnvironment("BKKRILL_ENCRYPT_SECRET_KEY", PLATFORM),
      inPaas3("global.bkKrillEncryptSecretKey"),
    ],
    objects: [
      inSecret("apiserver", "BKKRILL_ENCRYPT_SECRET_KEY"),
      inSecret("workloads", "BKKRILL_ENCRYPT_SECRET_KEY"),
      inConfigMap("apiserver-general-envs", "PAAS_BKKRILL_ENCRYPT_SECRET_KEY"),
      inConfigMap("workloads-general-envs", "PAAS_WL_BKKRILL_ENCRYPT_SECRET_KEY"),
    ],
  },
  svcMysqlEncryption: serviceEncryption("svc-mysql"),
  svcBkrepoEncryption: serviceEncryption("svc-bkrepo"),
  svcRabbitmqEncryption: serviceEncryption("svc-rabbitmq"),
  apigatewayEncryption: { values: [{ chart: "bk-apigateway", path: "encryptKey" }], objects: [] },
  bkauthEncryption: { values: [{ chart: "bkauth", path: "encryptKey" }], objects: [] },
  jwt: {
    values: [
      ...inEnvironment("PAAS_SERVICE_JWT_CLIENTS_KEY", PLATFORM),
      inServices("global.env.PAAS_SERVICE_JWT_CLIENTS_KEY"),
      inPaas3("global.paasServicesJwtClientKey"),
    ],
    objects: [
      inSecret("apiserver", "PAAS_SERVICE_JWT_CLIENTS_KEY"),
      inSecret("workloads", "PAAS_SERVICE_JWT_CLIENTS_KEY"),
      inConfigMap("apiserver-general-envs", "PAAS_ONE_SIMPLE_JWT_AUTH_KEY"),
      inConfigMap("workloads-general-envs", "PAAS_WL_ONE_SIMPLE_JWT_AUTH_KEY"),
      ...SERVICES.map((service) => inSecret(service, "PAAS_SERVICE_JWT_CLIENTS_KEY")),
      ...SERVICES.map((service) => inConfigMap(`${service}-general-envs`, "PAAS_SERVICE_JWT_CLIENTS_KEY")),
    ],
  },
  privateToken: {
    values: [
      ...inEnvironment("BK_PAAS3_PRIVATE_TOKEN_FOR_APIGW", ["global", ...APISERVER]),
      { chart: "bk-apigateway", path: "keys.paasPrivateToken" },
    ],
    objects: [inSecret("apiserver", "BK_PAAS3_PRIVATE_TOKEN_FOR_APIGW")],
  },
  appSecret: {
    values: [...inEnvironment("BK_APP_SECRET", PLATFORM), inPaas3("global.appSecret")],
    objects: [
      inSecret("apiserver", "BK_APP_SECRET"),
      inConfigMap("apiserver-general-envs", "PAAS_BK_APP_SECRET"),
      inConfigMap("workloads-general-envs", "PAAS_WL_BK_APP_SECRET"),
    ],
  },
  svcRabbitmqDjango: {
    values: [inServices("svc-rabbitmq.env.SECRET_KEY")],
    objects: [inSecret("svc-rabbitmq", "SECRET_KEY"), inConfigMap("svc-rabbitmq-general-envs", "SECRET_KEY")],
  },
  healthzToken: {
    values: [inPaas3("global.healthzToken")],
    objects: [
      inSecret("apiserver", "HEALTHZ_TOKEN"),
      inSecret("workloads", "HEALTHZ_TOKEN"),
      inConfigMap("apiserver-general-envs", "PAAS_HEALTHZ_TOKEN"),
      inConfigMap("workloads-general-envs", "PAAS_WL_HEALTHZ_TOKEN"),
    ],
  },
  metricsToken: {
    values: [inPaas3("apiserver.serviceMonitor.userToken")],
    objects: [
      inSecret("apiserver", "METRIC_CLIENT_TOKEN"),
      ...SERVICES.map((service) => inSecret(service, "METRIC_CLIENT_TOKEN")),
      inConfigMap("apiserver-general-envs", "PAAS_METRIC_CLIENT_TOKEN_DICT", {
        part: { kind: "field", name: "bkmonitor" },
      }),
    ],
  },
  sentryDsn: {
    values: [
      ...inEnvironment("SENTRY_DSN", [...APISERVER, ...WORKLOADS]),
      inPaas3("apiserver.sentryDsn"),
      inPaas3("workloads.sentryDsn"),
    ],
    objects: [inSecret("apiserver", "SENTRY_DSN"), inSecret("workloads", "SENTRY_DSN")],
  },
  mysqlPlatform: {
    values: [
      ...inEnvironment("PAAS3_MYSQL_PASSWORD", APISERVER, "PAAS3_MYSQL_USER"),
      ...inEnvironment("OPEN_PAAS_MYSQL_PASSWORD", APISERVER, "OPEN_PAAS_MYSQL_USER"),
      ...inEnvironment("ENGINE_MYSQL_PASSWORD", WORKLOADS, "ENGINE_MYSQL_USER"),
      databaseAccount("apiserver"),
      databaseAccount("apiserver", "openPaaS"),
      // Chart 1.x has workloads in the apiserver.
      databaseAccount("apiserver", "workloads"),
      databaseAccount("workloads"),
      OWN_MARIADB,
    ],
    objects: [
      inSecret("apiserver", "PAAS3_MYSQL_PASSWORD"),
      inSecret("apiserver", "OPEN_PAAS_MYSQL_PASSWORD"),
      inSecret("workloads", "ENGINE_MYSQL_PASSWORD"),
      inConfigMap("apiserver-mariadb-env", "DATABASE_PASSWORD", { user: "DATABASE_USER" }),
      inConfigMap("workloads-mariadb-env", "DATABASE_PASSWORD", { user: "DATABASE_USER" }),
    ],
  },
  mysqlServices: {
    values: [
      inServices("svc-mysql.env.MYSQL_PASSWORD", "svc-mysql.env.MYSQL_USER"),
      inServices("svc-bkrepo.env.MYSQL_PASSWORD", "svc-bkrepo.env.MYSQL_USER"),
      inServices("svc-rabbitmq.env.DATABASE_PASSWORD", "svc-rabbitmq.env.DATABASE_USER"),
      // svc-rabbitmq names its variables as the others do since May 2025.
      inServices("svc-rabbitmq.env.MYSQL_PASSWORD", "svc-rabbitmq.env.MYSQL_USER"),
      ...SERVICES.map((service) => databaseAccount(service)),
      OWN_MARIADB,
    ],
    objects: [
      inSecret("svc-mysql", "MYSQL_PASSWORD"),
      inSecret("svc-bkrepo", "MYSQL_PASSWORD"),
      inSecret("svc-rabbitmq", "DATABASE_PASSWORD"),
      inConfigMap("svc-mysql-mariadb-env", "MYSQL_PASSWORD", { user: "MYSQL_USER" }),
      inConfigMap("svc-bkrepo-mariadb-env", "MYSQL_PASSWORD", { user: "MYSQL_USER" }),
      inConfigMap("svc-rabbitmq-mariadb-env", "DATABASE_PASSWORD", { user: "DATABASE_USER" }),
    ],
  },
  mysqlPlan: {
    values: [
      inServices("svc-mysql.plan.password", "svc-mysql.plan.user"),
      inPaas3("svc-mysql.plan.password", { user: "svc-mysql.plan.user" }),
    ],
    objects: [inSecret("svc-mysql-plan", "plans.json", { part: { kind: "plan" } })],
  },
  mysqlRoot: store("mysql", "root-password"),
  mysqlAddonsRoot: store("mysql-addons", "root-password"),
  redis: {
    values: [],
    objects: [
      inStore("redis", "password"),
      inSecret("apiserver", "REDIS_URL", OWN_REDIS),
      inSecret("workloads", "CELERY_BROKER_URL", OWN_REDIS),
    ],
  },
  redisAddons: store("redis-addons", "password"),
  rabbitmqAdmin: rabbitmq("rabbitmq"),
  rabbitmqPlatform: rabbitmq("rabbitmq"),
  rabbitmqAddonsAdmin: rabbitmq("rabbitmq-addons"),
  elasticsearch: store("elasticsearch", "password"),
  bkrepoPlatform: {
    values: bkrepoValues("bkpaas3"),
    objects: [
      inSecret("bkrepo", "BKREPO_PASSWORD"),
      inSecret("apiserver", "BKREPO_PASSWORD"),
      inSecret("workloads", "BKREPO_PASSWORD"),
      inSecret("uploads", "BKREPO_PASSWORD"),
      inBkrepoSecret("apiserver", "BLOBSTORE_BKREPO_CONFIG", PASSWORD_FIELD),
      inBkrepoSecret("workloads", "BLOBSTORE_BKREPO_CONFIG", PASSWORD_FIELD),
    ],
  },
  bkrepoAddons: bkrepoAccount("addons", "ADDONS", [
    inServices("svc-bkrepo.plan.password", "svc-bkrepo.plan.username"),
    inPaas3("svc-bkrepo.plan.password", { user: "svc-bkrepo.plan.username" }),
  ]),
  bkrepoLesscode: bkrepoAccount("lesscode", "LESSCODE"),
};
