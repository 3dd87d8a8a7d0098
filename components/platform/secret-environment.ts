import type { BkrepoPasswords } from "./bkrepo-input.ts";

/** Keys by which the add-on services encrypt their databases, each its own. */
type ServiceEncryption = "svcMysqlEncryption" | "svcBkrepoEncryption" | "svcRabbitmqEncryption";

type KeyName =
  | "encryption"
  | "jwt"
  | "privateToken"
  | "appSecret"
  | "svcRabbitmqDjango"
  | "healthzToken"
  | "metricsToken"
  | ServiceEncryption;

/** The secrets of an environment, in the clear or as outputs: `Text` is `string` or `pulumi.Output<string>`. */
export interface PlatformSecretValues<Text> {
  readonly keys: Readonly<Record<KeyName, Text>> & { readonly sentryDsn?: Text | undefined };
  /** Of apiserver and workloads. */
  readonly mysqlPassword: Text;
  /** Of the add-on services. */
  readonly servicesPassword: Text;
  /** By which svc-mysql makes databases for applications. */
  readonly planPassword: Text;
  /** Cache, queue and log channel of apiserver and workloads. */
  readonly redisUrl: Text;
  readonly workloadsTasksUrl: Text;
  /** Password of the Sentinels, where they ask for one. */
  readonly sentinelPassword?: Text | undefined;
  /** `user:password`, where ElasticSearch asks for an account. */
  readonly elasticsearchAuth?: Text | undefined;
  /** ElasticSearch with its account, as the list that images since chart bkpaas3 0.1 read. */
  readonly elasticsearchHosts?: Text | undefined;
  /** Of the administrator by which svc-rabbitmq makes virtual hosts for applications. */
  readonly rabbitmqPassword: Text;
  readonly bkrepo: BkrepoPasswords<Text> & {
    /** The platform's account as the inline table that its settings reader wants. */
    readonly blobstore: Text;
  };
}

/** Environment variables by name. */
export type Environment<Text> = Readonly<Record<string, Text>>;

/** Variables of the apiserver that are secret (values reference of paas-stack, `apiserver.env`). */
export function apiserverSecrets<Text>(secrets: PlatformSecretValues<Text>): Environment<Text> {
  return {
    ...sharedSecrets(secrets),
    BK_PAAS3_PRIVATE_TOKEN_FOR_APIGW: secrets.keys.privateToken,
    PAAS3_MYSQL_PASSWORD: secrets.mysqlPassword,
    OPEN_PAAS_MYSQL_PASSWORD: secrets.mysqlPassword,
    REDIS_URL: secrets.redisUrl,
    METRIC_CLIENT_TOKEN: secrets.keys.metricsToken,
    ...(secrets.elasticsearchAuth && { LOG_ELASTICSEARCH_AUTH: secrets.elasticsearchAuth }),
    ...(secrets.elasticsearchHosts && { ELASTICSEARCH_HOSTS: secrets.elasticsearchHosts }),
  };
}

/** Variables of workloads that are secret (`workloads.env`). The log channel is the apiserver's Redis address. */
export function workloadsSecrets<Text>(secrets: PlatformSecretValues<Text>): Environment<Text> {
  return {
    ...sharedSecrets(secrets),
    ENGINE_MYSQL_PASSWORD: secrets.mysqlPassword,
    STREAM_CHANNEL_REDIS_URL: secrets.redisUrl,
    CELERY_BROKER_URL: secrets.workloadsTasksUrl,
    CELERY_RESULT_BACKEND: secrets.workloadsTasksUrl,
  };
}

/** What the charts read of bkrepo, each container what it needs (`global.bkrepoConfig.existingSecret` of our charts). */
export function bkrepoSecrets<Text>({ bkrepo }: PlatformSecretValues<Text>): Environment<Text> {
  return {
    ...(bkrepo.admin && { BKREPO_ADMIN_PASSWORD: bkrepo.admin }),
    BKREPO_PASSWORD: bkrepo.platform,
    BKREPO_ADDONS_PASSWORD: bkrepo.addons,
    BKREPO_LESSCODE_PASSWORD: bkrepo.lesscode,
    BLOBSTORE_BKREPO_CONFIG: bkrepo.blobstore,
  };
}

/** Variables of svc-mysql that are secret (values reference of bk-services, `svc-mysql.env`). */
export function svcMysqlSecrets<Text>(secrets: PlatformSecretValues<Text>): Environment<Text> {
  return {
    ...serviceSecrets(secrets, "svcMysqlEncryption"),
    MYSQL_PASSWORD: secrets.servicesPassword,
  };
}

/** Variables of svc-bkrepo that are secret (`svc-bkrepo.env`). */
export function svcBkrepoSecrets<Text>(secrets: PlatformSecretValues<Text>): Environment<Text> {
  return {
    ...serviceSecrets(secrets, "svcBkrepoEncryption"),
    MYSQL_PASSWORD: secrets.servicesPassword,
  };
}

/** Variables of svc-rabbitmq that are secret (`svc-rabbitmq.env`); its database has another prefix than the others'. */
export function svcRabbitmqSecrets<Text>(secrets: PlatformSecretValues<Text>): Environment<Text> {
  return {
    ...serviceSecrets(secrets, "svcRabbitmqEncryption"),
    DATABASE_PASSWORD: secrets.servicesPassword,
    SECRET_KEY: secrets.keys.svcRabbitmqDjango,
    RABBITMQ_DEFAULT_CLUSTER_PASSWORD: secrets.rabbitmqPassword,
  };
}

function serviceSecrets<Text>(
  { keys }: PlatformSecretValues<Text>,
  encryption: ServiceEncryption,
): Environment<Text> {
  return {
    PAAS_SERVICE_JWT_CLIENTS_KEY: keys.jwt,
    BKKRILL_ENCRYPT_SECRET_KEY: keys[encryption],
    // Without it the services take a token that is published in their source.
    METRIC_CLIENT_TOKEN: keys.metricsToken,
  };
}

function sharedSecrets<Text>(secrets: PlatformSecretValues<Text>): Environment<Text> {
  return {
    ...(secrets.keys.sentryDsn && { SENTRY_DSN: secrets.keys.sentryDsn }),
    ...(secrets.sentinelPassword && { SENTINEL_PASSWORD: secrets.sentinelPassword }),
    BK_APP_SECRET: secrets.keys.appSecret,
    BKKRILL_ENCRYPT_SECRET_KEY: secrets.keys.encryption,
    PAAS_SERVICE_JWT_CLIENTS_KEY: secrets.keys.jwt,
    HEALTHZ_TOKEN: secrets.keys.healthzToken,
  };
}

/** The inline table of TOML by which the platform finds its store. */
export function blobstoreConfig(account: {
  readonly endpoint: string;
  readonly project: string;
  readonly user: string;
  readonly password: string;
}): string {
  const fields = { ENDPOINT: account.endpoint, PROJECT: account.project, USERNAME: account.user };
  const written = Object.entries({ ...fields, PASSWORD: account.password });
  return `{${written.map(([name, value]) => `${name} = ${JSON.stringify(value)}`).join(", ")}}`;
}
