import * as pulumi from "@pulumi/pulumi";
import type { Addresses } from "../../config/addresses.ts";
import { hostAliasesOf } from "../../config/names.ts";
import { CLUSTER_HOOKS, type InstallOnlyHook } from "../../config/platform/install-only.ts";
import { presetOf } from "../../config/platform/presets.ts";
import type { Settings } from "../../config/schema.ts";
import type { AppAccount } from "../app-account/app-account.ts";
import type { Bkrepo } from "../bkrepo/bkrepo.ts";
import type { Registration } from "../cluster/registration.ts";
import type { PlatformKeys } from "../secrets/platform-secrets.ts";
import type { ElasticSearch } from "../storage/elasticsearch.ts";
import type { MySQL } from "../storage/mysql/mysql.ts";
import type { RabbitMQ } from "../storage/rabbitmq.ts";
import type { Redis } from "../storage/redis.ts";
import { bkrepoInputOf } from "./bkrepo-input.ts";
import type { PlatformInput } from "./input.ts";
import type { NamespaceObjects } from "./namespace-objects.ts";
import type { PresentSecrets } from "./paas-stack/settings-env.ts";
import { type PlatformSecretValues, blobstoreConfig } from "./secret-environment.ts";

/** What the releases of the platform are made from. */
export interface PlatformArgs {
  readonly settings: Settings;
  /** Namespace of the platform, which exists already. */
  readonly namespace: pulumi.Output<string>;
  readonly addresses: Addresses;
  readonly keys: PlatformKeys;
  readonly mysql: MySQL;
  readonly redis: Redis;
  readonly rabbitmq: RabbitMQ;
  readonly elasticsearch: ElasticSearch | undefined;
  readonly bkrepo: Bkrepo;
  readonly appAccount: AppAccount;
  readonly objects: NamespaceObjects;
  /** Hooks of a first install that this run makes up for. */
  readonly initialise: ReadonlySet<InstallOnlyHook>;
  /** The cluster for applications that the platform is installed with, where there is one. */
  readonly initialCluster?: InitialClusterArgs | undefined;
}

/** The initial cluster, and when the platform is told of it. */
export interface InitialClusterArgs {
  readonly registration: Registration<pulumi.Output<string>>;
  /** At the first install, or with every revision of the release, which undoes edits on the admin site. */
  readonly reapply: "never" | "always";
}

type Text = pulumi.Output<string>;

/** What the values builders are told: everything but secrets. */
export function inputOf(args: PlatformArgs): PlatformInput<Text> {
  const { settings, mysql, rabbitmq, elasticsearch, objects } = args;
  const { platform } = settings;
  return {
    domain: settings.domain,
    scheme: settings.addresses.scheme,
    addresses: args.addresses,
    ingress: { className: settings.addresses.ingressClass, tlsSecret: settings.addresses.tlsSecret },
    preset: presetOf(platform.preset, platform.replicas),
    images: settings.images,
    pullSecrets: [
      ...(objects.pullSecret ? [objects.pullSecret] : []),
      ...platform.pullSecrets.map((secret) => pulumi.output(secret)),
    ],
    hostAliases: hostAliasesOf(settings),
    clusterDomain: platform.clusterDomain,
    proxy: platform.proxy,
    packages: platform.packages,
    hasIam: platform.iam,
    initialise: hooksOfUpgrades(args),
    mysql: {
      host: mysql.host,
      port: mysql.port,
      tls: mysql.tls,
      databases: mysql.databases,
      user: mysql.platform.user,
      servicesUser: mysql.services.user,
      openPaas: mysql.openPaas,
      plan: { ...mysql.plan, authIpList: settings.mysql.applicationHosts },
    },
    redisMaster: args.redis.sentinel?.master,
    rabbitmq: {
      host: rabbitmq.addons.host,
      port: rabbitmq.addons.port,
      apiPort: rabbitmq.addons.apiPort,
      admin: rabbitmq.addons.admin.user,
    },
    authorities: objects.authorities,
    elasticsearch: elasticsearch && { host: elasticsearch.host, port: elasticsearch.port },
    indexPrefixes: elasticsearch?.indexPrefixes,
    bkrepo: bkrepoInputOf(args.bkrepo),
  };
}

/** With `reapply: always` the hooks that register the initial cluster run in every upgrade. */
function hooksOfUpgrades({ initialise, initialCluster }: PlatformArgs): ReadonlySet<InstallOnlyHook> {
  return initialCluster?.reapply === "always" ? new Set([...initialise, ...CLUSTER_HOOKS]) : initialise;
}

/** The secrets that the modules read. */
export function secretValuesOf(args: PlatformArgs): PlatformSecretValues<Text> {
  const { keys, mysql, redis, rabbitmq, elasticsearch, bkrepo } = args;
  const { endpoint, project, platform } = bkrepo;
  return {
    keys,
    mysqlPassword: mysql.platform.password,
    servicesPassword: mysql.services.password,
    planPassword: mysql.plan.password,
    redisUrl: redis.platformUrl,
    workloadsTasksUrl: redis.workloadsTasksUrl,
    sentinelPassword: redis.sentinel?.password,
    elasticsearchAuth: elasticsearch?.auth,
    elasticsearchHosts: elasticsearch?.hosts,
    rabbitmqPassword: rabbitmq.addons.admin.password,
    bkrepo: {
      admin: bkrepo.admin?.password,
      platform: platform.password,
      addons: bkrepo.addons.password,
      lesscode: bkrepo.lesscode.password,
      blobstore: platform.password.apply((password) =>
        blobstoreConfig({ endpoint, project, user: platform.user, password }),
      ),
    },
  };
}

/** Which of them there are, of those that not every environment has. */
export function presentSecretsOf({ keys, redis }: PlatformArgs): PresentSecrets {
  return {
    sentryDsn: keys.sentryDsn !== undefined,
    sentinelPassword: redis.sentinel?.password !== undefined,
  };
}
