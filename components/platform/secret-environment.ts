import type { BkrepoPasswords } from "./bkrepo-input.ts";

/** The secrets of an environment, in the clear or as outputs: `Text` is `string` or `pulumi.Output<string>`. */
export interface PlatformSecretValues<Text> {
  readonly keys: Readonly<Record<"encryption" | "jwt" | "privateToken" | "appSecret", Text>> & {
    readonly sentryDsn?: Text | undefined;
  };
  readonly mysqlPassword: Text;
  /** Cache, queue and log channel of apiserver and workloads. */
  readonly redisUrl: Text;
  readonly workloadsTasksUrl: Text;
  /** Password of the Sentinels, where they ask for one. */
  readonly sentinelPassword?: Text | undefined;
  /** `user:password`, where ElasticSearch asks for an account. */
  readonly elasticsearchAuth?: Text | undefined;
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
    BK_APP_SECRET: secrets.keys.appSecret,
    BK_PAAS3_PRIVATE_TOKEN_FOR_APIGW: secrets.keys.privateToken,
    PAAS3_MYSQL_PASSWORD: secrets.mysqlPassword,
    OPEN_PAAS_MYSQL_PASSWORD: secrets.mysqlPassword,
    REDIS_URL: secrets.redisUrl,
    ...(secrets.elasticsearchAuth && { LOG_ELASTICSEARCH_AUTH: secrets.elasticsearchAuth }),
    ...(secrets.bkrepo.admin && { BKREPO_ADMIN_PASSWORD: secrets.bkrepo.admin }),
    BKREPO_ADDONS_PASSWORD: secrets.bkrepo.addons,
    BKREPO_LESSCODE_PASSWORD: secrets.bkrepo.lesscode,
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

/** Variables of the Jobs that upload to bkrepo. */
export function uploadSecrets<Text>(secrets: PlatformSecretValues<Text>): Environment<Text> {
  return { BKREPO_PASSWORD: secrets.bkrepo.platform };
}

function sharedSecrets<Text>(secrets: PlatformSecretValues<Text>): Environment<Text> {
  return {
    ...uploadSecrets(secrets),
    ...(secrets.keys.sentryDsn && { SENTRY_DSN: secrets.keys.sentryDsn }),
    ...(secrets.sentinelPassword && { SENTINEL_PASSWORD: secrets.sentinelPassword }),
    BKKRILL_ENCRYPT_SECRET_KEY: secrets.keys.encryption,
    PAAS_SERVICE_JWT_CLIENTS_KEY: secrets.keys.jwt,
    BLOBSTORE_BKREPO_CONFIG: secrets.bkrepo.blobstore,
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
