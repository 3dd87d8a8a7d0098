import { randomBytes } from "node:crypto";
import { type KeyName, keyOf } from "../../../config/secrets/catalogue.ts";
import { formatOf } from "../../../config/secrets/formats.ts";
import type { Accounts } from "../../../sandbox/adopt/accounts.ts";
import type { ObjectSource, ReleaseSource, Values } from "../../../sandbox/adopt/sources.ts";

// Installations in the shapes that the public documents and charts give them; every key is made anew for each run.

/** A key in its form. */
export function keyFor(name: KeyName): string {
  const { generated } = formatOf(keyOf(name).format);
  if (!generated) throw new Error(`${name} can't be generated`);
  const { length, overrideSpecial } = generated.recipe;
  const text = randomBytes(length).toString("hex").slice(0, length);
  return generated.finish(overrideSpecial === undefined ? text.replaceAll(/\d/g, "x") : text);
}

/** The accounts of a stack that says nothing about them. */
export const ACCOUNTS: Accounts = {
  mysqlPlatform: "bk_paas3",
  mysqlServices: "bk_services",
  mysqlPlan: "bk_mysql_plan",
  rabbitmqAdmin: "admin",
  rabbitmqPlatform: "bkpaas3",
  rabbitmqAddonsAdmin: "admin",
  bkrepoPlatform: "bkpaas3",
  bkrepoAddons: "bksaas-addons",
  bkrepoLesscode: "bklesscode",
};

/** Keys of an installation by their names. */
export type Installed = Readonly<Record<(typeof INSTALLED)[number], string>>;

const INSTALLED = [
  ...(["encryption", "svcMysqlEncryption", "svcBkrepoEncryption", "svcRabbitmqEncryption"] as const),
  ...(["jwt", "privateToken", "appSecret", "svcRabbitmqDjango", "healthzToken", "metricsToken"] as const),
  ...(["mysqlPlatform", "mysqlServices", "mysqlPlan"] as const),
  ...(["bkrepoPlatform", "bkrepoAddons", "bkrepoLesscode"] as const),
] satisfies KeyName[];

/** New keys for an installation. */
export function newKeys(): Installed {
  return Object.fromEntries(INSTALLED.map((name) => [name, keyFor(name)])) as Installed;
}

/** Values of paas-stack as its install guide writes them. */
export function paasStackValues(keys: Installed): Values {
  return {
    global: {
      sharedDomain: "my.example.com",
      bkrepoConfig: {
        endpoint: "http://bkrepo.example.com",
        bkpaas3Username: "bkpaas3",
        bkpaas3Password: keys.bkrepoPlatform,
        addonsUsername: "bksaas-addons",
        addonsPassword: keys.bkrepoAddons,
        lesscodeUsername: "bklesscode",
        lesscodePassword: keys.bkrepoLesscode,
      },
      env: { PAAS_SERVICE_JWT_CLIENTS_KEY: keys.jwt },
    },
    apiserver: {
      replicaCount: 1,
      env: {
        BK_APP_CODE: "bk_paas3",
        BK_APP_SECRET: keys.appSecret,
        BK_PAAS3_PRIVATE_TOKEN_FOR_APIGW: keys.privateToken,
        BKKRILL_ENCRYPT_SECRET_KEY: keys.encryption,
        PAAS3_MYSQL_USER: "bk_paas3",
        PAAS3_MYSQL_PASSWORD: keys.mysqlPlatform,
        OPEN_PAAS_MYSQL_USER: "bk_paas3",
        OPEN_PAAS_MYSQL_PASSWORD: keys.mysqlPlatform,
        REDIS_URL: "redis://:elsewhere@redis.example.com:6379/10",
      },
    },
    workloads: {
      env: {
        ENGINE_MYSQL_USER: "bk_paas3",
        ENGINE_MYSQL_PASSWORD: keys.mysqlPlatform,
        BKKRILL_ENCRYPT_SECRET_KEY: "",
      },
    },
  };
}

/** Values of bk-services as its install guide writes them. */
export function bkServicesValues(keys: Installed): Values {
  const mysql = { MYSQL_USER: "bk_services", MYSQL_PASSWORD: keys.mysqlServices };
  return {
    global: { env: { PAAS_SERVICE_JWT_CLIENTS_KEY: keys.jwt } },
    "svc-mysql": {
      env: { ...mysql, BKKRILL_ENCRYPT_SECRET_KEY: keys.svcMysqlEncryption },
      plan: { user: "bk_mysql_plan", password: keys.mysqlPlan, auth_ip_list: ["%"] },
    },
    "svc-bkrepo": {
      env: { ...mysql, BKKRILL_ENCRYPT_SECRET_KEY: keys.svcBkrepoEncryption },
      plan: { username: "bksaas-addons", password: keys.bkrepoAddons },
    },
    "svc-rabbitmq": {
      env: {
        SECRET_KEY: keys.svcRabbitmqDjango,
        BKKRILL_ENCRYPT_SECRET_KEY: keys.svcRabbitmqEncryption,
        DATABASE_USER: "bk_services",
        DATABASE_PASSWORD: keys.mysqlServices,
      },
    },
  };
}

/** Both releases of the first generation. */
export function firstGeneration(keys: Installed): ReleaseSource[] {
  return [
    { name: "release bk-paas3", chart: "paas-stack", values: paasStackValues(keys) },
    { name: "release bk-services", chart: "bk-services", values: bkServicesValues(keys) },
  ];
}

/** Values of bkpaas3 0.1.3 on existing databases, as `helm get values --all` prints them, defaults of its stores included. */
export function bkpaas3Values(keys: Installed): Values {
  const database = (user: string, password: string) => ({
    externalDatabase: { default: { user, password } },
  });
  return {
    global: {
      bkrepoConfig: {
        bkpaas3Username: "bkpaas3",
        bkpaas3Password: keys.bkrepoPlatform,
        addonsUsername: "bksaas-addons",
        addonsPassword: keys.bkrepoAddons,
        lesscodeUsername: "bklesscode",
        lesscodePassword: keys.bkrepoLesscode,
      },
      appSecret: keys.appSecret,
      paasServicesJwtClientKey: keys.jwt,
      bkKrillEncryptSecretKey: keys.encryption,
      healthzToken: keys.healthzToken,
    },
    apiserver: {
      serviceMonitor: { enabled: false, userToken: keys.metricsToken },
      externalDatabase: {
        default: { user: "bk_paas3", password: keys.mysqlPlatform },
        openPaaS: { user: "bk_panel", password: "somebody-elses" },
      },
    },
    workloads: database("bk_paas3", keys.mysqlPlatform),
    "svc-mysql": {
      ...database("bk_services", keys.mysqlServices),
      plan: { user: "bk_mysql_plan", password: keys.mysqlPlan },
    },
    "svc-bkrepo": database("bk_services", keys.mysqlServices),
    "svc-rabbitmq": database("bk_services", keys.mysqlServices),
    mariadb: { enabled: false, auth: { username: "bkpaas", password: "unused-default" } },
  };
}

/** The ConfigMaps and Secrets of the same installation. */
export function bkpaas3Objects(keys: Installed): ObjectSource[] {
  const map = (name: string, entries: Record<string, string>): ObjectSource => ({
    kind: "ConfigMap",
    name: `bkpaas3-${name}`,
    entries,
  });
  const service = {
    PAAS_SERVICE_JWT_CLIENTS_KEY: keys.jwt,
    BKKRILL_ENCRYPT_SECRET_KEY: keys.encryption,
  };
  const database = { DATABASE_USER: "bk_paas3", DATABASE_PASSWORD: keys.mysqlPlatform };
  const blobstore = `{PROJECT='bkpaas', ENDPOINT='http://bkrepo', USERNAME='bkpaas3', PASSWORD='${keys.bkrepoPlatform}'}`;
  return [
    map("apiserver-general-envs", {
      PAAS_BK_APP_SECRET: keys.appSecret,
      PAAS_ONE_SIMPLE_JWT_AUTH_KEY: keys.jwt,
      PAAS_HEALTHZ_TOKEN: keys.healthzToken,
      PAAS_METRIC_CLIENT_TOKEN_DICT: `{bkmonitor='${keys.metricsToken}'}`,
      PAAS_BKKRILL_ENCRYPT_SECRET_KEY: keys.encryption,
    }),
    map("workloads-general-envs", {
      PAAS_WL_BK_APP_SECRET: keys.appSecret,
      PAAS_WL_ONE_SIMPLE_JWT_AUTH_KEY: keys.jwt,
      PAAS_WL_BKKRILL_ENCRYPT_SECRET_KEY: keys.encryption,
    }),
    map("apiserver-mariadb-env", database),
    map("workloads-mariadb-env", database),
    map("svc-mysql-general-envs", service),
    map("svc-bkrepo-general-envs", service),
    map("svc-rabbitmq-general-envs", { ...service, SECRET_KEY: keys.svcRabbitmqDjango }),
    {
      kind: "Secret",
      name: "bkpaas3-apiserver-bkrepo-envs",
      entries: {
        BLOBSTORE_BKREPO_CONFIG: blobstore,
        ADDONS_BKREPO_USERNAME: "bksaas-addons",
        ADDONS_BKREPO_PASSWORD: keys.bkrepoAddons,
        LESSCODE_BKREPO_USERNAME: "bklesscode",
        LESSCODE_BKREPO_PASSWORD: keys.bkrepoLesscode,
      },
    },
  ];
}
