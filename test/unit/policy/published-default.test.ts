import assert from "node:assert/strict";
import { test } from "node:test";
import { publishedDefault } from "../../../policy/rules/published-default.ts";
import { creates, namesOf } from "./steps.ts";

const PUBLISHED = "your-redis-password";
const WORD = "blueking";

function refused(type: string, inputs: Record<string, unknown>): string[] {
  return namesOf(publishedDefault.check([creates(type, "it", inputs)]));
}

const SECRET = "kubernetes:core/v1:Secret";

test("nobody's Secret, Helm value, ConfigMap or account has a published default", () => {
  const data = Buffer.from(WORD).toString("base64");
  assert.deepEqual(refused(SECRET, { stringData: { MYSQL_PASSWORD: WORD } }), [
    "it stringData.MYSQL_PASSWORD",
  ]);
  assert.deepEqual(refused(SECRET, { data: { any: data } }), ["it data.any"]);
  assert.deepEqual(refused("kubernetes:helm.sh/v3:Release", { values: { redis: { url: PUBLISHED } } }), [
    "it values.redis.url",
  ]);
  assert.deepEqual(refused("kubernetes:core/v1:ConfigMap", { data: { jwtKey: WORD } }), ["it data.jwtKey"]);
  assert.deepEqual(refused("mysql:index/user:User", { user: "a", plaintextPassword: WORD }), [
    "it inputs.plaintextPassword",
  ]);
  for (const type of ["bkpaas:bkrepo:User", "bkpaas:rabbitmq:User", "pulumi:providers:bkpaas"]) {
    assert.deepEqual(refused(type, { userId: "bkpaas3", password: WORD }), ["it inputs.password"], type);
    assert.deepEqual(refused(type, { userId: WORD, name: WORD, password: "[secret]" }), [], type);
  }
});

test("a message tells where the value is published, not the value", () => {
  const [violation] = publishedDefault.check([creates(SECRET, "it", { stringData: { a: PUBLISHED } })]);
  assert.match(violation?.message ?? "", /published \(the default Redis password of chart bkpaas3\)/);
  assert.ok(!violation?.message.includes(PUBLISHED));
});

test("the same words as names of users, databases and namespaces are let be", () => {
  assert.deepEqual(refused(SECRET, { stringData: { username: "bkpaas3", password: "Kx7own9Qw2" } }), []);
  assert.deepEqual(refused("kubernetes:helm.sh/v3:Release", { values: { bkpaas3Username: "bkpaas3" } }), []);
  assert.deepEqual(refused("mysql:index/database:Database", { name: "bkpaas3" }), []);
  assert.deepEqual(refused("kubernetes:core/v1:Namespace", { metadata: { name: WORD } }), []);
});

test("one that is kept as key in use came with its data", () => {
  const secret = creates(SECRET, "it", { stringData: { KEY: PUBLISHED, OTHER: WORD } });
  const { operation, urn, type } = creates("pulumi:index:Stash", "key-in-use", {});
  const stash = {
    operation,
    urn,
    type,
    new: { inputs: { input: PUBLISHED }, outputs: { output: PUBLISHED } },
  };
  assert.deepEqual(namesOf(publishedDefault.check([secret, stash])), ["it stringData.OTHER"]);
});
