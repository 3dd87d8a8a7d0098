import type { OpenOutputs } from "./outputs.ts";

type Variables = Readonly<Record<string, string>>;

/** Root domain of the stack with chart bkpaas3. */
const DOMAIN = "umbrella.example.test";

/** What containers of chart bkpaas3 0.1.3 are to read, by workload and container, written from what is documented of it. */
export function documentedBkpaas3(outputs: OpenOutputs): Readonly<Record<string, Variables>> {
  const [apiserver, workloads] = [ofApiserver(outputs), ofWorkloads(outputs)];
  return {
    "Deployment/bkpaas3-apiserver-web web": apiserver,
    "Deployment/bkpaas3-apiserver-worker worker": apiserver,
    "Job/bkpaas3-apiserver-migrate-db-1 apiserver-db-migrate": apiserver,
    "Job/bkpaas3-apiserver-init-data-1 apiserver-init-data": apiserver,
    "Deployment/bkpaas3-workloads-web web": workloads,
    "Deployment/bkpaas3-workloads-worker worker": workloads,
    "Job/bkpaas3-workloads-migrate-db-1 db-migrate": workloads,
    "Deployment/bkpaas3-webfe-web web": {
      BK_PAAS3_URL: `http://bkpaas.${DOMAIN}`,
      BK_PAAS2_URL: `http://${DOMAIN}`,
      BK_LOGIN_URL: `http://${DOMAIN}/login`,
    },
    "Deployment/bkpaas3-svc-mysql-web web": ofService(outputs, "svcMysql", "MYSQL"),
    "Deployment/bkpaas3-svc-bkrepo-web web": ofService(outputs, "svcBkrepo", "MYSQL"),
    "Deployment/bkpaas3-svc-rabbitmq-web web": {
      ...ofService(outputs, "svcRabbitmq", "DATABASE"),
      SECRET_KEY: outputs.keys.svcRabbitmqDjango,
      RABBITMQ_DEFAULT_CLUSTER_HOST: outputs.rabbitmq.addons.host,
      RABBITMQ_DEFAULT_CLUSTER_ADMIN: outputs.rabbitmq.addons.admin.user,
      RABBITMQ_DEFAULT_CLUSTER_PASSWORD: outputs.rabbitmq.addons.admin.password,
    },
  };
}

function ofApiserver({ mysql, redis, keys, bkrepo }: OpenOutputs): Variables {
  return {
    PAAS_DATABASE_NAME: mysql.databases.apiserver ?? "",
    PAAS_DATABASE_USER: mysql.platform.user,
    PAAS_DATABASE_PASSWORD: mysql.platform.password,
    PAAS_DATABASE_HOST: mysql.host,
    PAAS_DATABASE_PORT: String(mysql.port),
    PAAS_BK_CONSOLE_DATABASE_NAME: mysql.databases.openPaas ?? "",
    PAAS_BK_CONSOLE_DATABASE_PASSWORD: mysql.platform.password,
    PAAS_REDIS_URL: redis.platformUrl,
    PAAS_BK_APP_CODE: "bk_paas3",
    PAAS_BK_APP_SECRET: keys.appSecret,
    PAAS_BKKRILL_ENCRYPT_SECRET_KEY: keys.encryption,
    PAAS_ONE_SIMPLE_JWT_AUTH_KEY: keys.jwt,
    PAAS_HEALTHZ_TOKEN: keys.healthzToken,
    PAAS_METRIC_CLIENT_TOKEN_DICT: `{bkmonitor='${keys.metricsToken}'}`,
    PAAS_ADDONS_BKREPO_PASSWORD: bkrepo.addons.password,
    PAAS_LESSCODE_BKREPO_PASSWORD: bkrepo.lesscode.password,
    PAAS_BKPAAS_URL: `http://bkpaas.${DOMAIN}`,
    PAAS_BK_CC_URL: `http://cmdb.${DOMAIN}`,
    PAAS_BK_API_URL_TMPL: `http://bkapi.${DOMAIN}/api/{api_name}`,
    PAAS_VALID_CUSTOM_DOMAIN_SUFFIXES: `.${DOMAIN}`,
  };
}

/** RabbitMQ has a virtual host of the platform, so tasks are there. */
function ofWorkloads({ mysql, redis, keys, rabbitmq }: OpenOutputs): Variables {
  return {
    PAAS_WL_DATABASE_NAME: mysql.databases.workloads ?? "",
    PAAS_WL_DATABASE_PASSWORD: mysql.platform.password,
    PAAS_WL_STREAM_CHANNEL_REDIS_URL: redis.platformUrl,
    PAAS_WL_CELERY_BROKER_URL: rabbitmq.platformUrl,
    PAAS_WL_BKKRILL_ENCRYPT_SECRET_KEY: keys.encryption,
    PAAS_WL_ONE_SIMPLE_JWT_AUTH_KEY: keys.jwt,
    PAAS_WL_HEALTHZ_TOKEN: keys.healthzToken,
  };
}

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
    BKKRILL_ENCRYPT_SECRET_KEY: keys.encryption,
    PAAS_SERVICE_JWT_CLIENTS_KEY: keys.jwt,
    METRIC_CLIENT_TOKEN: keys.metricsToken,
  };
}
