import assert from "node:assert/strict";
import { test } from "node:test";
import { plaintextSecret } from "../../../policy/rules/plaintext-secret.ts";
import { creates, namesOf, urnOf } from "./steps.ts";

const RELEASE = "kubernetes:helm.sh/v3:Release";
const CONFIG_MAP = "kubernetes:core/v1:ConfigMap";

const PLANTED = "Kx7planted9Qw2";

function refused(type: string, inputs: Record<string, unknown>): string[] {
  const violations = plaintextSecret.check([creates(type, "it", inputs)]);
  for (const { message } of violations) assert.ok(!message.includes(PLANTED), message);
  return namesOf(violations);
}

test("what the engine marks as secret goes neither into values nor into a ConfigMap", () => {
  assert.deepEqual(refused(RELEASE, { values: { a: { b: ["x", "[secret]"] } } }), ["it values.a.b[1]"]);
  assert.deepEqual(refused(CONFIG_MAP, { data: { a: "[secret]" } }), ["it data.a"]);
  assert.deepEqual(refused(CONFIG_MAP, { data: "[secret]" }), ["it data"]);
});

test("what is called a secret is none in the clear", () => {
  for (const name of [
    ...["REDIS_PASSWORD", "password", "rootPasswd", "BK_APP_SECRET", "appSecret", "privateToken"],
    ...["BK_PAAS3_PRIVATE_TOKEN_FOR_APIGW", "PAAS_SERVICE_JWT_CLIENTS_KEY", "encryptKey", "SENTRY_DSN"],
    ...["AWS_CREDENTIALS", "healthzToken", "secretKey", "BKKRILL_ENCRYPT_SECRET_KEY", "authorization"],
  ]) {
    assert.deepEqual(refused(RELEASE, { values: { [name]: PLANTED } }), [`it values.${name}`], name);
    assert.deepEqual(refused(CONFIG_MAP, { data: { [name]: PLANTED } }), [`it data.${name}`], name);
  }
  const env = [{ name: "REDIS_PASSWORD", value: PLANTED }];
  assert.deepEqual(refused(RELEASE, { values: { env } }), ["it values.env[0].value"]);
});

test("what gives itself away is none in the clear, whatever it is called", () => {
  const data = { a: `redis://:${PLANTED}@redis:6379/0`, b: `-----BEGIN PRIVATE KEY-----\n${PLANTED}` };
  assert.deepEqual(refused(CONFIG_MAP, { data }), ["it data.a", "it data.b"]);
});

test("Secrets are named, and settings about secrets made", () => {
  const values = {
    envFrom: [{ secretRef: { name: "bkpaas3-apiserver-secrets" } }],
    podAnnotations: { "checksum/secrets": "0123456789abcdef" },
    env: [{ name: "KEY", valueFrom: { secretKeyRef: { name: "a", key: "password" } } }],
    auth: { existingSecret: "redis", existingSecretPasswordKey: "password" },
    imagePullSecrets: ["registry"],
    ingress: { tlsSecret: "platform-tls" },
    global: { imagePullSecrets: { extraSecrets: ["other"] } },
    tls: { secretName: "tls", publicKey: "ssh-ed25519 AAAA" },
    PASSWORD_FILE: "/run/secrets/password",
    TOKEN_URL: "https://login.example.com/token",
    tokenTtlSeconds: "3600",
    TOKEN_ENABLED: "true",
    adminPassword: "",
    ...{ superPassword: "''", sentinelPassword: '""' },
    adminUsername: "admin",
  };
  assert.deepEqual(refused(RELEASE, { values }), []);
  const data = {
    "mysql.pem": "-----BEGIN CERTIFICATE-----\nMIIB",
    "redis.conf": "include /run/secrets/redis/a",
  };
  assert.deepEqual(refused(CONFIG_MAP, { data }), []);
});

test("a chart of the platform that takes secrets as values only may be given them, but none in the clear", () => {
  const inputs = { chart: "bkpaas3", values: { global: { appSecret: "[secret]", healthzToken: PLANTED } } };
  const chain = `bkpaas:platform:Bkpaas3$${RELEASE}`;
  const step = { ...creates(RELEASE, "it", inputs), urn: urnOf(chain, "it") };
  assert.deepEqual(namesOf(plaintextSecret.check([step])), ["it values.global.healthzToken"]);
  const own = { ...inputs, chart: "./charts/paas-stack" };
  const ours = { ...creates(RELEASE, "it", own), urn: urnOf(chain, "it") };
  assert.equal(plaintextSecret.check([ours]).length, 2);
  assert.equal(plaintextSecret.check([creates(RELEASE, "it", inputs)]).length, 2);
});

test("a variable that Kubernetes puts in is named, and nothing else beside it", () => {
  const open = { PASSWORD: "$(DB_PASSWORD)", TOKEN: "'$(TOKEN)'", SENTRY_DSN: "{dsn='$(SENTRY_DSN)'}" };
  assert.deepEqual(refused(RELEASE, { values: open }), []);
  const clear = { PASSWORD: `${PLANTED}$(NAME)`, TOKEN: `$(${PLANTED}`, SECRET: `{a='${PLANTED}'}` };
  assert.equal(refused(RELEASE, { values: clear }).length, 3);
});

test("Secrets are where secrets belong", () => {
  assert.deepEqual(refused("kubernetes:core/v1:Secret", { stringData: { PASSWORD: PLANTED } }), []);
});

test("so are the accounts and the settings of our own provider, which the state keeps encrypted", () => {
  for (const type of ["bkpaas:bkrepo:User", "bkpaas:rabbitmq:User", "pulumi:providers:bkpaas"]) {
    assert.deepEqual(refused(type, { password: "[secret]" }), [], type);
  }
});
