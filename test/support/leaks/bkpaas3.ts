/**
 * Where chart bkpaas3 0.1.3 writes secrets that it takes from its values, other than into Secrets: by its templates, which no
 * value changes. Whoever may read ConfigMaps and Jobs of the namespace reads them.
 */

/** Entries of ConfigMaps, each with a secret in it. */
export const IN_CONFIG_MAPS: Readonly<Record<string, readonly string[]>> = {
  "bkpaas3-apiserver-general-envs": [
    "PAAS_BKKRILL_ENCRYPT_SECRET_KEY",
    "PAAS_BK_APP_SECRET",
    "PAAS_BK_CONSOLE_DATABASE_PASSWORD",
    "PAAS_ELASTICSEARCH_HOSTS",
    "PAAS_HEALTHZ_TOKEN",
    "PAAS_METRIC_CLIENT_TOKEN_DICT",
    "PAAS_ONE_SIMPLE_JWT_AUTH_KEY",
    "PAAS_SENTRY_CONFIG",
  ],
  "bkpaas3-apiserver-mariadb-env": ["DATABASE_PASSWORD"],
  "bkpaas3-apiserver-redis-env": ["REDIS_URL", "SENTINEL_PASSWORD"],
  "bkpaas3-svc-bkrepo-fixtures": ["plans.json"],
  "bkpaas3-svc-bkrepo-general-envs": ["BKKRILL_ENCRYPT_SECRET_KEY", "PAAS_SERVICE_JWT_CLIENTS_KEY"],
  "bkpaas3-svc-bkrepo-mariadb-env": ["MYSQL_PASSWORD"],
  "bkpaas3-svc-mysql-fixtures": ["plans.json"],
  "bkpaas3-svc-mysql-general-envs": ["BKKRILL_ENCRYPT_SECRET_KEY", "PAAS_SERVICE_JWT_CLIENTS_KEY"],
  "bkpaas3-svc-mysql-mariadb-env": ["MYSQL_PASSWORD"],
  "bkpaas3-svc-rabbitmq-general-envs": ["BKKRILL_ENCRYPT_SECRET_KEY", "PAAS_SERVICE_JWT_CLIENTS_KEY"],
  "bkpaas3-svc-rabbitmq-mariadb-env": ["DATABASE_PASSWORD"],
  "bkpaas3-svc-rabbitmq-rabbitmq-env": ["RABBITMQ_DEFAULT_CLUSTER_PASSWORD"],
  "bkpaas3-workloads-general-envs": [
    "PAAS_WL_BKKRILL_ENCRYPT_SECRET_KEY",
    "PAAS_WL_BK_APP_SECRET",
    "PAAS_WL_HEALTHZ_TOKEN",
    "PAAS_WL_ONE_SIMPLE_JWT_AUTH_KEY",
    "PAAS_WL_SENTRY_CONFIG",
  ],
  "bkpaas3-workloads-initial-cluster": ["cluster.yaml"],
  "bkpaas3-workloads-mariadb-env": ["DATABASE_PASSWORD"],
  "bkpaas3-workloads-redis-env": [
    "CELERY_BROKER_SENTINEL_PASSWORD",
    "CELERY_BROKER_URL",
    "CELERY_RESULT_BACKEND",
    "CELERY_RESULT_BACKEND_SENTINEL_PASSWORD",
    "SENTINEL_PASSWORD",
    "STREAM_CHANNEL_REDIS_URL",
  ],
};

/** How many entries those are, behind Sentinels and with an initial cluster. */
export const IN_CONFIG_MAPS_COUNT = 36;

/**
 * Containers with secrets in their own definition: passwords of bkrepo's accounts, and what we give the add-on services where
 * the chart has no key for it, the key of cookies and the token of the metrics pages.
 */
export const IN_CONTAINERS: readonly string[] = [
  "CronJob/bkpaas3-svc-mysql-deleting-instances bkpaas3-svc-mysql-deleting-instances",
  "CronJob/bkpaas3-svc-rabbitmq-deleting-instances bkpaas3-svc-rabbitmq-deleting-instances",
  "Deployment/bkpaas3-svc-bkrepo-web web",
  "Deployment/bkpaas3-svc-mysql-web web",
  "Deployment/bkpaas3-svc-rabbitmq-web web",
  "Job/bkpaas3-apiserver-migrate-db-1 apiserver-bkrepo-init",
  "Job/bkpaas3-svc-bkrepo-initial-fixtures-1 initial-fixtures",
  "Job/bkpaas3-svc-bkrepo-migrate-db-1 db-migrate",
  "Job/bkpaas3-svc-mysql-initial-fixtures-1 initial-fixtures",
  "Job/bkpaas3-svc-mysql-migrate-db-1 db-migrate",
  "Job/bkpaas3-svc-rabbitmq-migrate-db-1 db-migrate",
];
