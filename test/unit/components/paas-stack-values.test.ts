import assert from "node:assert/strict";
import { test } from "node:test";
import { authoritiesMap } from "../../../components/platform/authorities.ts";
import type { PlatformInput } from "../../../components/platform/input.ts";
import {
  documentedPaasStackValues,
  paasStackValues,
} from "../../../components/platform/paas-stack/values.ts";
import {
  apiserverSecrets,
  bkrepoSecrets,
  blobstoreConfig,
  workloadsSecrets,
} from "../../../components/platform/secret-environment.ts";
import { installOnlyHookNames } from "../../../config/platform/install-only.ts";
import { presetOf } from "../../../config/platform/presets.ts";
import { platformInput as input, platformSecrets as secrets, secretOf } from "../../support/platform.ts";

const SECRETS = { apiserver: secretOf("apiserver"), workloads: secretOf("workloads") };
const OWN = {
  bkrepo: secretOf("bkrepo"),
  present: { sentryDsn: false, sentinelPassword: false },
  digest: "chart",
};
const valuesOf = (changed: Partial<PlatformInput<string>>) =>
  paasStackValues({ ...input, ...changed }, SECRETS, OWN);
const values = valuesOf({});

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
  assert.deepEqual(values.workloads.envFrom, [{ secretRef: { name: "secret-of-workloads" } }]);
  assert.deepEqual(values.workloads.podAnnotations, { "checksum/secrets": "digest-of-workloads" });
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
  assert.equal(bkrepoSecrets(secrets).BKREPO_ADMIN_PASSWORD, "password-bkrepo-admin");
  const { bkrepoConfig } = valuesOf({ bkrepo: { ...input.bkrepo, adminUser: undefined } }).global;
  assert.equal(bkrepoConfig.initEnabled, false);
  assert.ok(!("adminUsername" in bkrepoConfig));
  const passwords = { ...secrets, bkrepo: { ...secrets.bkrepo, admin: undefined } };
  assert.ok(!("BKREPO_ADMIN_PASSWORD" in bkrepoSecrets(passwords)));
});

test("without authorities and Sentinels nothing of them stands in the values", () => {
  assert.doesNotMatch(JSON.stringify(values), /OPTIONS|SENTINEL|volume/);
});

test("Secrets for pulling images stand in the values only where there are any", () => {
  const { imagePullSecrets } = valuesOf({ pullSecrets: ["puller", "another"] }).global;
  assert.deepEqual(imagePullSecrets, { extraSecrets: ["puller", "another"] });
  assert.ok(!("imagePullSecrets" in values.global));
});

const guarded = valuesOf({
  mysql: {
    ...input.mysql,
    tls: { verify: "full", ca: "PEM" },
    openPaas: { host: "old.example.com", port: 3308, tls: { verify: "none" } },
  },
  redisMaster: "mymaster",
  authorities: "authorities-1",
});

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

test("a preset's replicas and resources reach every process, and the last hook gets a Job's", () => {
  const large = valuesOf({ preset: presetOf("production", 4) });
  assert.equal(large.apiserver.processes.web.replicas, 4);
  assert.equal(large.workloads.processes.worker.replicas, 4);
  assert.equal(large.webfe.processes.web.replicas, 4);
  const { job, page } = presetOf("production").shares;
  assert.deepEqual(large.webfe.processes.web.resources, page.resources);
  assert.deepEqual(large.apiserver.preRunHooks["on-initial-script"].resources, job.resources);
  assert.equal(large.global.spread, true);
});

test("hooks of a first install run in an upgrade only while recovery asks for it", () => {
  assert.ok(!("preRunHooks" in values.workloads));
  const one = valuesOf({ initialise: new Set(["workloads.on-initial-fixtures"]) });
  assert.deepEqual(one.workloads.preRunHooks, {
    "on-initial-fixtures": { position: "pre-install,pre-upgrade" },
  });
  const all = valuesOf({ initialise: new Set(installOnlyHookNames) }).workloads.preRunHooks;
  assert.deepEqual(Object.keys(all ?? {}), ["on-initial-fixtures", "generate-initial-cluster-state"]);
});

test("a proxy is told to every module, and what is in the cluster is reached without it", () => {
  const { env } = valuesOf({ proxy: { https: "http://proxy:3128", except: [".example.com"] } }).global;
  assert.deepEqual(env, {
    HTTPS_PROXY: "http://proxy:3128",
    NO_PROXY:
      "localhost,127.0.0.1,.svc,bkpaas3-apiserver-web,bkpaas3-workloads-web,bkpaas3-svc-mysql-web," +
      "bkpaas3-svc-bkrepo-web,bkpaas3-svc-rabbitmq-web,.cluster.local,.example.com",
  });
  assert.ok(!("env" in values.global));
});

test("package indexes, host aliases and what is asked of IAM are carried through", () => {
  const changed = valuesOf({
    packages: { pipIndexUrl: "https://pypi.example.com", npmRegistry: "https://npm.example.com" },
    hostAliases: [{ ip: "10.0.0.1", hostnames: ["bkpaas.paas.example.com"] }],
    hasIam: false,
    clusterDomain: "cluster.example",
    ingress: { className: "nginx", tlsSecret: "certificate" },
  });
  assert.equal(changed.apiserver.env.BUILDPACK_PYTHON_PIP_INDEX_URL, "https://pypi.example.com");
  assert.equal(changed.apiserver.env.BUILDPACK_NODEJS_NPM_REGISTRY, "https://npm.example.com");
  assert.equal(changed.apiserver.env.PAAS_BK_IAM_SKIP, "true");
  assert.ok(!("PAAS_BK_IAM_SKIP" in values.apiserver.env));
  assert.deepEqual(changed.global.hostAliases, [{ ip: "10.0.0.1", hostnames: ["bkpaas.paas.example.com"] }]);
  assert.equal(changed.global.clusterDomain, "cluster.example");
  assert.deepEqual(changed.global.ingress, { className: "nginx", tlsSecret: "certificate" });
});

const PASSWORDS = secrets.bkrepo;
const documented = documentedPaasStackValues(input, SECRETS, { bkrepo: PASSWORDS });

test("a chart of somebody else gets the keys of the documents, and passwords where it takes nothing else", () => {
  assert.equal(documented.global.bkrepoConfig.lesscodePassword, PASSWORDS.lesscode);
  assert.deepEqual(documented.apiserver.envFrom, values.apiserver.envFrom);
  assert.deepEqual(Object.keys(documented), ["global", "apiserver", "workloads", "webfe", "extraInitial"]);
  assert.doesNotMatch(JSON.stringify(documented), /existingSecret|checksum":|chartDigest|spread/);
});

test("no secret stands in the values of our own chart", () => {
  assert.doesNotMatch(JSON.stringify(values), /password-|key-/);
});
