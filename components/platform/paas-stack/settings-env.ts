import { APPLICATION_CLASS } from "../../../config/clusters/components.ts";
import { APP_CODE } from "../../app-account/application.ts";
import type { AuthorityName } from "../../storage/url.ts";
import { mysqlOptions } from "../authorities.ts";
import { type ContainerEnv, type Variables, listOf, withPrefix } from "../container-env.ts";
import type { DatabaseServer, PlatformInput } from "../input.ts";
import { containerText, tomlText } from "../retyping.ts";

/**
 * The documents of paas-stack name variables of 2021. Images since chart bkpaas3 0.1 read settings instead, as TOML, from
 * variables with a prefix (settings of apiserver and workloads in blueking-paas, November 2022; templates of chart bkpaas3
 * 0.1.3). Our chart's modules get both, so that it runs either kind of image. No secret is written twice: Kubernetes puts a
 * variable of the module's Secret in the place of `$(NAME)`.
 */

/** Which secrets there are of those that not every environment has. */
export interface PresentSecrets {
  readonly sentryDsn: boolean;
  readonly sentinelPassword: boolean;
}

/** Settings of the apiserver. */
export function apiserverSettings(input: PlatformInput<unknown>, present: PresentSecrets): ContainerEnv {
  const { addresses, bkrepo, mysql } = input;
  return listOf({
    ...withPrefix("PAAS_", {
      ...shared(input, present),
      ...database("DATABASE", "mysql", mysql, mysql.user, mysql.databases.apiserver, "PAAS3_MYSQL_PASSWORD"),
      ...database(
        "BK_CONSOLE_DATABASE",
        "mysql-open-paas",
        mysql.openPaas,
        mysql.user,
        mysql.databases.openPaas,
        "OPEN_PAAS_MYSQL_PASSWORD",
      ),
      REDIS_URL: secret("REDIS_URL"),
      METRIC_CLIENT_TOKEN_DICT: "{bkmonitor='$(METRIC_CLIENT_TOKEN)'}",
      ...(input.elasticsearch && { ELASTICSEARCH_HOSTS: "$(ELASTICSEARCH_HOSTS)" }),
      ...(input.indexPrefixes && {
        ES_K8S_LOG_INDEX_PATTERNS: indexPattern(input.indexPrefixes.app),
        ES_K8S_LOG_INDEX_NGINX_PATTERNS: indexPattern(input.indexPrefixes.ingress),
      }),
      BKPAAS_URL: text(addresses.paas3),
      BK_PAAS2_URL: text(addresses.paas2),
      BK_CC_URL: text(addresses.cmdb),
      BK_JOB_URL: text(addresses.job),
      BK_IAM_URL: text(addresses.iam),
      BK_IAM_V3_INNER_URL: text(addresses.iam),
      BK_USER_URL: text(addresses.user),
      BK_SSM_URL: text(addresses.ssm),
      BK_LESSCODE_URL: text(addresses.lesscode),
      BK_COMPONENT_API_URL: text(addresses.componentApi),
      BK_REPO_URL: text(addresses.repo),
      APIGW_DASHBOARD_URL: text(addresses.apiGatewayDashboard),
      BK_COOKIE_DOMAIN: text(`.${input.domain}`),
      VALID_CUSTOM_DOMAIN_SUFFIXES: text(`.${input.domain}`),
      ENGINE_CONTROLLER_URL: text("http://bkpaas3-workloads-web"),
      RSVC_BUNDLE_MYSQL_ENDPOINT_URL: text("http://bkpaas3-svc-mysql-web"),
      RSVC_BUNDLE_BKREPO_ENDPOINT_URL: text("http://bkpaas3-svc-bkrepo-web"),
      RSVC_BUNDLE_RABBITMQ_ENDPOINT_URL: text("http://bkpaas3-svc-rabbitmq-web"),
      BLOBSTORE_BKREPO_PROJECT: text(bkrepo.project),
      BLOBSTORE_BKREPO_ENDPOINT: text(bkrepo.endpoint),
      ADDONS_BKREPO_PROJECT: text(bkrepo.addonsProject),
      ADDONS_BKREPO_USERNAME: text(bkrepo.addonsUser),
      ADDONS_BKREPO_PASSWORD: secret("BKREPO_ADDONS_PASSWORD"),
      LESSCODE_BKREPO_USERNAME: text(bkrepo.lesscodeUser),
      LESSCODE_BKREPO_PASSWORD: secret("BKREPO_LESSCODE_PASSWORD"),
      ...(bkrepo.dockerRegistry !== undefined && {
        SMART_DOCKER_REGISTRY_ADDR: text(bkrepo.dockerRegistry),
        SMART_DOCKER_NAMESPACE: text(`${bkrepo.project}/docker`),
        SMART_DOCKER_USERNAME: text(bkrepo.platformUser),
        SMART_DOCKER_PASSWORD: secret("BKREPO_PASSWORD"),
      }),
      // The Ingress takes /backend away before the request arrives.
      FORCE_SCRIPT_NAME: text("/backend"),
      STATIC_URL: text("/backend/static/"),
      EXTRA_INSTALLED_APPS: "['blue_krill.models.better_loaddata']",
    }),
    DJANGO_SETTINGS_MODULE: "paasng.settings",
    // Else the two modules would take each other's tasks from one Redis.
    CELERY_TASK_DEFAULT_QUEUE: "bkpaas3_apiserver",
  });
}

/** Settings of workloads. */
export function workloadsSettings(input: PlatformInput<unknown>, present: PresentSecrets): ContainerEnv {
  const { mysql } = input;
  return listOf({
    ...withPrefix("PAAS_WL_", {
      ...shared(input, present),
      ...database("DATABASE", "mysql", mysql, mysql.user, mysql.databases.workloads, "ENGINE_MYSQL_PASSWORD"),
      STREAM_CHANNEL_REDIS_URL: secret("STREAM_CHANNEL_REDIS_URL"),
      CELERY_BROKER_URL: secret("CELERY_BROKER_URL"),
      CELERY_RESULT_BACKEND: secret("CELERY_RESULT_BACKEND"),
      // As the apiserver's bucket of sources, and the class of bk-ingress-nginx in application clusters.
      BLOBSTORE_S3_BUCKET_NAME: text("bkpaas3-slug-packages"),
      APP_INGRESS_CLASS: text(APPLICATION_CLASS),
      // Where the log collection of application clusters reads what applications write to files.
      VOLUME_HOST_PATH_APP_LOGGING_DIR: text("/data/bkapp/logs"),
      MUL_MODULE_VOLUME_HOST_PATH_APP_LOGGING_DIR: text("/data/bkapp/v3logs"),
    }),
    DJANGO_SETTINGS_MODULE: "paas_wl.settings",
  });
}

/** An index a day, as the log collectors name them: a pattern of Python's. */
function indexPattern(prefix: string): string {
  return text(`${prefix}-(?P<date>.+)`);
}

function shared(input: PlatformInput<unknown>, present: PresentSecrets): Variables {
  return {
    BK_APP_CODE: text(APP_CODE),
    BK_APP_SECRET: secret("BK_APP_SECRET"),
    BK_API_URL_TMPL: text(input.addresses.apiTemplate),
    BKKRILL_ENCRYPT_SECRET_KEY: secret("BKKRILL_ENCRYPT_SECRET_KEY"),
    ONE_SIMPLE_JWT_AUTH_KEY: secret("PAAS_SERVICE_JWT_CLIENTS_KEY"),
    HEALTHZ_TOKEN: secret("HEALTHZ_TOKEN"),
    // A table already.
    BLOBSTORE_BKREPO_CONFIG: "$(BLOBSTORE_BKREPO_CONFIG)",
    ...(present.sentryDsn && { SENTRY_CONFIG: "{dsn='$(SENTRY_DSN)'}" }),
    ...(input.redisMaster !== undefined && { SENTINEL_MASTER_NAME: text(input.redisMaster) }),
    ...(present.sentinelPassword && { SENTINEL_PASSWORD: secret("SENTINEL_PASSWORD") }),
  };
}

function database(
  prefix: string,
  authority: AuthorityName,
  { host, port, tls }: DatabaseServer,
  user: string,
  name: string,
  password: string,
): Variables {
  return {
    [`${prefix}_NAME`]: text(name),
    [`${prefix}_USER`]: text(user),
    [`${prefix}_PASSWORD`]: secret(password),
    [`${prefix}_HOST`]: text(host),
    [`${prefix}_PORT`]: text(String(port)),
    ...(tls && { [`${prefix}_OPTIONS`]: containerText(`@json ${mysqlOptions(tls, authority)}`) }),
  };
}

/** Text whatever it looks like, and without a variable in it. */
function text(value: string): string {
  return containerText(tomlText(value));
}

/** A variable of the module's Secret, as text whatever it looks like. */
function secret(name: string): string {
  return `'$(${name})'`;
}
