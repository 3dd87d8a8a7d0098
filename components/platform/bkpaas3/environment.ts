import type { AuthorityName } from "../../storage/url.ts";
import { mysqlOptions } from "../authorities.ts";
import { documentsOfGateway } from "./addresses.ts";
import type { Bkpaas3Input, Bkpaas3SecretValues, Rewrite } from "./input.ts";
import type { DatabaseServer } from "../input.ts";
import { podValues } from "../module-values.ts";
import { containerText } from "../retyping.ts";

/** One variable as Kubernetes takes it. The chart puts these above all that it derives. */
interface Variable<Text> {
  readonly name: string;
  readonly value: Text | string;
}

/** Neighbours that pods call by the short names of their Services. */
const NEIGHBOURS = ["bkssm-web", "bkauth", "bk-login-web"];

/** `env` of the modules of chart bkpaas3: what it has no key for. */
export function bkpaas3Environment<Text>(
  input: Bkpaas3Input<Text>,
  secrets: Bkpaas3SecretValues<Text>,
  rewrite: Rewrite<Text>,
) {
  const { mysql } = input;
  const proxy = proxyOf(input);
  const redis = encryptedRedis(input, secrets);
  const secret = (values: Readonly<Record<string, Text>>): Variable<Text>[] =>
    Object.entries(values).map(([name, value]) => ({ name, value: rewrite(value, containerText) }));
  const service = (prefix: string) => ({
    ...(mysql.tls && { [`${prefix}_OPTIONS`]: mysqlOptions(mysql.tls, "mysql") }),
    ...proxy,
  });
  // The services' source has a published default, and the chart no key for it.
  const metrics = secret({ METRIC_CLIENT_TOKEN: secrets.keys.metricsToken });
  return {
    apiserver: [
      ...plain({
        // Images know it since May 2023; without it their migrations ask IAM.
        ...(!input.hasIam && { PAAS_BK_IAM_SKIP: "true" }),
        ...options("PAAS_DATABASE", "mysql", mysql),
        ...options("PAAS_BK_CONSOLE_DATABASE", "mysql-open-paas", mysql.openPaas),
        ...proxy,
      }),
      ...secret(redis.apiserver),
    ],
    workloads: [
      ...plain({ ...options("PAAS_WL_DATABASE", "mysql", mysql), ...proxy }),
      ...secret(redis.workloads),
    ],
    webfe: plain(documentsOfGateway(input)),
    svcMysql: [...plain(service("MYSQL")), ...metrics],
    svcBkrepo: [...plain(service("MYSQL")), ...metrics],
    // The chart's own key is public, the same for everybody.
    svcRabbitmq: [
      ...plain(service("DATABASE")),
      ...metrics,
      ...secret({ SECRET_KEY: secrets.keys.svcRabbitmqDjango }),
    ],
  };
}

function plain(values: Readonly<Record<string, string>>): Variable<never>[] {
  return Object.entries(values).map(([name, value]) => ({ name, value: containerText(value) }));
}

/** Django's options of a database. The platform's reader makes a table of them by its own mark. */
function options(prefix: string, authority: AuthorityName, { tls }: DatabaseServer): Record<string, string> {
  return tls ? { [`${prefix}_OPTIONS`]: `@json ${mysqlOptions(tls, authority)}` } : {};
}

/** The chart writes addresses of a Redis without TLS only. */
function encryptedRedis<Text>({ redis }: Bkpaas3Input<Text>, secrets: Bkpaas3SecretValues<Text>) {
  if (!redis.tls) return { apiserver: {}, workloads: {} };
  const tasks = secrets.celeryBrokerUrl === undefined ? secrets.workloadsTasksUrl : undefined;
  return {
    apiserver: { PAAS_REDIS_URL: secrets.redisUrl },
    workloads: {
      PAAS_WL_STREAM_CHANNEL_REDIS_URL: secrets.redisUrl,
      ...(tasks !== undefined && {
        PAAS_WL_CELERY_BROKER_URL: tasks,
        PAAS_WL_CELERY_RESULT_BACKEND: tasks,
      }),
    },
  };
}

function proxyOf(input: Bkpaas3Input<unknown>): Record<string, string> {
  const { env = {} } = podValues(input);
  const { NO_PROXY: except, ...proxies } = env;
  return except === undefined ? {} : { ...proxies, NO_PROXY: [except, ...NEIGHBOURS].join(",") };
}
