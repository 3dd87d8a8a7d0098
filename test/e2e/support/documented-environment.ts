import type { OpenOutputs } from "./outputs.ts";

type Variables = Readonly<Record<string, string>>;

/**
 * What containers are to read, by workload and container, written from the documents: values references of paas-stack and
 * bk-services, and for images since chart bkpaas3 0.1 that chart's templates (names with a prefix, texts as TOML).
 */
export function documentedEnvironment(outputs: OpenOutputs): Readonly<Record<string, Variables>> {
  const apiserver = { ...ofApiserver(outputs), ...ofApiserverSettings(outputs) };
  const workloads = { ...ofWorkloads(outputs), ...ofWorkloadsSettings(outputs) };
  return {
    "Deployment/bkpaas3-apiserver-web web": apiserver,
    "Deployment/bkpaas3-apiserver-worker worker": apiserver,
    "Job/bkpaas3-apiserver-migrate-db migrate-db": apiserver,
    "Job/bkpaas3-apiserver-init-data init-data": apiserver,
    "CronJob/bkpaas3-apiserver-deleting-instances deleting-instances": apiserver,
    "Deployment/bkpaas3-workloads-web web": workloads,
    "Deployment/bkpaas3-workloads-worker worker": workloads,
    "Job/bkpaas3-workloads-migrate-db migrate-db": workloads,
    "CronJob/bkpaas3-workloads-clean-timeout-slug-pod clean-timeout-slug-pod": workloads,
    "Deployment/bkpaas3-webfe-web web": ofWebfe(),
    "Deployment/bkpaas3-svc-mysql-web web": ofService(outputs, "svcMysql", "MYSQL"),
    "Job/bkpaas3-svc-mysql-migrate-db migrate-db": ofService(outputs, "svcMysql", "MYSQL"),
    "Deployment/bkpaas3-svc-bkrepo-web web": ofService(outputs, "svcBkrepo", "MYSQL"),
    "Deployment/bkpaas3-svc-rabbitmq-web web": ofRabbitmq(outputs),
  };
}

/** Root domain of the sandbox's stack. */
const DOMAIN = "paas.example.test";

function ofApiserver({ mysql, redis, keys, bkrepo }: OpenOutputs): Variables {
  return {
    BK_APP_CODE: "bk_paas3",
    BK_APP_SECRET: keys.appSecret,
    BK_PAAS3_PRIVATE_TOKEN_FOR_APIGW: keys.privateToken,
    BKKRILL_ENCRYPT_SECRET_KEY: keys.encryption,
    PAAS_SERVICE_JWT_CLIENTS_KEY: keys.jwt,
    PAAS3_MYSQL_NAME: mysql.databases.apiserver ?? "",
    PAAS3_MYSQL_USER: mysql.platform.user,
    PAAS3_MYSQL_PASSWORD: mysql.platform.password,
    PAAS3_MYSQL_HOST: mysql.host,
    PAAS3_MYSQL_PORT: String(mysql.port),
    OPEN_PAAS_MYSQL_NAME: mysql.databases.openPaas ?? "",
    OPEN_PAAS_MYSQL_USER: mysql.platform.user,
    OPEN_PAAS_MYSQL_PASSWORD: mysql.platform.password,
    OPEN_PAAS_MYSQL_HOST: mysql.host,
    OPEN_PAAS_MYSQL_PORT: String(mysql.port),
    REDIS_URL: redis.platformUrl,
    BKREPO_PASSWORD: bkrepo.platform.password,
    BK_PAAS3_URL: `http://bkpaas.${DOMAIN}`,
    BK_PAAS2_URL: `http://paas.${DOMAIN}`,
    BK_SSM_URL: `http://bkssm.${DOMAIN}`,
    BK_IAM_V3_INNER_HOST: `http://bkiam.${DOMAIN}`,
    BK_CC_HOST: `http://cmdb.${DOMAIN}`,
    BK_JOB_HOST: `http://job.${DOMAIN}`,
    BK_API_URL_TMPL: `http://bkapi.${DOMAIN}/api/{api_name}`,
    VALID_CUSTOM_DOMAIN_SUFFIXES: `.${DOMAIN}`,
  };
}

function ofApiserverSettings({ mysql, redis, keys, bkrepo }: OpenOutputs): Variables {
  return {
    PAAS_DATABASE_NAME: `'${mysql.databases.apiserver}'`,
    PAAS_DATABASE_USER: `'${mysql.platform.user}'`,
    PAAS_DATABASE_PASSWORD: `'${mysql.platform.password}'`,
    PAAS_DATABASE_HOST: `'${mysql.host}'`,
    PAAS_DATABASE_PORT: `'${mysql.port}'`,
    PAAS_BK_CONSOLE_DATABASE_NAME: `'${mysql.databases.openPaas}'`,
    PAAS_BK_CONSOLE_DATABASE_PASSWORD: `'${mysql.platform.password}'`,
    PAAS_REDIS_URL: `'${redis.platformUrl}'`,
    PAAS_BK_APP_CODE: "'bk_paas3'",
    PAAS_BK_APP_SECRET: `'${keys.appSecret}'`,
    PAAS_BKKRILL_ENCRYPT_SECRET_KEY: `'${keys.encryption}'`,
    PAAS_ONE_SIMPLE_JWT_AUTH_KEY: `'${keys.jwt}'`,
    PAAS_HEALTHZ_TOKEN: `'${keys.healthzToken}'`,
    PAAS_METRIC_CLIENT_TOKEN_DICT: `{bkmonitor='${keys.metricsToken}'}`,
    PAAS_ADDONS_BKREPO_PASSWORD: `'${bkrepo.addons.password}'`,
    PAAS_LESSCODE_BKREPO_PASSWORD: `'${bkrepo.lesscode.password}'`,
    PAAS_BK_API_URL_TMPL: `'http://bkapi.${DOMAIN}/api/{api_name}'`,
    DJANGO_SETTINGS_MODULE: "paasng.settings",
  };
}

function ofWorkloads({ mysql, redis, keys }: OpenOutputs): Variables {
  return {
    BKKRILL_ENCRYPT_SECRET_KEY: keys.encryption,
    PAAS_SERVICE_JWT_CLIENTS_KEY: keys.jwt,
    ENGINE_MYSQL_NAME: mysql.databases.workloads ?? "",
    ENGINE_MYSQL_USER: mysql.platform.user,
    ENGINE_MYSQL_PASSWORD: mysql.platform.password,
    ENGINE_MYSQL_HOST: mysql.host,
    ENGINE_MYSQL_PORT: String(mysql.port),
    STREAM_CHANNEL_REDIS_URL: redis.platformUrl,
    CELERY_BROKER_URL: redis.workloadsTasksUrl,
    CELERY_RESULT_BACKEND: redis.workloadsTasksUrl,
  };
}

function ofWorkloadsSettings({ mysql, redis, keys }: OpenOutputs): Variables {
  return {
    PAAS_WL_DATABASE_NAME: `'${mysql.databases.workloads}'`,
    PAAS_WL_DATABASE_PASSWORD: `'${mysql.platform.password}'`,
    PAAS_WL_STREAM_CHANNEL_REDIS_URL: `'${redis.platformUrl}'`,
    PAAS_WL_CELERY_BROKER_URL: `'${redis.workloadsTasksUrl}'`,
    PAAS_WL_BKKRILL_ENCRYPT_SECRET_KEY: `'${keys.encryption}'`,
    PAAS_WL_ONE_SIMPLE_JWT_AUTH_KEY: `'${keys.jwt}'`,
    DJANGO_SETTINGS_MODULE: "paas_wl.settings",
  };
}

function ofWebfe(): Variables {
  return {
    BK_PAAS3_URL: `http://bkpaas.${DOMAIN}`,
    BK_PAAS2_URL: `http://paas.${DOMAIN}`,
    BK_LOGIN_URL: `http://paas.${DOMAIN}/login`,
    BK_COMPONENT_API_URL: `http://paas.${DOMAIN}`,
    BK_APIGW_URL: `http://apigw.${DOMAIN}`,
    BK_APIGW_DOC_URL: `http://docs-apigw.${DOMAIN}`,
    BK_LESSCODE_URL: `http://lesscode.${DOMAIN}`,
  };
}

/** The add-on services read their database by one prefix or the other. */
function ofService(
  { mysql, keys }: OpenOutputs,
  service: "svcMysql" | "svcBkrepo" | "svcRabbitmq",
  prefix: string,
): Variables {
  return {
    [`${prefix}_NAME`]: mysql.databases[service] ?? "",
    [`${prefix}_USER`]: mysql.services.user,
    [`${prefix}_PASSWORD`]: mysql.services.password,
    [`${prefix}_HOST`]: mysql.host,
    [`${prefix}_PORT`]: String(mysql.port),
    BKKRILL_ENCRYPT_SECRET_KEY: keys[`${service}Encryption`],
    PAAS_SERVICE_JWT_CLIENTS_KEY: keys.jwt,
    METRIC_CLIENT_TOKEN: keys.metricsToken,
  };
}

function ofRabbitmq(outputs: OpenOutputs): Variables {
  const { host, port, apiPort, admin } = outputs.rabbitmq.addons;
  return {
    ...ofService(outputs, "svcRabbitmq", "DATABASE"),
    SECRET_KEY: outputs.keys.svcRabbitmqDjango,
    CACHE_BACKEND: "database",
    PORT: "8080",
    RABBITMQ_DEFAULT_CLUSTER: "default",
    RABBITMQ_DEFAULT_CLUSTER_HOST: host,
    RABBITMQ_DEFAULT_CLUSTER_AMQP_PORT: String(port),
    RABBITMQ_DEFAULT_CLUSTER_API_PORT: String(apiPort),
    RABBITMQ_DEFAULT_CLUSTER_ADMIN: admin.user,
    RABBITMQ_DEFAULT_CLUSTER_PASSWORD: admin.password,
  };
}
