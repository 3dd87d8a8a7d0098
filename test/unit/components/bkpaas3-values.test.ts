import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutDefaults } from "../../../components/platform/without-defaults.ts";
import { atOnce } from "../../../components/platform/bkpaas3/input.ts";
import { bkpaas3Values } from "../../../components/platform/bkpaas3/values.ts";
import { type ValueTree, isTree, leavesOf } from "../../../config/platform/value-tree.ts";
import { BKPAAS3, bkpaas3Input as input, bkpaas3Secrets as secrets } from "../../support/bkpaas3.ts";

const later = { ...BKPAAS3, version: "1.4.0" };
const values = bkpaas3Values(input, secrets, BKPAAS3, atOnce);

/** A place in values, by keys with dots between them. */
function at(tree: ValueTree, place: string): unknown {
  return place.split(".").reduce<unknown>((found, key) => (isTree(found) ? found[key] : undefined), tree);
}

test("what the chart does by itself is not said", () => {
  const official = { registry: "hub.bktencent.com/blueking", tags: {} };
  const usual = bkpaas3Values({ ...input, images: official }, secrets, BKPAAS3, atOnce);
  for (const place of ["apiserver.image", "apiserver.replicaCount", "global.appCode", "global.hostAliases"]) {
    assert.equal(at(usual, place), undefined, place);
  }
  // Its only upload that the chart does unless told otherwise.
  assert.deepEqual(at(usual, "apiserver.extraInitial"), { devops: { enabled: false } });
});

test("secrets, and what has a published password or placeholder, are always said", () => {
  for (const place of [
    "global.bkrepoConfig.adminPassword",
    "global.bkrepoConfig.addonsPassword",
    "global.bkrepoConfig.dockerRegistryAddr",
    "global.paasServicesJwtClientKey",
    "global.bkKrillEncryptSecretKey",
    "global.appSecret",
    "global.healthzToken",
    "apiserver.serviceMonitor.userToken",
    "apiserver.externalDatabase.default.password",
    "apiserver.externalDatabase.openPaaS.password",
    "apiserver.externalRedis.default.auth.password",
    "apiserver.externalRedis.default.sentinel.password",
    "workloads.externalRedis.default.auth.password",
    "workloads.externalRedis.default.sentinel.password",
    "apiserver.elasticSearch.hosts",
    "svc-mysql.plan.password",
    "svc-rabbitmq.externalRabbitMQ.default.password",
  ]) {
    assert.equal(typeof at(values, place), "string", place);
  }
});

test("without ElasticSearch the chart is told that there is none", () => {
  const without = { ...secrets, elasticsearchHosts: undefined };
  const none = bkpaas3Values({ ...input, indexPrefixes: undefined }, without, BKPAAS3, atOnce);
  assert.equal(at(none, "apiserver.elasticSearch.hosts"), "[]");
});

test("the chart's own stores are off", () => {
  for (const store of ["mariadb", "redis", "rabbitmq"]) assert.deepEqual(values[store], { enabled: false });
});

test("every secret is a leaf of its own, so that a preview shows everything around it", () => {
  /** Stands in for a secret output: no plain text, and no plain object. */
  class Sealed {
    readonly name: string;
    constructor(name: string) {
      this.name = name;
    }
  }
  const seal = (tree: object, above: string): object =>
    Object.fromEntries(
      Object.entries(tree).map(([key, value]: [string, unknown]) => [
        key,
        isTree(value) ? seal(value, `${above}${key}.`) : new Sealed(above + key),
      ]),
    );
  const sealed = seal(secrets, "") as typeof secrets;
  const tree = bkpaas3Values<unknown>(input, sealed, BKPAAS3, (text) => text);
  const leaves = leavesOf(tree).filter(({ value }) => value instanceof Sealed);
  // The key of svc-rabbitmq's cookies stands in a list, which is a leaf itself.
  assert.equal(leaves.length, 20);
  assert.doesNotMatch(JSON.stringify(values), /"(password|key)-[a-z-]+":/);
});

test("the tag of an image is said only where it was configured, for each chart brings its own", () => {
  assert.equal(at(values, "webfe.image.tag"), "9.9");
  assert.equal(at(bkpaas3Values(input, secrets, later, atOnce), "apiserver.image.tag"), undefined);
  const digests = { "paas3-apiserver": `sha256:${"a".repeat(64)}` };
  const pinned = bkpaas3Values({ ...input, images: { ...input.images, digests } }, secrets, BKPAAS3, atOnce);
  assert.match(String(at(pinned, "apiserver.image.tag")), /@sha256:a{64}$/);
});

test("since 1.0 workloads is a part of the apiserver, with its database under a name of its own", () => {
  const celeryBrokerUrl = "amqp://mq.example.com/bkpaas3";
  const merged = bkpaas3Values(input, { ...secrets, celeryBrokerUrl }, later, atOnce);
  assert.equal(merged.workloads, undefined);
  assert.equal(at(merged, "apiserver.externalDatabase.workloads.name"), "work");
  assert.equal(at(merged, "apiserver.externalDatabase.default.name"), "api");
  assert.equal(at(merged, "apiserver.celeryBrokerUrl"), celeryBrokerUrl);
});

test("since 1.0 nothing is left out, for the defaults are not public", () => {
  const merged = bkpaas3Values(input, secrets, later, atOnce);
  assert.equal(at(merged, "apiserver.replicaCount"), 1);
  assert.equal(at(merged, "global.appCode"), "bk_paas3");
});

test("since 1.0 a variable of both modules is said once", () => {
  const proxy = { http: "http://proxy.example.com:3128", except: [] };
  const mysql = { ...input.mysql, tls: { verify: "none" as const } };
  const merged = bkpaas3Values({ ...input, proxy, mysql }, secrets, later, atOnce);
  const names = (at(merged, "apiserver.env") as { name: string }[]).map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
  assert.ok(names.includes("PAAS_DATABASE_OPTIONS") && names.includes("PAAS_WL_DATABASE_OPTIONS"));
});

test("certificates are mounted beside the chart's own volume, whose list they replace", () => {
  const mounted = bkpaas3Values({ ...input, authorities: "authorities-1" }, secrets, BKPAAS3, atOnce);
  assert.deepEqual(at(mounted, "apiserver.volumes"), [
    { name: "3rd-apps", configMap: { name: "bkpaas3-apiserver-3rd-apps" } },
    { name: "authorities", configMap: { name: "authorities-1" } },
  ]);
  assert.deepEqual(
    (at(mounted, "apiserver.volumeMounts") as { mountPath: string }[]).map(({ mountPath }) => mountPath),
    ["/app/extra_fixtures/", "/etc/bkpaas/authorities"],
  );
});

test("an IPv6 address stands in brackets in an address only", () => {
  const redis = { ...input.redis, host: "fd00::1" };
  const mysql = { ...input.mysql, host: "[fd00::2]" };
  const tree = bkpaas3Values({ ...input, redis, mysql }, secrets, BKPAAS3, atOnce);
  assert.equal(at(tree, "apiserver.externalRedis.default.host"), "[fd00::1]");
  assert.equal(at(tree, "apiserver.externalDatabase.default.host"), "fd00::2");
});

test("defaults are taken away to the depth where values differ, and lists as one", () => {
  const tree = { a: { b: 1, c: [1] }, d: [1, 2], e: { f: {} } };
  assert.deepEqual(withoutDefaults(tree, { a: { b: 1, c: [2] }, d: [1, 2] }), { a: { c: [1] } });
});
