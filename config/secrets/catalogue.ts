import { BKREPO_USERS } from "../bkrepo-users.ts";
import type { FormatName } from "./formats.ts";
import type { Words } from "../words.ts";

/** What becomes of a key that is changed. */
export type Change =
  /** It never may: the data that it opens is lost with it. */
  | { readonly kind: "immutable"; readonly destroys: Words }
  /** `make rotate` changes it; `after` is what is to be done elsewhere, where it is held elsewhere too. */
  | { readonly kind: "rotatable"; readonly after?: Words };

/** One secret that belongs to a stack. */
export interface Key {
  /** What it is, and for whom. */
  readonly title: Words;
  readonly format: FormatName;
  /** Name of the generated resource; state and ledger know the key by it, so it never changes. */
  readonly resource: string;
  /** Who reads it, under which name. */
  readonly held: Words;
  readonly change: Change;
  /** Whether every stack has it, or only one whose configuration asks for it. */
  readonly when: "always" | "asked" | "used";
}

/** A password of a system that this program does not own: only its administrator can say it. */
export interface Credential {
  readonly title: Words;
  /** Where it is configured. */
  readonly path: string;
  readonly held: Words;
}

const ENCRYPTED_ROWS: Words = {
  en: "every row encrypted with it: credentials of applications, tokens of clusters, environment variables. The platform never encrypts them again",
  zh: "用它加密的所有数据行：应用的凭据、集群的 Token、环境变量。平台不会重新加密",
};

const REGISTERED_SERVER: Words = {
  en: "svc-rabbitmq registered the server at its first start: change the password of that cluster in its administration too.",
  zh: "svc-rabbitmq 在首次启动时登记了该服务器：还要在其管理页面修改该集群的密码。",
};

const SERVICE_DATA: Words = {
  en: "the credentials of every service instance that applications were given",
  zh: "已分配给应用的全部服务实例凭据",
};

/** The key by which one add-on service encrypts its database. */
function serviceEncryption(service: string): Key {
  return {
    title: { en: `Encryption key of ${service}`, zh: `${service} 的加密密钥` },
    format: "fernetKey",
    resource: `secrets-${service}-encryption-key`,
    held: { en: `${service}: BKKRILL_ENCRYPT_SECRET_KEY`, zh: `${service}：BKKRILL_ENCRYPT_SECRET_KEY` },
    change: { kind: "immutable", destroys: SERVICE_DATA },
    when: "always",
  };
}

interface Password {
  readonly title: Words;
  readonly resource: string;
  readonly held: Words;
  readonly after?: Words;
}

/** The password of an account that this program makes on a store. */
function storePassword({ title, resource, held, after }: Password, when: Key["when"]): Key {
  const change: Change = { kind: "rotatable", ...(after && { after }) };
  return { title, format: "password", resource, held, change, when };
}

/** svc-bkrepo makes repositories for applications as this account. */
const SVC_BKREPO_PLAN: Words = {
  en: "svc-bkrepo loads its plan once: change the plan's password in the developer centre's administration too. ",
  zh: "svc-bkrepo 只在首次安装时载入方案：还要在开发者中心的管理页面修改方案中的密码。",
};

/** The password of an account of bkrepo. */
function bkrepoPassword(role: keyof typeof BKREPO_USERS): Key {
  const user = BKREPO_USERS[role];
  const plan = role === "addons" ? SVC_BKREPO_PLAN : { en: "", zh: "" };
  return {
    title: { en: `Password of bkrepo's account ${user}`, zh: `bkrepo 账号 ${user} 的密码` },
    format: "bkrepoPassword",
    resource: `bkrepo-${role}-password`,
    held: { en: "apiserver, workloads and the upload Jobs", zh: "apiserver、workloads 和上传 Job" },
    change: {
      kind: "rotatable",
      after: {
        en: `${plan.en}Where this program does not make the account, bkrepo keeps the old password until its administrator changes it there for ${user}: that first.`,
        zh: `${plan.zh}账号不由本程序创建时，在 bkrepo 管理员修改 ${user} 的密码之前，旧密码仍然有效：请先修改。`,
      },
    },
    when: "always",
  };
}

/**
 * Every secret of a stack: the one table that code, rules, policies and documentation read. Formats and what is lost with a
 * key are those of the platform's install guides and of its source (blue-krill's EncryptField, 2026).
 */
export const KEYS = {
  encryption: {
    title: { en: "Encryption key of the platform", zh: "平台的加密密钥" },
    format: "fernetKey",
    resource: "secrets-encryption-key",
    held: {
      en: "apiserver and workloads: BKKRILL_ENCRYPT_SECRET_KEY",
      zh: "apiserver 和 workloads：BKKRILL_ENCRYPT_SECRET_KEY",
    },
    change: { kind: "immutable", destroys: ENCRYPTED_ROWS },
    when: "always",
  },
  svcMysqlEncryption: serviceEncryption("svc-mysql"),
  svcBkrepoEncryption: serviceEncryption("svc-bkrepo"),
  svcRabbitmqEncryption: serviceEncryption("svc-rabbitmq"),
  apigatewayEncryption: {
    title: {
      en: "Encryption key of bk-apigateway, for who installs it beside us",
      zh: "bk-apigateway 的加密密钥，供同时安装它的人使用",
    },
    format: "fernetKey",
    resource: "secrets-apigateway-encryption-key",
    held: { en: "bk-apigateway: keys.encryptKey", zh: "bk-apigateway：keys.encryptKey" },
    change: {
      kind: "immutable",
      destroys: { en: "what the gateway has encrypted in its database", zh: "网关数据库中已加密的内容" },
    },
    when: "asked",
  },
  bkauthEncryption: {
    title: {
      en: "Encryption key of bk-auth, for who installs it beside us",
      zh: "bk-auth 的加密密钥，供同时安装它的人使用",
    },
    format: "raw32",
    resource: "secrets-bkauth-encryption-key",
    held: { en: "bkauth: encryptKey", zh: "bkauth：encryptKey" },
    change: {
      kind: "immutable",
      destroys: { en: "the secrets of all applications in bk-auth", zh: "bk-auth 中全部应用的密钥" },
    },
    when: "asked",
  },
  jwt: {
    title: {
      en: "JWT key between the platform and its add-on services",
      zh: "平台与增强服务之间的 JWT 密钥",
    },
    format: "signingKey",
    resource: "secrets-jwt-key",
    held: {
      en: "apiserver, workloads and bk-services: PAAS_SERVICE_JWT_CLIENTS_KEY",
      zh: "apiserver、workloads 和 bk-services：PAAS_SERVICE_JWT_CLIENTS_KEY",
    },
    change: { kind: "rotatable" },
    when: "always",
  },
  privateToken: {
    title: { en: "Token by which the API gateway calls the platform", zh: "API 网关调用平台所用的 Token" },
    format: "gatewayToken",
    resource: "secrets-private-token",
    held: {
      en: "apiserver: BK_PAAS3_PRIVATE_TOKEN_FOR_APIGW; bk-apigateway: keys.paasPrivateToken",
      zh: "apiserver：BK_PAAS3_PRIVATE_TOKEN_FOR_APIGW；bk-apigateway：keys.paasPrivateToken",
    },
    change: {
      kind: "rotatable",
      after: {
        en: "Put the new value into keys.paasPrivateToken of bk-apigateway.",
        zh: "把新值写入 bk-apigateway 的 keys.paasPrivateToken。",
      },
    },
    when: "always",
  },
  appSecret: {
    title: { en: "Secret of the application bk_paas3", zh: "应用 bk_paas3 的密钥" },
    format: "uuid",
    resource: "secrets-app-secret",
    held: {
      en: "apiserver: BK_APP_SECRET; bk-auth: accessKeys.bk_paas3, or the account table of PaaS 2.0",
      zh: "apiserver：BK_APP_SECRET；bk-auth：accessKeys.bk_paas3，或 PaaS 2.0 的账号表",
    },
    change: {
      kind: "rotatable",
      after: {
        en: "Enter it in bk-auth or PaaS 2.0 as appAccount says; bk-auth takes up to ten minutes to take it over.",
        zh: "按 appAccount 的方式在 bk-auth 或 PaaS 2.0 中更新；bk-auth 最多需要十分钟才会同步。",
      },
    },
    when: "always",
  },
  svcRabbitmqDjango: {
    title: { en: "Key by which svc-rabbitmq signs cookies", zh: "svc-rabbitmq 为 Cookie 签名的密钥" },
    format: "signingKey",
    resource: "secrets-svc-rabbitmq-django-key",
    held: { en: "svc-rabbitmq: SECRET_KEY", zh: "svc-rabbitmq：SECRET_KEY" },
    change: { kind: "rotatable" },
    when: "always",
  },
  healthzToken: {
    title: { en: "Token of the health pages", zh: "健康检查页面的 Token" },
    format: "alphanumeric32",
    resource: "secrets-healthz-token",
    held: {
      en: "apiserver and workloads: HEALTHZ_TOKEN",
      zh: "apiserver 和 workloads：HEALTHZ_TOKEN",
    },
    change: { kind: "rotatable" },
    when: "always",
  },
  metricsToken: {
    title: { en: "Token of the metrics pages", zh: "指标页面的 Token" },
    format: "alphanumeric32",
    resource: "secrets-metrics-token",
    held: {
      en: "apiserver and the add-on services: METRIC_CLIENT_TOKEN",
      zh: "apiserver 和各增强服务：METRIC_CLIENT_TOKEN",
    },
    change: { kind: "rotatable" },
    when: "always",
  },
  sentryDsn: {
    title: { en: "Address of Sentry, with its key", zh: "Sentry 地址（含密钥）" },
    format: "address",
    resource: "secrets-sentry-dsn",
    held: { en: "apiserver and workloads: SENTRY_DSN", zh: "apiserver 和 workloads：SENTRY_DSN" },
    change: { kind: "rotatable" },
    when: "asked",
  },
  mysqlPlatform: storePassword(
    {
      title: {
        en: "Password of the MySQL user of apiserver and workloads",
        zh: "apiserver 和 workloads 的 MySQL 用户密码",
      },
      resource: "mysql-platform-password",
      held: {
        en: "apiserver: PAAS3_MYSQL_PASSWORD, OPEN_PAAS_MYSQL_PASSWORD; workloads: ENGINE_MYSQL_PASSWORD",
        zh: "apiserver：PAAS3_MYSQL_PASSWORD、OPEN_PAAS_MYSQL_PASSWORD；workloads：ENGINE_MYSQL_PASSWORD",
      },
    },
    "always",
  ),
  mysqlServices: storePassword(
    {
      title: { en: "Password of the MySQL user of the add-on services", zh: "增强服务的 MySQL 用户密码" },
      resource: "mysql-services-password",
      held: {
        en: "svc-mysql, svc-bkrepo: MYSQL_PASSWORD; svc-rabbitmq: DATABASE_PASSWORD",
        zh: "svc-mysql、svc-bkrepo：MYSQL_PASSWORD；svc-rabbitmq：DATABASE_PASSWORD",
      },
    },
    "always",
  ),
  mysqlPlan: storePassword(
    {
      title: {
        en: "Password by which svc-mysql makes databases for applications",
        zh: "svc-mysql 为应用创建数据库所用的密码",
      },
      resource: "mysql-plan-password",
      held: { en: "svc-mysql: plan.password", zh: "svc-mysql：plan.password" },
      after: {
        en: "svc-mysql loads its plan once: change the plan's password in the developer centre's administration too.",
        zh: "svc-mysql 只在首次安装时载入方案：还要在开发者中心的管理页面修改方案中的密码。",
      },
    },
    "always",
  ),
  mysqlRoot: storePassword(
    {
      title: { en: "Password of root on the managed MySQL server", zh: "托管 MySQL 的 root 密码" },
      resource: "mysql-root-password",
      held: { en: "the server, and the Job that makes accounts", zh: "服务器本身，以及创建账号的 Job" },
    },
    "used",
  ),
  mysqlAddonsRoot: storePassword(
    {
      title: {
        en: "Password of root on the managed MySQL server of applications",
        zh: "应用所用托管 MySQL 的 root 密码",
      },
      resource: "mysql-addons-root-password",
      held: { en: "the server, and the Job that makes accounts", zh: "服务器本身，以及创建账号的 Job" },
    },
    "used",
  ),
  redis: storePassword(
    {
      title: { en: "Password of the managed Redis", zh: "托管 Redis 的密码" },
      resource: "redis-password",
      held: {
        en: "the server; apiserver: REDIS_URL; workloads: STREAM_CHANNEL_REDIS_URL, CELERY_BROKER_URL, CELERY_RESULT_BACKEND",
        zh: "服务器本身；apiserver：REDIS_URL；workloads：STREAM_CHANNEL_REDIS_URL、CELERY_BROKER_URL、CELERY_RESULT_BACKEND",
      },
    },
    "used",
  ),
  redisAddons: storePassword(
    {
      title: { en: "Password of the managed Redis of applications", zh: "应用所用托管 Redis 的密码" },
      resource: "redis-addons-password",
      held: {
        en: "the server, and whoever offers it to applications",
        zh: "服务器本身，以及向应用提供它的服务",
      },
    },
    "used",
  ),
  rabbitmqAdmin: storePassword(
    {
      title: { en: "Password of the managed RabbitMQ's administrator", zh: "托管 RabbitMQ 管理员的密码" },
      resource: "rabbitmq-admin-password",
      held: {
        en: "the server; svc-rabbitmq: RABBITMQ_DEFAULT_CLUSTER_PASSWORD",
        zh: "服务器本身；svc-rabbitmq：RABBITMQ_DEFAULT_CLUSTER_PASSWORD",
      },
      after: REGISTERED_SERVER,
    },
    "used",
  ),
  rabbitmqPlatform: storePassword(
    {
      title: {
        en: "Password of the platform's own account on RabbitMQ",
        zh: "平台在 RabbitMQ 上的账号密码",
      },
      resource: "rabbitmq-platform-password",
      held: {
        en: "the server, and output rabbitmq.platformUrl",
        zh: "服务器本身，以及输出 rabbitmq.platformUrl",
      },
    },
    "used",
  ),
  rabbitmqAddonsAdmin: storePassword(
    {
      title: {
        en: "Password of svc-rabbitmq's administrator on the RabbitMQ of applications",
        zh: "svc-rabbitmq 在应用所用 RabbitMQ 上的管理员密码",
      },
      resource: "rabbitmq-addons-admin-password",
      held: {
        en: "the server; svc-rabbitmq: RABBITMQ_DEFAULT_CLUSTER_PASSWORD",
        zh: "服务器本身；svc-rabbitmq：RABBITMQ_DEFAULT_CLUSTER_PASSWORD",
      },
      after: REGISTERED_SERVER,
    },
    "used",
  ),
  elasticsearch: storePassword(
    {
      title: {
        en: "Password of elastic on the managed ElasticSearch",
        zh: "托管 ElasticSearch 的 elastic 密码",
      },
      resource: "elasticsearch-password",
      held: {
        en: "the server; apiserver: LOG_ELASTICSEARCH_AUTH",
        zh: "服务器本身；apiserver：LOG_ELASTICSEARCH_AUTH",
      },
      after: {
        en: "ElasticSearch takes the password only when its volume is new: change it there for elastic first (elasticsearch-reset-password).",
        zh: "ElasticSearch 只在数据卷为空时采用该密码：请先在服务器上修改 elastic 的密码（elasticsearch-reset-password）。",
      },
    },
    "used",
  ),
  bkrepoPlatform: bkrepoPassword("platform"),
  bkrepoAddons: bkrepoPassword("addons"),
  bkrepoLesscode: bkrepoPassword("lesscode"),
  fingerprintSalt: {
    title: { en: "Salt of the fingerprints", zh: "指纹的盐" },
    format: "alphanumeric32",
    resource: "secrets-fingerprint-salt",
    held: { en: "this stack alone", zh: "仅本 stack" },
    change: {
      kind: "immutable",
      destroys: {
        en: "the comparison with every fingerprint written down before, those of the escrow included; no data of the platform",
        zh: "与此前记录的全部指纹（包括托管备份中的指纹）的可比性；不影响平台数据",
      },
    },
    when: "always",
  },
} as const satisfies Record<string, Key>;

/** Name of a key, as configuration and outputs call it. */
export type KeyName = keyof typeof KEYS;

/** All names, in the order of the table. */
export const keyNames = Object.keys(KEYS) as KeyName[];

/** A row of the table. */
export function keyOf(name: KeyName): Key {
  return KEYS[name];
}

/** Whether changing a key destroys data. */
export function isImmutable(name: KeyName): boolean {
  return keyOf(name).change.kind === "immutable";
}

const ADMINISTRATOR: Words = {
  en: "whoever makes the accounts: this machine or a Job",
  zh: "创建账号的一方：本机或 Job",
};

/** Passwords of systems that exist; they are changed there first, then in the configuration. */
export const CREDENTIALS: readonly Credential[] = [
  {
    title: { en: "Administrators of existing MySQL servers", zh: "已有 MySQL 服务器的管理员" },
    path: "mysql.admin.password, mysql.openPaas.admin.password, mysql.addons.admin.password",
    held: ADMINISTRATOR,
  },
  {
    title: {
      en: "Existing Redis, its Sentinels, and the Redis of applications",
      zh: "已有 Redis、其 Sentinel，以及应用所用的 Redis",
    },
    path: "redis.password, redis.sentinelPassword, redis.addons.password",
    held: {
      en: "apiserver and workloads, in REDIS_URL and its like",
      zh: "apiserver 和 workloads，位于 REDIS_URL 等变量",
    },
  },
  {
    title: { en: "Accounts of existing RabbitMQ servers", zh: "已有 RabbitMQ 服务器的账号" },
    path: "rabbitmq.admin.password, rabbitmq.platform.password, rabbitmq.addons.admin.password",
    held: {
      en: "svc-rabbitmq, and output rabbitmq.platformUrl",
      zh: "svc-rabbitmq，以及输出 rabbitmq.platformUrl",
    },
  },
  {
    title: { en: "Reader of an existing ElasticSearch", zh: "已有 ElasticSearch 的读取账号" },
    path: "elasticsearch.account.password",
    held: { en: "apiserver: LOG_ELASTICSEARCH_AUTH", zh: "apiserver：LOG_ELASTICSEARCH_AUTH" },
  },
  {
    title: { en: "Administrator of bkrepo", zh: "bkrepo 管理员" },
    path: "bkrepo.admin.password",
    held: {
      en: "the machine that runs Pulumi; with bkrepo.provisioning platform the platform's init Job instead",
      zh: "运行 Pulumi 的机器；bkrepo.provisioning 为 platform 时改为平台的初始化 Job",
    },
  },
  {
    title: { en: "Registry of the platform's images", zh: "平台镜像仓库" },
    path: "images.credentials.password",
    held: {
      en: "every node that pulls them, by a Secret of type dockerconfigjson",
      zh: "拉取镜像的各节点，通过 dockerconfigjson 类型的 Secret",
    },
  },
];
