import assert from "node:assert/strict";
import { test } from "node:test";
import { atOnce } from "../../../components/platform/bkpaas3/input.ts";
import { bkpaas3Values } from "../../../components/platform/bkpaas3/values.ts";
import { bkrepoPlan } from "../../../components/platform/bk-services/values.ts";
import { addressesOf } from "../../../config/addresses.ts";
import { type ValueTree, isTree } from "../../../config/platform/value-tree.ts";
import { BKPAAS3, bkpaas3Input as input, bkpaas3Secrets as secrets } from "../../support/bkpaas3.ts";

/*
 * The equalities that a deployer has to see to, as far as chart bkpaas3 leaves any: E10, E16, E17, E19 and E20 are between
 * installations and stores, not between values.
 */

const values = bkpaas3Values(input, secrets, BKPAAS3, atOnce);

/** A place in values, by keys with dots between them. */
function at(place: string, tree: ValueTree = values): unknown {
  return place.split(".").reduce<unknown>((found, key) => (isTree(found) ? found[key] : undefined), tree);
}

test("E1: one JWT key for the platform and its add-on services, which no module has for itself", () => {
  assert.equal(at("global.paasServicesJwtClientKey"), secrets.keys.jwt);
  assert.equal(JSON.stringify(values).split(secrets.keys.jwt).length, 2);
});

test("E2 to E5: svc-bkrepo has no plan of its own, so the platform's bkrepo is its", () => {
  assert.equal(at("svc-bkrepo.plan"), undefined);
  const { endpoint_url, username, project } = bkrepoPlan(input);
  assert.deepEqual(
    [at("global.bkrepoConfig.endpoint"), at("global.bkrepoConfig.addonsUsername")],
    [endpoint_url, username],
  );
  assert.equal(at("global.bkrepoConfig.addonsProject"), project);
  assert.equal(at("global.bkrepoConfig.addonsPassword"), secrets.bkrepo.addons);
});

test("E6: the log channel is the apiserver's Redis; workloads is told of no other", () => {
  assert.equal(at("apiserver.externalRedis.default.db"), input.redis.databases.platform);
  assert.equal(at("workloads.streamChannelRedisUrl"), undefined);
});

test("E7: the tasks of workloads are in another database than the apiserver's", () => {
  assert.notEqual(at("workloads.externalRedis.default.db"), at("apiserver.externalRedis.default.db"));
});

test("E9: chart bkpaas3 has one encryption key for all modules, the platform's", () => {
  assert.equal(at("global.bkKrillEncryptSecretKey"), secrets.keys.encryption);
  for (const other of ["svcMysqlEncryption", "svcBkrepoEncryption", "svcRabbitmqEncryption"] as const) {
    assert.ok(!JSON.stringify(values).includes(secrets.keys[other]), other);
  }
});

test("E11: the index names are those that the log collectors are told", () => {
  assert.equal(at("apiserver.elasticSearch.appIndex"), input.indexPrefixes?.app);
  assert.equal(at("apiserver.elasticSearch.ingressIndex"), input.indexPrefixes?.ingress);
  assert.equal(at("apiserver.elasticSearch.hosts"), secrets.elasticsearchHosts);
});

test("E12: another address of the developer centre moves both of its Ingresses", () => {
  const addresses = addressesOf({
    domain: input.domain,
    addresses: { scheme: "https", overrides: { paas3: "https://centre.example.org" } },
    platform: { generation: "bkpaas3" },
  });
  const moved = bkpaas3Values({ ...input, addresses }, secrets, BKPAAS3, atOnce);
  for (const module of ["apiserver", "webfe"]) {
    assert.equal(at(`${module}.ingress.hostname`, moved), "centre.example.org");
    assert.equal(at(`${module}.bkPaas3Url`, moved), "https://centre.example.org");
  }
});

test("E13 and E14: the class of applications' Ingresses and the bucket of their packages stay the chart's", () => {
  const env = JSON.stringify([at("apiserver.env"), at("workloads.env")]);
  assert.doesNotMatch(env, /APP_INGRESS_CLASS|BLOBSTORE/);
});

test("E15: the application's code and secret are those that bk-auth or PaaS 2.0 is given", () => {
  assert.equal(at("global.appSecret"), secrets.keys.appSecret);
  // The chart's default is the code itself.
  assert.equal(at("global.appCode"), undefined);
});

test("E18: the docker registry is bkrepo's, by its usual name where nobody says it", () => {
  assert.equal(at("global.bkrepoConfig.dockerRegistryAddr"), "docker.paas.example.com:80");
  const bkrepo = { ...input.bkrepo, dockerRegistry: "docker.example.org:443" };
  const told = bkpaas3Values({ ...input, bkrepo }, secrets, BKPAAS3, atOnce);
  assert.equal(at("global.bkrepoConfig.dockerRegistryAddr", told), "docker.example.org:443");
});
