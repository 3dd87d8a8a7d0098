import type * as pulumi from "@pulumi/pulumi";
import type { AppAccount } from "./components/app-account/app-account.ts";
import { APP_CODE } from "./components/app-account/application.ts";
import type { Bkrepo } from "./components/bkrepo/bkrepo.ts";
import type { Clusters } from "./components/cluster/clusters.ts";
import { type ClusterFacts, clusterFacts } from "./components/cluster/facts.ts";
import { clusterSteps } from "./components/cluster/steps.ts";
import { accessGuide } from "./components/platform/access-guide.ts";
import type { PlatformReleases } from "./components/platform/platform.ts";
import type { KeyRing, Keys } from "./components/secrets/key-ring.ts";
import type { ElasticSearch } from "./components/storage/elasticsearch.ts";
import type { Account } from "./components/secrets/given.ts";
import type { Endpoint } from "./components/storage/mysql/endpoint.ts";
import type { MySQL } from "./components/storage/mysql/mysql.ts";
import type { RabbitMQ, RabbitMQServer } from "./components/storage/rabbitmq.ts";
import type { Redis, RedisServer, SentinelMaster } from "./components/storage/redis.ts";
import type { Addresses } from "./config/addresses.ts";
import type { Names, apiGatewayValues } from "./config/names.ts";
import type { DatabaseNames } from "./config/storage/database-names.ts";
import type { Tls } from "./config/storage/existing.ts";
import type { ServerRole } from "./config/storage/mysql-servers.ts";
import { CONTRACT_VERSION } from "./contract/version.ts";

/**
 * The outputs of an environment, as the contract with the stacks that read it declares them (contract/outputs.ts). Passwords,
 * keys and addresses with a password are secret.
 */
export interface StackOutputs {
  readonly contractVersion: typeof CONTRACT_VERSION;
  /** Namespace of the platform. */
  readonly namespace: pulumi.Output<string>;
  /** Domain below which the addresses are. */
  readonly domain: string;
  readonly addresses: Addresses;
  readonly names: NamesToResolve;
  readonly mysql: Endpoint & {
    readonly databases: DatabaseNames;
    /** Account of apiserver and workloads. */
    readonly platform: Account;
    /** Account of the add-on services. */
    readonly services: Account;
    /** Server of PaaS 2.0, on which the platform's account may read and write rows. */
    readonly openPaas: Endpoint;
    /** Server on which svc-mysql makes databases for applications, and its account there. */
    readonly plan: Endpoint & Account;
    /** For each server that its administrator prepares by hand: the statements; secret. */
    readonly sql: Readonly<Partial<Record<ServerRole, pulumi.Output<string>>>>;
  };
  readonly redis: {
    /** Behind Sentinels, the first of them. */
    readonly host: string;
    readonly port: number;
    /** Absent for plain text, as behind Sentinels. */
    readonly tls?: Tls;
    readonly platformUrl: pulumi.Output<string>;
    readonly workloadsTasksUrl: pulumi.Output<string>;
    /** Absent where the server is asked directly. */
    readonly sentinel?: SentinelMaster | undefined;
    /** Server for applications. */
    readonly addons?: RedisServer | undefined;
  };
  readonly rabbitmq: Pick<RabbitMQ, "host" | "port" | "apiPort" | "tls" | "admin"> & {
    /** `amqp://…` of the platform's virtual host, where it has one. */
    readonly platformUrl?: pulumi.Output<string> | undefined;
    /** Server on which svc-rabbitmq makes virtual hosts for applications. */
    readonly addons: RabbitMQServer;
  };
  /** Absent where the environment has none. */
  readonly elasticsearch?: Pick<
    ElasticSearch,
    "scheme" | "host" | "port" | "url" | "auth" | "hosts" | "indexPrefixes"
  > & { readonly tls?: Tls };
  /** What the platform has in bkrepo; `dockerRegistry` is absent where nobody says it. */
  readonly bkrepo: Pick<
    Bkrepo,
    "endpoint" | "project" | "addonsProject" | "dockerRegistry" | "platform" | "addons" | "lesscode"
  >;
  /** The platform's own application, bk_paas3: who enters it where it is looked up, and what they need for it. */
  readonly appAccount: Pick<AppAccount, "mode" | "sql" | "values"> & { readonly code: string };
  /** Every key of the stack by its name in the catalogue. */
  readonly keys: Keys;
  /** Short salted digests of the keys, by which a preview shows which of them would change. */
  readonly fingerprints: Keys;
  /** The cluster for applications that the platform is installed with; absent where there is none. */
  readonly initialCluster?: ClusterFacts;
  /** Every entry of appClusters by its name; absent where there is none. What logs in is secret. */
  readonly appClusters?: Readonly<Record<string, ClusterFacts>>;
  /** Helm releases by role. */
  readonly releases: PlatformReleases;
  /** What a person does after an install, in order. */
  readonly nextSteps: readonly string[];
}

/** Names that somebody has to resolve. */
export interface NamesToResolve extends Names {
  /** Address to which the cluster's DNS leads them, where this program says so there. */
  readonly ip?: pulumi.Output<string> | undefined;
  /** Values for the chart of bk-apigateway, where its pods have to know the platform's page without DNS. */
  readonly apiGateway?: ReturnType<typeof apiGatewayValues>;
}

/** The components of one environment. */
export interface Components {
  readonly namespace: pulumi.Output<string>;
  readonly domain: string;
  readonly addresses: Addresses;
  readonly mysql: MySQL;
  readonly redis: Redis;
  readonly rabbitmq: RabbitMQ;
  readonly elasticsearch: ElasticSearch | undefined;
  readonly bkrepo: Bkrepo;
  readonly keys: KeyRing;
  readonly appAccount: AppAccount;
  readonly clusters: Clusters;
  readonly names: NamesToResolve;
  readonly releases: PlatformReleases;
  /** What is left to a person of the uploads, and in the administration's pages. */
  readonly steps: { readonly uploads: readonly string[]; readonly administration: readonly string[] };
}

/** The outputs of an environment: the only place that names them. */
export function outputsOf(from: Components): StackOutputs {
  const { mysql, redis, rabbitmq, elasticsearch, bkrepo, keys, appAccount, clusters } = from;
  return {
    contractVersion: CONTRACT_VERSION,
    namespace: from.namespace,
    domain: from.domain,
    addresses: from.addresses,
    names: from.names,
    mysql: {
      host: mysql.host,
      port: mysql.port,
      tls: mysql.tls,
      databases: mysql.databases,
      platform: mysql.platform,
      services: mysql.services,
      openPaas: mysql.openPaas,
      plan: mysql.plan,
      sql: mysql.sql,
    },
    redis: {
      host: redis.host,
      port: redis.port,
      tls: redis.tls,
      platformUrl: redis.platformUrl,
      workloadsTasksUrl: redis.workloadsTasksUrl,
      sentinel: redis.sentinel,
      addons: redis.addons,
    },
    rabbitmq: {
      host: rabbitmq.host,
      port: rabbitmq.port,
      apiPort: rabbitmq.apiPort,
      tls: rabbitmq.tls,
      admin: rabbitmq.admin,
      platformUrl: rabbitmq.platformUrl,
      addons: rabbitmq.addons,
    },
    ...(elasticsearch && {
      elasticsearch: {
        scheme: elasticsearch.scheme,
        host: elasticsearch.host,
        port: elasticsearch.port,
        url: elasticsearch.url,
        tls: elasticsearchTls(elasticsearch),
        auth: elasticsearch.auth,
        hosts: elasticsearch.hosts,
        indexPrefixes: elasticsearch.indexPrefixes,
      },
    }),
    bkrepo: {
      endpoint: bkrepo.endpoint,
      project: bkrepo.project,
      addonsProject: bkrepo.addonsProject,
      dockerRegistry: bkrepo.dockerRegistry,
      platform: bkrepo.platform,
      addons: bkrepo.addons,
      lesscode: bkrepo.lesscode,
    },
    appAccount: {
      code: APP_CODE,
      mode: appAccount.mode,
      sql: appAccount.sql,
      values: appAccount.values,
    },
    keys: keys.keys,
    fingerprints: keys.fingerprints,
    ...(clusters.initial && { initialCluster: clusterFacts(clusters.initial) }),
    ...(Object.keys(clusters.apps).length > 0 && { appClusters: factsByName(clusters.apps) }),
    releases: from.releases,
    nextSteps: [
      ...appAccount.steps,
      ...accessGuide(from.addresses, [...from.steps.uploads, ...clusterSteps(from.addresses, clusters)]),
      ...from.steps.administration,
    ],
  };
}

/** Whoever speaks https with ElasticSearch here checks its certificate; nothing turns that off. */
export function elasticsearchTls({ scheme, ca }: Pick<ElasticSearch, "scheme" | "ca">): Tls {
  return scheme === "https" ? { verify: "full", ca } : undefined;
}

function factsByName(clusters: Clusters["apps"]): Record<string, ClusterFacts> {
  return Object.fromEntries(Object.entries(clusters).map(([name, cluster]) => [name, clusterFacts(cluster)]));
}
