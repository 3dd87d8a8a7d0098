import assert from "node:assert/strict";
import { test } from "node:test";
import { authoritiesMap } from "../../../components/platform/authorities.ts";
import type { PlatformInput } from "../../../components/platform/input.ts";
import { paasStackValues } from "../../../components/platform/paas-stack-values.ts";
import {
  type PlatformSecretValues,
  apiserverSecrets,
  blobstoreConfig,
  workloadsSecrets,
} from "../../../components/platform/secret-environment.ts";

const input: PlatformInput<string> = {
  domain: "paas.example.com",
  replicas: 2,
  images: { registry: "registry.example.com/mirror", tags: { "paas3-webfe": "9.9" } },
  mysql: {
    host: "db.example.com",
    port: 3307,
    tls: undefined,
    openPaas: { host: "db.example.com", port: 3307, tls: undefined },
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
  authorities: undefined,
  pullSecret: undefined,
  bkrepo: {
    endpoint: "http://bkrepo.example.com",
    project: "bkpaas",
    addonsProject: "bksaas-addons",
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
const SECRETS = { apiserver: reads("api"), workloads: reads("work"), uploads: reads("up") };
const values = paasStackValues(input, SECRETS, "chart");

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

test("both services report to Sentry where its address is given, and only there", () => {
  const keys = { ...secrets.keys, sentryDsn: "https://public@sentry.example.com/1" };
  for (const environment of [apiserverSecrets, workloadsSecrets]) {
    assert.equal(environment({ ...secrets, keys }).SENTRY_DSN, keys.sentryDsn);
    assert.ok(!("SENTRY_DSN" in environment(secrets)));
  }
});

test("the bkrepo table quotes its values as TOML does", () => {
  const table = blobstoreConfig({ endpoint: "http://x", project: "p", user: "u", password: 'a"b' });
  assert.equal(table, '{ENDPOINT = "http://x", PROJECT = "p", USERNAME = "u", PASSWORD = "a\\"b"}');
});

test("the platform is told of bkrepo's administrator only where it makes the accounts itself", () => {
  assert.equal(values.global.bkrepoConfig.initEnabled, true);
  assert.equal(values.global.bkrepoConfig.adminUsername, "admin");
  assert.equal(apiserverSecrets(secrets).BKREPO_ADMIN_PASSWORD, "K6");
  const bkrepo = { ...input.bkrepo, adminUser: undefined };
  const { bkrepoConfig } = paasStackValues({ ...input, bkrepo }, SECRETS, "chart").global;
  assert.equal(bkrepoConfig.initEnabled, false);
  assert.ok(!("adminUsername" in bkrepoConfig));
  const passwords = { ...secrets, bkrepo: { ...secrets.bkrepo, admin: undefined } };
  assert.ok(!("BKREPO_ADMIN_PASSWORD" in apiserverSecrets(passwords)));
});

test("without authorities and Sentinels nothing of them stands in the values", () => {
  assert.doesNotMatch(JSON.stringify(values), /OPTIONS|SENTINEL|volume/);
});

test("a Secret for pulling images stands in the values only where there is one", () => {
  const pulled = paasStackValues({ ...input, pullSecret: "puller" }, SECRETS, "chart");
  assert.deepEqual(pulled.global.imagePullSecrets, { extraSecrets: ["puller"] });
  assert.ok(!("imagePullSecrets" in values.global));
});

const guarded = paasStackValues(
  {
    ...input,
    mysql: {
      ...input.mysql,
      tls: { verify: "full", ca: "PEM" },
      openPaas: { host: "old.example.com", port: 3308, tls: { verify: "none" } },
    },
    redisMaster: "mymaster",
    authorities: "authorities-1",
  },
  { apiserver: reads("api"), workloads: reads("work"), uploads: reads("up") },
  "chart",
);

test("PaaS 2.0 is read where it is", () => {
  assert.equal(guarded.apiserver.env.OPEN_PAAS_MYSQL_HOST, "old.example.com");
  assert.equal(guarded.apiserver.env.OPEN_PAAS_MYSQL_PORT, "3308");
  assert.equal(guarded.apiserver.env.PAAS3_MYSQL_HOST, "db.example.com");
});

test("each database is spoken to as its server wants it", () => {
  const ssl = (text: string | undefined) => (JSON.parse(text ?? "{}") as { ssl?: unknown }).ssl;
  const verified = { ca: "/etc/bkpaas/authorities/mysql.pem", verify_mode: "required" };
  assert.deepEqual(ssl(guarded.apiserver.env.PAAS3_MYSQL_OPTIONS), verified);
  assert.deepEqual(ssl(guarded.workloads.env.ENGINE_MYSQL_OPTIONS), verified);
  const unverified = { check_hostname: false, verify_mode: "none" };
  assert.deepEqual(ssl(guarded.apiserver.env.OPEN_PAAS_MYSQL_OPTIONS), unverified);
});

test("certificates are mounted where the options look for them", () => {
  for (const { volumes, volumeMounts } of [guarded.apiserver, guarded.workloads]) {
    assert.deepEqual(volumes, [{ name: "authorities", configMap: { name: "authorities-1" } }]);
    assert.deepEqual(volumeMounts, [
      { name: "authorities", mountPath: "/etc/bkpaas/authorities", readOnly: true },
    ]);
  }
});

test("the ConfigMap of certificates is another one when a certificate changes", () => {
  const [one, same, other] = ["PEM 1", "PEM 1", "PEM 2"].map((mysql) => authoritiesMap({ mysql }));
  assert.equal(one?.name, same?.name);
  assert.notEqual(one?.name, other?.name);
  assert.deepEqual(other?.data, { "mysql.pem": "PEM 2" });
  assert.equal(authoritiesMap({ redis: undefined }), undefined);
});

test("modules that use Redis are told the master that Sentinels watch", () => {
  assert.equal(guarded.apiserver.env.SENTINEL_MASTER_NAME, "mymaster");
  assert.equal(guarded.workloads.env.SENTINEL_MASTER_NAME, "mymaster");
});
