import type { BkrepoPlan, MysqlPlan } from "./plan-fixtures.ts";
import type { ModuleSecret, PlatformInput } from "../input.ts";
import {
  databaseEnv,
  initialiseValues,
  placeValues,
  podValues,
  processValues,
  serviceValues,
} from "../module-values.ts";

/** The Secrets of the release, by reader. */
export interface BkServicesSecrets<Text> {
  readonly svcMysql: ModuleSecret<Text>;
  readonly svcBkrepo: ModuleSecret<Text>;
  readonly svcRabbitmq: ModuleSecret<Text>;
}

/** Our chart's own: Secrets with the fixtures of the plans, and a digest of the chart's files. */
export interface OwnBkServices<Text> {
  readonly mysqlPlan: ModuleSecret<Text>;
  readonly bkrepoPlan: ModuleSecret<Text>;
  readonly digest: string;
}

/** The passwords of the plans, for a chart that takes nothing but values. */
export interface PlanPasswords<Text> {
  readonly mysql: Text;
  readonly bkrepo: Text;
}

/** The modules of the chart, as its values call them. */
const SVC_MYSQL = "svc-mysql";
const SVC_BKREPO = "svc-bkrepo";
const SVC_RABBITMQ = "svc-rabbitmq";

/** Where svc-mysql makes databases for applications, and by which account. */
export function mysqlPlan({ mysql: { plan } }: PlatformInput<unknown>): MysqlPlan {
  return { host: plan.host, port: plan.port, user: plan.user, auth_ip_list: plan.authIpList };
}

/** Where svc-bkrepo makes repositories for applications; the platform is told the same by the same input. */
export function bkrepoPlan({ bkrepo }: PlatformInput<unknown>): BkrepoPlan {
  return { endpoint_url: bkrepo.endpoint, username: bkrepo.addonsUser, project: bkrepo.addonsProject };
}

/** The values of our chart bk-services. No secret is among them, only the names of Secrets. */
export function bkServicesValues<Text>(
  input: PlatformInput<Text>,
  secrets: BkServicesSecrets<Text>,
  own: OwnBkServices<Text>,
) {
  const modules = modulesOf(input, secrets);
  const sized = processValues(input, { web: "addon" });
  const existing = ({ name, digest }: ModuleSecret<Text>) => ({ existingSecret: name, checksum: digest });
  return {
    chartDigest: own.digest,
    global: { ...placeValues(input), ...podValues(input) },
    [SVC_MYSQL]: {
      ...modules[SVC_MYSQL],
      ...sized,
      ...initialiseValues(input, "svc-mysql"),
      plan: { ...mysqlPlan(input), ...existing(own.mysqlPlan) },
    },
    [SVC_BKREPO]: {
      ...modules[SVC_BKREPO],
      ...sized,
      ...initialiseValues(input, "svc-bkrepo"),
      plan: { ...bkrepoPlan(input), ...existing(own.bkrepoPlan) },
    },
    [SVC_RABBITMQ]: { ...modules[SVC_RABBITMQ], ...sized },
  };
}

/** The values of another chart bk-services: the keys of its values reference, and no other. */
export function documentedBkServicesValues<Text>(
  input: PlatformInput<Text>,
  secrets: BkServicesSecrets<Text>,
  passwords: PlanPasswords<Text>,
) {
  const modules = modulesOf(input, secrets);
  const { endpoint_url, username } = bkrepoPlan(input);
  return {
    global: podValues(input),
    [SVC_MYSQL]: { ...modules[SVC_MYSQL], plan: { ...mysqlPlan(input), password: passwords.mysql } },
    [SVC_BKREPO]: { ...modules[SVC_BKREPO], plan: { endpoint_url, username, password: passwords.bkrepo } },
    [SVC_RABBITMQ]: modules[SVC_RABBITMQ],
  };
}

function modulesOf<Text>(input: PlatformInput<Text>, secrets: BkServicesSecrets<Text>) {
  const { mysql } = input;
  const database = (prefix: string, name: string) =>
    databaseEnv(prefix, "mysql", mysql, mysql.servicesUser, name);
  return {
    [SVC_MYSQL]: {
      ...serviceValues(input, "paas3-svc-mysql", secrets.svcMysql),
      env: database("MYSQL", mysql.databases.svcMysql),
    },
    [SVC_BKREPO]: {
      ...serviceValues(input, "paas3-svc-bkrepo", secrets.svcBkrepo),
      env: database("MYSQL", mysql.databases.svcBkrepo),
    },
    [SVC_RABBITMQ]: {
      ...serviceValues(input, "paas3-svc-rabbitmq", secrets.svcRabbitmq),
      // Its settings have another prefix than the other services'.
      env: { ...database("DATABASE", mysql.databases.svcRabbitmq), ...clusterEnv(input) },
    },
  };
}

/** The server that svc-rabbitmq registers by itself (values reference of bk-services). */
function clusterEnv({ rabbitmq }: PlatformInput<unknown>): Record<string, string> {
  return {
    RABBITMQ_DEFAULT_CLUSTER: "default",
    RABBITMQ_DEFAULT_CLUSTER_HOST: rabbitmq.host,
    RABBITMQ_DEFAULT_CLUSTER_AMQP_PORT: String(rabbitmq.port),
    RABBITMQ_DEFAULT_CLUSTER_API_PORT: String(rabbitmq.apiPort),
    RABBITMQ_DEFAULT_CLUSTER_ADMIN: rabbitmq.admin,
  };
}
