import type { ModuleSecret, PlatformInput } from "../../components/platform/input.ts";
import type { PlatformSecretValues } from "../../components/platform/secret-environment.ts";
import { addressesOf } from "../../config/addresses.ts";
import { presetOf } from "../../config/platform/presets.ts";

const server = { host: "db.example.com", port: 3307, tls: undefined };

/** An environment as values builders are told of it; a test changes what it is about. */
export const platformInput: PlatformInput<string> = {
  domain: "paas.example.com",
  scheme: "http",
  addresses: addressesOf({
    domain: "paas.example.com",
    addresses: { scheme: "http", overrides: {} },
  }),
  ingress: {},
  preset: presetOf("small"),
  images: { registry: "registry.example.com/mirror", tags: { "paas3-webfe": "9.9" } },
  pullSecrets: [],
  hostAliases: [],
  clusterDomain: "cluster.local",
  packages: {},
  hasIam: true,
  initialise: new Set(),
  mysql: {
    ...server,
    openPaas: server,
    plan: { ...server, host: "apps-db.example.com", user: "bk_mysql_plan", authIpList: ["%"] },
    user: "bk_paas3",
    servicesUser: "bk_services",
    databases: {
      apiserver: "api",
      workloads: "work",
      svcMysql: "m",
      svcBkrepo: "b",
      svcRabbitmq: "r",
      openPaas: "open",
    },
  },
  rabbitmq: { host: "mq.example.com", port: 5672, apiPort: 15672, admin: "bksvc-rabbitmq" },
  authorities: undefined,
  bkrepo: {
    endpoint: "http://bkrepo.example.com",
    project: "bkpaas",
    addonsProject: "bksaas-addons",
    adminUser: "admin",
    platformUser: "bkpaas3",
    addonsUser: "bksaas-addons",
    lesscodeUser: "bklesscode",
  },
};

/** A secret of each kind, told apart by its text. */
export const platformSecrets: PlatformSecretValues<string> = {
  keys: {
    encryption: "key-encryption",
    jwt: "key-jwt",
    privateToken: "key-private-token",
    appSecret: "key-app-secret",
    svcMysqlEncryption: "key-svc-mysql",
    svcBkrepoEncryption: "key-svc-bkrepo",
    svcRabbitmqEncryption: "key-svc-rabbitmq",
    svcRabbitmqDjango: "key-django",
    healthzToken: "key-healthz",
    metricsToken: "key-metrics",
  },
  mysqlPassword: "password-mysql",
  servicesPassword: "password-services",
  planPassword: "password-plan",
  redisUrl: "redis://:password-redis@redis.example.com:6379/10",
  workloadsTasksUrl: "redis://:password-redis@redis.example.com:6379/11",
  rabbitmqPassword: "password-rabbitmq",
  bkrepo: {
    admin: "password-bkrepo-admin",
    platform: "password-bkrepo-platform",
    addons: "password-bkrepo-addons",
    lesscode: "password-bkrepo-lesscode",
    blobstore: '{PASSWORD = "password-bkrepo-platform"}',
  },
};

/** A module's Secret by the module's name. */
export function secretOf(module: string): ModuleSecret<string> {
  return { name: `secret-of-${module}`, digest: `digest-of-${module}` };
}
