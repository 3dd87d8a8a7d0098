import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider.js";
import * as pulumi from "@pulumi/pulumi";
import { Provider as RandomProvider } from "@pulumi/random/provider.js";
import { BkrepoAccounts } from "./components/bkrepo/accounts.ts";
import { PaasStack } from "./components/platform/paas-stack.ts";
import { PlatformSecrets } from "./components/secrets/platform-secrets.ts";
import { ElasticSearch } from "./components/storage/elasticsearch.ts";
import { MySQL } from "./components/storage/mysql.ts";
import { RabbitMQ } from "./components/storage/rabbitmq.ts";
import { Redis } from "./components/storage/redis.ts";
import { addressesOf } from "./config/addresses.ts";
import { chartDigest } from "./config/chart-digest.ts";
import type { Hidden } from "./config/hidden.ts";
import { loadSettings } from "./config/load.ts";
import { outputsOf } from "./outputs.ts";

const settings = loadSettings();

const random = new RandomProvider("random");
const kubernetes = new KubernetesProvider("kubernetes", {
  ...settings.kubernetes,
  // A Secret that changes is updated in its place; replacing it would take it from its readers for a moment.
  enableSecretMutable: true,
});

const namespace = new Namespace(
  "namespace",
  { metadata: { name: settings.namespace } },
  { provider: kubernetes, protect: true },
).metadata.name;

const secrets = new PlatformSecrets("secrets", { providers: [random] });

const { databases, users, accountHost, ...mysqlServer } = settings.mysql;
const mysql = new MySQL(
  "mysql",
  { server: { ...mysqlServer, admin: account(mysqlServer.admin) }, databases, users, accountHost },
  { providers: [random] },
);

const redis = new Redis("redis", {
  server: { ...settings.redis, password: settings.redis.password && secret(settings.redis.password) },
  databases: settings.redis.databases,
});

const rabbitmq = new RabbitMQ("rabbitmq", {
  server: { ...settings.rabbitmq, admin: account(settings.rabbitmq.admin) },
});

const elasticsearch =
  settings.elasticsearch &&
  new ElasticSearch("elasticsearch", {
    server: {
      ...settings.elasticsearch,
      account: settings.elasticsearch.account && account(settings.elasticsearch.account),
    },
  });

const bkrepo = new BkrepoAccounts(
  "bkrepo",
  { ...settings.bkrepo, admin: account(settings.bkrepo.admin) },
  { providers: [random] },
);

const paasStack = new PaasStack(
  "paas-stack",
  {
    releaseName: settings.release.name,
    namespace,
    chart: { path: "./charts/paas-stack", digest: chartDigest("charts/paas-stack") },
    timeoutSeconds: settings.release.timeoutMinutes * 60,
    domain: settings.domain,
    replicas: settings.release.replicas,
    images: settings.images,
    keys: secrets.keys,
    mysql,
    redis,
    elasticsearch,
    bkrepo,
  },
  { providers: [kubernetes] },
);

export default outputsOf({
  namespace,
  addresses: addressesOf(settings.domain),
  mysql,
  redis,
  rabbitmq,
  elasticsearch,
  bkrepo,
  secrets,
  paasStack,
});

/** From here on the value is a secret of the engine's: encrypted in the state, hidden in every display. */
function secret(hidden: Hidden): pulumi.Output<string> {
  return pulumi.secret(hidden.reveal());
}

function account(given: { readonly user: string; readonly password: Hidden }) {
  return { user: given.user, password: secret(given.password) };
}
