// Runs all four stores, as the components of the program do, in a namespace that only takes restricted pods.
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import { Provider } from "@pulumi/kubernetes/provider.js";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const managed = `${config.require("checkout")}/components/storage/managed`;
const { managedMySQL } = (await import(
  `${managed}/mysql.ts`
)) as typeof import("../../../../components/storage/managed/mysql.ts");
const { managedRedis } = (await import(
  `${managed}/redis.ts`
)) as typeof import("../../../../components/storage/managed/redis.ts");
const { managedRabbitMQ } = (await import(
  `${managed}/rabbitmq.ts`
)) as typeof import("../../../../components/storage/managed/rabbitmq.ts");
const { managedElasticSearch } = (await import(
  `${managed}/elasticsearch.ts`
)) as typeof import("../../../../components/storage/managed/elasticsearch.ts");

/** Stores to leave out. */
const without = (config.get("without") ?? "").split(",");

const provider = new Provider("cluster", { enableConfigMapMutable: true, enableSecretMutable: true });
const namespace = new Namespace(
  "namespace",
  {
    metadata: {
      name: "stores",
      labels: {
        "pod-security.kubernetes.io/enforce": "restricted",
        "pod-security.kubernetes.io/enforce-version": "latest",
      },
    },
  },
  // With the namespace all would go that is kept.
  { provider, retainOnDelete: true },
);
const parent = new pulumi.ComponentResource(
  "bkpaas:storage:Stores",
  "stores",
  {},
  { providers: [provider], dependsOn: [namespace] },
);
const site = {
  namespace: namespace.metadata.name,
  size: config.get("size") === "medium" ? ("medium" as const) : ("small" as const),
  volume: config.get("volume"),
  images: { registry: "registry.example.com", tags: {} },
  digestKey: pulumi.secret("key of the digests"),
};
const password = (role: string): pulumi.Output<string> =>
  pulumi.secret(config.get(`${role}-password`) ?? `secretOf-${role}`);

if (!without.includes("mysql")) {
  managedMySQL("mysql", { site, version: "8.0", rootPassword: password("mysql") }, parent);
}
if (!without.includes("redis")) {
  managedRedis("redis", { site, password: password("redis"), databases: 16 }, parent);
}
if (!without.includes("rabbitmq")) {
  const admin = { user: "admin", password: password("admin") };
  const platform = { user: "bkpaas3", password: password("platform"), virtualHost: "bkpaas3" };
  managedRabbitMQ("rabbitmq", { site, admin, platform }, parent);
}
if (!without.includes("elasticsearch")) {
  managedElasticSearch(
    "elasticsearch",
    {
      site,
      nodes: config.get("nodes") === "one" ? "one" : "three",
      transportSecret: "transport",
      password: password("elasticsearch"),
    },
    parent,
  );
}
