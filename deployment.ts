import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider.js";
import { Provider as RandomProvider } from "@pulumi/random/provider.js";
import { AppAccount } from "./components/app-account/app-account.ts";
import { Bkrepo } from "./components/bkrepo/bkrepo.ts";
import { connectionOf } from "./components/bkrepo/connection.ts";
import { PlatformNames } from "./components/platform/dns.ts";
import { NamespaceObjects } from "./components/platform/namespace-objects.ts";
import { platformReleases } from "./components/platform/platform.ts";
import { KeyRing } from "./components/secrets/key-ring.ts";
import { PlatformSecrets } from "./components/secrets/platform-secrets.ts";
import { ElasticSearch } from "./components/storage/elasticsearch.ts";
import { MySQL } from "./components/storage/mysql/mysql.ts";
import { RabbitMQ } from "./components/storage/rabbitmq.ts";
import { Redis } from "./components/storage/redis.ts";
import { addressesOf } from "./config/addresses.ts";
import { isProvided } from "./config/bkrepo.ts";
import { answeredNames, apiGatewayValues, resolvableNames } from "./config/names.ts";
import type { InstallOnlyHook } from "./config/platform/install-only.ts";
import type { Settings } from "./config/schema.ts";
import { type StackOutputs, outputsOf } from "./outputs.ts";
import { BkpaasProvider } from "./provider/sdk/provider.ts";

/**
 * Composes one environment: every component of it, in the order in which they need each other.
 * @param initialise hooks of a first install that this run makes up for
 */
export function deploy(settings: Settings, initialise: ReadonlySet<InstallOnlyHook>): StackOutputs {
  const random = new RandomProvider("random");
  const kubernetes = new KubernetesProvider("kubernetes", {
    ...settings.kubernetes,
    // What changes is updated in its place; replacing it would take it from its readers for a moment.
    enableConfigMapMutable: true,
    enableSecretMutable: true,
  });

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
  const clusters = dns.mode === "coredns" ? [new BkpaasProvider("cluster", settings.kubernetes)] : [];
  const platformNames = new PlatformNames(
    "names",
    { dns, names: answeredNames(settings), namespace: settings.namespace },
    { providers: clusters },
  );

  const addresses = addressesOf(settings);
  const releases = platformReleases(
    {
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
      initialise,
    },
    { providers: [kubernetes] },
  );

  return outputsOf({
    namespace,
    addresses,
    mysql,
    redis,
    rabbitmq,
    elasticsearch,
    bkrepo,
    keys,
    appAccount,
    names: { ...resolvableNames(settings), ip: platformNames.ip, apiGateway: apiGatewayValues(settings) },
    releases,
  });
}
