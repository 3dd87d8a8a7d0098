import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import { Provider as RandomProvider } from "@pulumi/random/provider.js";
import { AppAccount } from "./components/app-account/app-account.ts";
import { Bkrepo } from "./components/bkrepo/bkrepo.ts";
import { connectionOf } from "./components/bkrepo/connection.ts";
import { applicationClusters } from "./components/cluster/clusters.ts";
import { kubernetesProvider } from "./components/kubernetes-provider.ts";
import { adminSteps } from "./components/platform/admin-steps.ts";
import { PlatformNames } from "./components/platform/dns.ts";
import { NamespaceObjects } from "./components/platform/namespace-objects.ts";
import { platformReleases } from "./components/platform/platform.ts";
import { type PlatformArgs, inputOf, presentSecretsOf } from "./components/platform/platform-args.ts";
import { KeyRing } from "./components/secrets/key-ring.ts";
import { PlatformSecrets } from "./components/secrets/platform-secrets.ts";
import { ElasticSearch } from "./components/storage/elasticsearch.ts";
import { MySQL } from "./components/storage/mysql/mysql.ts";
import { RabbitMQ } from "./components/storage/rabbitmq.ts";
import { Redis } from "./components/storage/redis.ts";
import { uploadSteps } from "./components/uploads/steps.ts";
import { Uploads } from "./components/uploads/uploads.ts";
import { addressesOf } from "./config/addresses.ts";
import { isProvided } from "./config/bkrepo.ts";
import { answeredNames, apiGatewayValues, resolvableNames } from "./config/names.ts";
import type { InstallOnlyHook } from "./config/platform/install-only.ts";
import type { Settings } from "./config/schema.ts";
import type { Presence } from "./config/uploads.ts";
import { type StackOutputs, outputsOf } from "./outputs.ts";
import { BkpaasProvider } from "./provider/sdk/provider.ts";

/**
 * Composes one environment: every component of it, in the order in which they need each other.
 * @param initialise hooks of a first install that this run makes up for
 * @param runtimes whether bkrepo has the language runtimes
 */
export function deploy(
  settings: Settings,
  initialise: ReadonlySet<InstallOnlyHook>,
  runtimes: Presence = "unknown",
): StackOutputs {
  const random = new RandomProvider("random");
  const kubernetes = kubernetesProvider("kubernetes", settings.kubernetes);

  const namespace = new Namespace(
    "namespace",
    { metadata: { name: settings.namespace } },
    { provider: kubernetes, protect: true, retainOnDelete: true },
  ).metadata.name;

  const keys = new KeyRing(settings.keys);
  const secrets = new PlatformSecrets("secrets", { keys }, { providers: [random] });

  const home = {
    namespace: settings.namespace,
    created: namespace,
    images: settings.images,
    digestKey: secrets.keys.encryption,
  };
  const stores = { providers: [random, kubernetes] };
  const mysql = new MySQL("mysql", { settings: settings.mysql, home, keys }, stores);
  const redis = new Redis("redis", { settings: settings.redis, home, keys }, stores);
  const rabbitmq = new RabbitMQ("rabbitmq", { settings: settings.rabbitmq, home, keys }, stores);
  const elasticsearch =
    settings.elasticsearch &&
    new ElasticSearch("elasticsearch", { settings: settings.elasticsearch, home, keys }, stores);

  const bkrepoServers = isProvided(settings.bkrepo)
    ? [new BkpaasProvider("bkrepo", connectionOf(settings.bkrepo))]
    : [];
  const bkrepo = new Bkrepo(
    "bkrepo",
    { settings: settings.bkrepo, domain: settings.domain, keys },
    { providers: [random, ...bkrepoServers] },
  );

  const appAccount = new AppAccount(
    "app-account",
    {
      settings: settings.appAccount,
      secret: secrets.keys.appSecret,
      formerSecrets: keys.former("appSecret"),
      servers: settings.mysql,
      mysql,
      home,
    },
    { providers: [kubernetes] },
  );

  const objects = new NamespaceObjects(
    "platform",
    {
      namespace,
      images: settings.images,
      authorities: {
        mysql: mysql.tls?.ca,
        "mysql-open-paas": mysql.openPaas.tls?.ca,
        redis: redis.tls?.ca,
        elasticsearch: elasticsearch?.ca,
      },
    },
    { providers: [kubernetes] },
  );
  const { dns } = settings.addresses;
  const nameServers = dns.mode === "coredns" ? [new BkpaasProvider("cluster", settings.kubernetes)] : [];
  const platformNames = new PlatformNames(
    "names",
    { dns, names: answeredNames(settings), namespace: settings.namespace },
    { providers: nameServers },
  );

  const clusters = applicationClusters({ settings, namespace, elasticsearch, kubernetes });
  const addresses = addressesOf(settings);
  const platform: PlatformArgs = {
    settings,
    namespace,
    addresses,
    keys: secrets.keys,
    mysql,
    redis,
    rabbitmq,
    elasticsearch,
    bkrepo,
    appAccount,
    objects,
    initialCluster: clusters.initial,
    initialise,
  };
  const { releases, installed } = platformReleases(platform, { providers: [kubernetes] });
  new Uploads(
    "uploads",
    {
      settings: settings.uploads,
      input: inputOf(platform),
      present: presentSecretsOf(platform),
      namespace,
      keys: secrets.keys,
      bkrepo,
      after: installed,
    },
    { providers: [kubernetes] },
  );

  return outputsOf({
    namespace,
    domain: settings.domain,
    addresses,
    mysql,
    redis,
    rabbitmq,
    elasticsearch,
    bkrepo,
    keys,
    appAccount,
    clusters,
    names: { ...resolvableNames(settings), ip: platformNames.ip, apiGateway: apiGatewayValues(settings) },
    releases,
    steps: {
      uploads: uploadSteps(settings.uploads, runtimes),
      administration: adminSteps(addresses, settings.namespace),
    },
  });
}
