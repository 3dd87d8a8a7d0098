import assert from "node:assert/strict";
import { test } from "node:test";
import type { PlatformInput } from "../../../components/platform/input.ts";
import { paasStackValues } from "../../../components/platform/paas-stack-values.ts";
import {
  type PlatformSecretValues,
  apiserverSecrets,
  blobstoreConfig,
  workloadsSecrets,
} from "../../../components/platform/secret-environment.ts";

const input: PlatformInput = {
  domain: "paas.example.com",
  replicas: 2,
  images: { registry: "registry.example.com/mirror", tags: { "paas3-webfe": "9.9" } },
  mysql: {
    host: "db.example.com",
    port: 3307,
    user: "bk_paas3",
    databases: {
      apiserver: "api",
      workloads: "work",
      svcMysql: "m",
      svcBkrepo: "b",
      svcRabbitmq: "r",
      openPaas: "open",
    },
  },
  bkrepo: {
    endpoint: "http://bkrepo.example.com",
    project: "bkpaas",
    adminUser: "admin",
    platformUser: "bkpaas3",
    addonsUser: "bksaas-addons",
    lesscodeUser: "bklesscode",
  },
};

const secrets: PlatformSecretValues<string> = {
  keys: { encryption: "K1", jwt: "K2", privateToken: "K3", appSecret: "K4" },
  mysqlPassword: "K5",
  redisUrl: "redis://10",
  workloadsTasksUrl: "redis://11",
  bkrepo: { admin: "K6", platform: "K7", addons: "K8", lesscode: "K9", blobstore: "{}" },
};

const reads = (name: string) => ({ name, digest: `digest-of-${name}` });
const values = paasStackValues(
  input,
  { apiserver: reads("api"), workloads: reads("work"), uploads: reads("up") },
  "chart",
);

test("ports in the environment are text, as the chart's documents want them", () => {
  assert.equal(values.apiserver.env.PAAS3_MYSQL_PORT, "3307");
});

test("every module reads its own database and PaaS 2.0's on one server", () => {
  assert.equal(values.apiserver.env.PAAS3_MYSQL_NAME, "api");
  assert.equal(values.apiserver.env.OPEN_PAAS_MYSQL_NAME, "open");
  assert.equal(values.workloads.env.ENGINE_MYSQL_NAME, "work");
});

test("images come from the configured registry, with the configured tag where there is one", () => {
  assert.equal(values.webfe.image.repository, "registry.example.com/mirror/paas3-webfe");
  assert.equal(values.webfe.image.tag, "9.9");
});

test("a module names its Secret and carries the digest that restarts it", () => {
  assert.deepEqual(values.workloads.envFrom, [{ secretRef: { name: "work" } }]);
  assert.deepEqual(values.workloads.podAnnotations, { "checksum/secrets": "digest-of-work" });
});

test("the log channel of workloads is the apiserver's Redis address, and its tasks are elsewhere", () => {
  const [apiserver, workloads] = [apiserverSecrets(secrets), workloadsSecrets(secrets)];
  assert.equal(workloads.STREAM_CHANNEL_REDIS_URL, apiserver.REDIS_URL);
  assert.notEqual(workloads.CELERY_BROKER_URL, apiserver.REDIS_URL);
});

test("apiserver and workloads share the keys they both need", () => {
  const [apiserver, workloads] = [apiserverSecrets(secrets), workloadsSecrets(secrets)];
  for (const name of ["BKKRILL_ENCRYPT_SECRET_KEY", "PAAS_SERVICE_JWT_CLIENTS_KEY"]) {
    assert.equal(workloads[name], apiserver[name]);
  }
});

test("an ElasticSearch without an account adds no variable", () => {
  assert.ok(!("LOG_ELASTICSEARCH_AUTH" in apiserverSecrets(secrets)));
  assert.equal(apiserverSecrets({ ...secrets, elasticsearchAuth: "u:p" }).LOG_ELASTICSEARCH_AUTH, "u:p");
});

test("the bkrepo table quotes its values as TOML does", () => {
  const table = blobstoreConfig({ endpoint: "http://x", project: "p", user: "u", password: 'a"b' });
  assert.equal(table, '{ENDPOINT = "http://x", PROJECT = "p", USERNAME = "u", PASSWORD = "a\\"b"}');
});
