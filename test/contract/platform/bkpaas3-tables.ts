/** Environments of chart bkpaas3 0.1.3 for the input of `test/support/bkpaas3.ts`, written from what is documented of it. */

/** By the names of the settings' readers: addresses below paas.example.com as BlueKing's helmfile makes them. */
const ADDRESSES = {
  PAAS_BKPAAS_URL: "http://bkpaas.paas.example.com",
  PAAS_BK_PAAS2_URL: "http://paas.example.com",
  PAAS_BK_IAM_V3_INNER_URL: "http://bkiam-api.paas.example.com",
  PAAS_BK_CC_URL: "http://cmdb.paas.example.com",
  PAAS_BK_JOB_URL: "http://job.paas.example.com",
  PAAS_BK_IAM_URL: "http://bkiam.paas.example.com",
  PAAS_BK_USER_URL: "http://bkuser.paas.example.com",
  PAAS_BK_BCS_URL: "http://bcs.paas.example.com",
  PAAS_BK_MONITORV3_URL: "http://bkmonitor.paas.example.com",
  PAAS_BK_LOG_URL: "http://bklog.paas.example.com",
  PAAS_BK_REPO_URL: "http://bkrepo.paas.example.com",
  PAAS_BK_CI_URL: "http://devops.paas.example.com",
  PAAS_BK_CODECC_URL: "http://devops.paas.example.com/console/codelib",
  PAAS_BK_TURBO_URL: "http://devops.paas.example.com/console/turbo",
  PAAS_BK_PIPELINE_URL: "http://devops.paas.example.com/console/pipeline",
  PAAS_BK_NODEMAN_URL: "http://bknodeman.paas.example.com",
  PAAS_BK_COMPONENT_API_URL: "http://bkapi.paas.example.com",
  PAAS_BK_API_URL_TMPL: "http://bkapi.paas.example.com/api/{api_name}",
  PAAS_APIGW_DASHBOARD_URL: "http://bkapi.paas.example.com/api/bk-apigateway-inner/prod/",
  PAAS_BK_LESSCODE_URL: "http://lesscode.paas.example.com",
  PAAS_BK_LOGIN_API_URL: "http://bk-login-web",
  PAAS_BK_SSM_URL: "http://bkssm-web",
  PAAS_BK_OAUTH_API_URL: "http://bkauth",
  PAAS_BKAUTH_TOKEN_CHECK_ENDPOINT: "http://bkssm-web/api/v1/auth/access-tokens/verify",
  PAAS_BKAUTH_TOKEN_GRANT_ENDPOINT: "http://bkssm-web/api/v1/auth/access-tokens",
  PAAS_ENGINE_CONTROLLER_URL: "http://bkpaas3-workloads-web",
  PAAS_RSVC_BUNDLE_MYSQL_ENDPOINT_URL: "http://bkpaas3-svc-mysql-web/",
  PAAS_RSVC_BUNDLE_BKREPO_ENDPOINT_URL: "http://bkpaas3-svc-bkrepo-web/",
  PAAS_RSVC_BUNDLE_RABBITMQ_ENDPOINT_URL: "http://bkpaas3-svc-rabbitmq-web",
  PAAS_RSVC_BUNDLE_OTEL_ENDPOINT_URL: "",
};

const BKREPO = {
  PAAS_BLOBSTORE_BKREPO_CONFIG:
    "{PROJECT='bkpaas', ENDPOINT='http://bkrepo.example.com', USERNAME='bkpaas3', PASSWORD='password-bkrepo-platform'}",
  PAAS_BLOBSTORE_BKREPO_PROJECT: "bkpaas",
  PAAS_BLOBSTORE_BKREPO_ENDPOINT: "http://bkrepo.example.com",
  PAAS_ADDONS_BKREPO_PROJECT: "bksaas-addons",
  PAAS_ADDONS_BKREPO_USERNAME: "bksaas-addons",
  PAAS_ADDONS_BKREPO_PASSWORD: "password-bkrepo-addons",
  PAAS_LESSCODE_BKREPO_USERNAME: "bklesscode",
  PAAS_LESSCODE_BKREPO_PASSWORD: "password-bkrepo-lesscode",
  PAAS_ADMIN_BKREPO_USERNAME: "admin",
  PAAS_ADMIN_BKREPO_PASSWORD: "password-bkrepo-admin",
  PAAS_INIT_BKREPO_ENABLED: "true",
  PAAS_SMART_DOCKER_REGISTRY_ADDR: "docker.paas.example.com:80",
  PAAS_SMART_DOCKER_NAMESPACE: "bkpaas/docker",
  PAAS_SMART_DOCKER_USERNAME: "bkpaas3",
  PAAS_SMART_DOCKER_PASSWORD: "password-bkrepo-platform",
};

const DATABASES = {
  PAAS_DATABASE_NAME: "api",
  PAAS_DATABASE_USER: "bk_paas3",
  PAAS_DATABASE_PASSWORD: "password-mysql",
  PAAS_DATABASE_HOST: "db.example.com",
  PAAS_DATABASE_PORT: "3307",
  PAAS_BK_CONSOLE_DATABASE_NAME: "open",
  PAAS_BK_CONSOLE_DATABASE_USER: "bk_paas3",
  PAAS_BK_CONSOLE_DATABASE_PASSWORD: "password-mysql",
  PAAS_BK_CONSOLE_DATABASE_HOST: "db.example.com",
  PAAS_BK_CONSOLE_DATABASE_PORT: "3307",
  PAAS_REDIS_URL: "redis://:password-redis@redis.example.com:6380/10",
};

/** What the chart says whatever it is told. */
const APISERVER_CONSTANTS = {
  CRYPTOGRAPHY_ALLOW_OPENSSL_102: "1",
  DJANGO_LOG_LEVEL: "INFO",
  DJANGO_SETTINGS_MODULE: "paasng.settings",
  CELERY_TASK_DEFAULT_QUEUE: "bkpaas3_apiserver",
  PAAS_STATIC_URL: "/backend/static/",
  PAAS_FORCE_SCRIPT_NAME: "/backend",
  PAAS_BK_IAM_V3_APP_CODE: "bk_iam",
  PAAS_BK_DOCS_URL_PREFIX: "https://bk.tencent.com/docs",
  PAAS_THIRD_APP_INIT_CODES: "bk_repo,bk_usermgr,bk_iam,bk_bcs,bk_log_search,bk_monitorv3,bk_ci,bk_nodeman",
  PAAS_DOCKER_REGISTRY_CONFIG: "{DEFAULT_REGISTRY='mirrors.tencent.com', ALLOW_THIRD_PARTY_REGISTRY=true}",
  PAAS_EXTRA_INSTALLED_APPS: "['blue_krill.models.better_loaddata']",
  PAAS_ENABLE_MANAGE_LEGACY_APP: "false",
  PAAS_RSVC_BUNDLE_OTEL_ENABLED: "false",
  PAAS_BUILDPACK_PYTHON_PIP_INDEX_URL: "https://mirrors.tencent.com/pypi/simple",
  PAAS_BUILDPACK_NODEJS_BLUEKING_NPM_REGISTRY: "https://mirrors.tencent.com/npm/",
  PAAS_BUILDPACK_GOLANG_GOPROXY: "",
  PAAS_ENABLE_BK_LESSCODE_APIGW: "false",
  PAAS_ENABLE_OTEL_TRACE: "false",
  PAAS_OTEL_BK_DATA_TOKEN: "",
  PAAS_OTEL_GRPC_URL: "http://127.0.0.1:4317",
  PAAS_OTEL_SERVICE_NAME: "bkpaas3-apiserver",
  PAAS_OTEL_SAMPLER: "always_on",
};

const APISERVER = {
  ...ADDRESSES,
  ...BKREPO,
  ...DATABASES,
  ...APISERVER_CONSTANTS,
  PAAS_APP_IMAGE: "registry.example.com/mirror/slug-app:0.1.3-beta1",
  PAAS_BK_APP_CODE: "bk_paas3",
  PAAS_BK_APP_SECRET: "key-app-secret",
  PAAS_SENTRY_CONFIG: "{dsn=''}",
  PAAS_ONE_SIMPLE_JWT_AUTH_KEY: "key-jwt",
  PAAS_HEALTHZ_TOKEN: "key-healthz",
  PAAS_BKKRILL_ENCRYPT_SECRET_KEY: "key-encryption",
  PAAS_METRIC_CLIENT_TOKEN_DICT: "{bkmonitor='key-metrics'}",
  PAAS_ENABLE_BK_OAUTH: "true",
  PAAS_BK_COOKIE_DOMAIN: ".paas.example.com",
  PAAS_VALID_CUSTOM_DOMAIN_SUFFIXES: ".paas.example.com",
  PAAS_ELASTICSEARCH_HOSTS: "[{host='es.example.com', port='9200', http_auth='reader:password-es'}]",
  PAAS_ES_K8S_LOG_INDEX_PATTERNS: "logs_app-(?P<date>.+)",
  PAAS_ES_K8S_LOG_INDEX_NGINX_PATTERNS: "logs_ingress-(?P<date>.+)",
};

const WORKLOADS = {
  CRYPTOGRAPHY_ALLOW_OPENSSL_102: "1",
  DJANGO_LOG_LEVEL: "INFO",
  DJANGO_SETTINGS_MODULE: "paas_wl.settings",
  PAAS_WL_BLOBSTORE_BKREPO_CONFIG: BKREPO.PAAS_BLOBSTORE_BKREPO_CONFIG,
  PAAS_WL_BLOBSTORE_S3_BUCKET_NAME: "bkpaas3-slug-packages",
  PAAS_WL_BK_IAM_V3_APP_CODE: "bk_iam",
  PAAS_WL_BK_APP_CODE: "bk_paas3",
  PAAS_WL_BK_APP_SECRET: "key-app-secret",
  PAAS_WL_BK_API_URL_TMPL: "http://bkapi.paas.example.com/api/{api_name}",
  PAAS_WL_SENTRY_CONFIG: "{dsn=''}",
  PAAS_WL_BKKRILL_ENCRYPT_SECRET_KEY: "key-encryption",
  PAAS_WL_ONE_SIMPLE_JWT_AUTH_KEY: "key-jwt",
  PAAS_WL_HEALTHZ_TOKEN: "key-healthz",
  PAAS_WL_PYTHON_BUILDPACK_PIP_INDEX_URL: "https://mirrors.tencent.com/pypi/simple",
  PAAS_WL_SLUGBUILDER_RESOURCES_SPEC:
    "{requests={memory='1024Mi', cpu='500m'}, limits={memory='4096Mi', cpu='2000m'}}",
  PAAS_WL_APP_INGRESS_CLASS: "bk-ingress-nginx",
  PAAS_WL_VOLUME_HOST_PATH_APP_LOGGING_DIR: "/data/bkapp/logs",
  PAAS_WL_MUL_MODULE_VOLUME_HOST_PATH_APP_LOGGING_DIR: "/data/bkapp/v3logs",
  PAAS_WL_APP_INGRESS_EXT_V1BETA1_PATH_TRAILING_SLASH: "false",
  PAAS_WL_BKMONITOR_ENABLED: "false",
  PAAS_WL_BKMONITOR_NAMESPACE: "bkmonitor-operator",
  PAAS_WL_BKMONITOR_METRIC_RELABELINGS: "@json []",
  PAAS_WL_ENABLE_OTEL_TRACE: "false",
  PAAS_WL_OTEL_BK_DATA_TOKEN: "",
  PAAS_WL_OTEL_GRPC_URL: "http://127.0.0.1:4317",
  PAAS_WL_OTEL_SERVICE_NAME: "bkpaas3-workloads",
  PAAS_WL_OTEL_SAMPLER: "always_on",
  PAAS_WL_DATABASE_NAME: "work",
  PAAS_WL_DATABASE_USER: "bk_paas3",
  PAAS_WL_DATABASE_PASSWORD: "password-mysql",
  PAAS_WL_DATABASE_HOST: "db.example.com",
  PAAS_WL_DATABASE_PORT: "3307",
  PAAS_WL_STREAM_CHANNEL_REDIS_URL: "redis://:password-redis@redis.example.com:6380/10",
  PAAS_WL_CELERY_BROKER_URL: "redis://:password-redis@redis.example.com:6380/11",
  PAAS_WL_CELERY_RESULT_BACKEND: "redis://:password-redis@redis.example.com:6380/11",
};

const WEBFE = {
  BK_PAAS3_URL: "http://bkpaas.paas.example.com",
  BK_PAAS2_URL: "http://paas.example.com",
  BK_LOGIN_URL: "http://paas.example.com/login",
  BK_DOCS_URL_PREFIX: "https://bk.tencent.com/docs",
  BK_APIGW_URL: "http://apigw.paas.example.com",
  BK_APIGW_DOC_URL: "http://apigw.paas.example.com/docs",
  BK_LESSCODE_URL: "http://lesscode.paas.example.com",
  BK_COMPONENT_API_URL: "http://bkapi.paas.example.com",
  BK_PAAS_VERSION: "0.1.3",
};

const SERVICE = {
  DJANGO_LOG_LEVEL: "INFO",
  PAAS_SERVICE_JWT_CLIENTS_KEY: "key-jwt",
  BKKRILL_ENCRYPT_SECRET_KEY: "key-encryption",
};

/** What the program adds by `env`, which the containers that wait for a server do not get. */
const METRICS = { METRIC_CLIENT_TOKEN: "key-metrics" };

function serviceDatabase(prefix: string, name: string): Record<string, string> {
  return {
    [`${prefix}_NAME`]: name,
    [`${prefix}_USER`]: "bk_services",
    [`${prefix}_PASSWORD`]: "password-services",
    [`${prefix}_HOST`]: "db.example.com",
    [`${prefix}_PORT`]: "3307",
  };
}

const SVC_MYSQL = {
  ...SERVICE,
  ...serviceDatabase("MYSQL", "m"),
  DJANGO_SETTINGS_MODULE: "svc_mysql.settings",
};

const SVC_BKREPO = {
  ...SERVICE,
  ...serviceDatabase("MYSQL", "b"),
  DJANGO_SETTINGS_MODULE: "svc_bk_repo.settings",
};

const SVC_RABBITMQ = {
  ...SERVICE,
  ...METRICS,
  ...serviceDatabase("DATABASE", "r"),
  DJANGO_SETTINGS_MODULE: "svc_rabbitmq.settings.current",
  INSTANCE_DEFAULT_PREFIX: "app",
  CACHE_BACKEND: "database",
  PORT: "8080",
  SECRET_KEY: "key-django",
  EDITION: "ee",
  RABBITMQ_DEFAULT_CLUSTER: "builtin",
  RABBITMQ_DEFAULT_CLUSTER_HOST: "mq.example.com",
  RABBITMQ_DEFAULT_CLUSTER_AMQP_PORT: "5672",
  RABBITMQ_DEFAULT_CLUSTER_API_PORT: "15672",
  RABBITMQ_DEFAULT_CLUSTER_ADMIN: "bksvc-rabbitmq",
  RABBITMQ_DEFAULT_CLUSTER_PASSWORD: "password-rabbitmq",
};

/** Constants of the chart that are published keys; the tests' own text holds none of them. */
export const BAKED_IN = ["PAAS_SLUG_ENCRYPT_SECRET_KEY", "PAAS_WL_INTERNAL_AUTH_TOKEN"];

/** Every container with an environment, by workload. */
export const ENVIRONMENTS: Readonly<Record<string, Readonly<Record<string, Record<string, string>>>>> = {
  "Deployment/bkpaas3-apiserver-web": { web: APISERVER },
  "Deployment/bkpaas3-apiserver-worker": { worker: APISERVER },
  "CronJob/bkpaas3-apiserver-deleting-instances": { "bkpaas3-apiserver-deleting-instances": APISERVER },
  "CronJob/bkpaas3-apiserver-update-pending-status": {
    "bkpaas3-apiserver-update-pending-status": APISERVER,
  },
  "Job/bkpaas3-apiserver-migrate-db-1": {
    "check-database-ready": APISERVER,
    "apiserver-db-migrate": APISERVER,
    "apiserver-bkrepo-init": APISERVER,
  },
  "Job/bkpaas3-apiserver-init-data-1": { "apiserver-init-data": APISERVER },
  "Deployment/bkpaas3-workloads-web": { web: WORKLOADS },
  "Deployment/bkpaas3-workloads-worker": { worker: WORKLOADS },
  "CronJob/bkpaas3-workloads-clean-slug-tar": { "bkpaas3-workloads-clean-slug-tar": WORKLOADS },
  "CronJob/bkpaas3-workloads-clean-timeout-slug-pod": {
    "bkpaas3-workloads-clean-timeout-slug-pod": WORKLOADS,
  },
  "Job/bkpaas3-workloads-migrate-db-1": { "check-database-ready": WORKLOADS, "db-migrate": WORKLOADS },
  "Job/bkpaas3-workloads-initial-fixtures-1": { "initial-fixtures": WORKLOADS },
  "Deployment/bkpaas3-webfe-web": { web: WEBFE },
  "Deployment/bkpaas3-svc-mysql-web": { web: { ...SVC_MYSQL, ...METRICS } },
  "CronJob/bkpaas3-svc-mysql-deleting-instances": {
    "bkpaas3-svc-mysql-deleting-instances": { ...SVC_MYSQL, ...METRICS },
  },
  "Job/bkpaas3-svc-mysql-migrate-db-1": {
    "check-database-ready": SVC_MYSQL,
    "db-migrate": { ...SVC_MYSQL, ...METRICS },
  },
  "Job/bkpaas3-svc-mysql-initial-fixtures-1": { "initial-fixtures": { ...SVC_MYSQL, ...METRICS } },
  "Deployment/bkpaas3-svc-bkrepo-web": { web: { ...SVC_BKREPO, ...METRICS } },
  "Job/bkpaas3-svc-bkrepo-migrate-db-1": {
    "check-database-ready": SVC_BKREPO,
    "db-migrate": { ...SVC_BKREPO, ...METRICS },
  },
  "Job/bkpaas3-svc-bkrepo-initial-fixtures-1": { "initial-fixtures": { ...SVC_BKREPO, ...METRICS } },
  "Deployment/bkpaas3-svc-rabbitmq-web": { web: SVC_RABBITMQ },
  "CronJob/bkpaas3-svc-rabbitmq-deleting-instances": {
    "bkpaas3-svc-rabbitmq-deleting-instances": SVC_RABBITMQ,
  },
  // Its other container waits for the server only, and gets nothing from `env`.
  "Job/bkpaas3-svc-rabbitmq-migrate-db-1": { "db-migrate": SVC_RABBITMQ },
};
