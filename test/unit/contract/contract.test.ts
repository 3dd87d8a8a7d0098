import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { type Leaf, leaves } from "../../../contract/leaves.ts";
import { contract } from "../../../contract/outputs.ts";
import { READER_FILES } from "../../../contract/reader-files.ts";
import { elasticsearchTls } from "../../../outputs.ts";
import { SCHEMA_FILE, jsonSchema } from "../../../contract/schema.ts";
import { isSecret } from "../../../policy/hidden.ts";
import type { Json, JsonObject } from "../../../provider/protocol/value.ts";
import { FILES, formatted } from "../../../sandbox/commands/docs.ts";
import { CHECKOUT } from "../../../sandbox/layout.ts";

const GOLDEN = path.join(CHECKOUT, "test", "golden");
const LEAVES = leaves();

function recorded(file: string): JsonObject {
  const { outputs } = JSON.parse(readFileSync(path.join(GOLDEN, file), "utf8")) as { outputs: JsonObject };
  return outputs;
}

/** Every text within outputs by its path; what is in a list stands at the list's own. */
function textsIn(value: Json, at = ""): [string, string][] {
  if (typeof value === "string") return [[at, value]];
  if (Array.isArray(value)) return value.flatMap((item) => textsIn(item, at));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => textsIn(part, at === "" ? name : `${at}.${name}`));
}

function isAt(leaf: Leaf, place: string): boolean {
  return new RegExp(`^${leaf.path.replaceAll(".", "\\.").replaceAll("*", "[^.]+")}$`).test(place);
}

for (const file of readdirSync(GOLDEN).filter((name) => name.endsWith(".json"))) {
  test(`the outputs of ${file} are those of the contract`, () => {
    assert.deepEqual(contract.safeParse(recorded(file)).error?.issues, undefined);
  });

  test(`secret in ${file} is what the contract says, and nothing else`, () => {
    const declared = LEAVES.filter(({ facts }) => facts.isSecret && !facts.isMap);
    const texts = textsIn(recorded(file));
    const found = texts.filter(([, text]) => isSecret(text)).map(([place]) => place);
    const expected = texts
      .map(([place]) => place)
      .filter((place) => declared.some((leaf) => isAt(leaf, place)));
    assert.ok(found.length > 20);
    assert.deepEqual(found, expected);
  });
}

/** What the recorded outputs of an environment say of TLS, by server. */
function tlsIn(file: string): Record<string, unknown> {
  const { mysql, redis, rabbitmq, elasticsearch } = contract.parse(recorded(file));
  const servers = {
    mysql,
    "mysql.openPaas": mysql.openPaas,
    "mysql.plan": mysql.plan,
    redis,
    "redis.addons": redis.addons,
    rabbitmq,
    "rabbitmq.addons": rabbitmq.addons,
    elasticsearch,
  };
  return Object.fromEntries(
    Object.entries(servers).flatMap(([name, { tls } = {}]) => (tls ? [[name, tls]] : [])),
  );
}

test("every server that is configured with TLS says how to speak it, and no other does", () => {
  const ca = "-----BEGIN CERTIFICATE-----\nMIIexample\n-----END CERTIFICATE-----";
  assert.deepEqual(tlsIn("existing.json"), {
    mysql: { verify: "full", ca },
    "redis.addons": { verify: "none" },
    rabbitmq: { verify: "full" },
    elasticsearch: { verify: "full" },
  });
  for (const file of ["dev.json", "managed.json"]) assert.deepEqual(tlsIn(file), {}, file);
});

test("ElasticSearch says its authority where it is spoken to by https", () => {
  assert.deepEqual(elasticsearchTls({ scheme: "https", ca: "ours" }), { verify: "full", ca: "ours" });
  assert.equal(elasticsearchTls({ scheme: "http", ca: "ours" }), undefined);
});

test("an output that is not declared is refused, at every level", () => {
  const outputs = recorded("dev.json");
  const { mysql, keys } = outputs;
  assert.ok(contract.safeParse(outputs).success);
  assert.ok(!contract.safeParse({ ...outputs, other: 1 }).success);
  assert.ok(!contract.safeParse({ ...outputs, mysql: { ...(mysql as JsonObject), other: 1 } }).success);
  assert.ok(!contract.safeParse({ ...outputs, keys: { ...(keys as JsonObject), other: "x" } }).success);
});

test("a key that every stack has may not be missing", () => {
  const { keys, ...others } = recorded("dev.json");
  const { jwt, ...rest } = keys as JsonObject;
  assert.ok(jwt);
  assert.ok(!contract.safeParse({ ...others, keys: rest }).success);
});

test("every output says what it is in both languages, and which version has it first", () => {
  for (const { path: place, facts } of LEAVES) {
    assert.match(facts.doc.en, /^[A-Z].*\.$/, place);
    assert.match(facts.doc.zh, /。$/, place);
    assert.ok(Number.isInteger(facts.since) && facts.since >= 1, place);
  }
  assert.ok(LEAVES.length > 150);
});

test("every output that some environments lack says when it is absent, in both languages", () => {
  // An output of each application cluster is told below the map, which says so.
  const told = LEAVES.filter(
    ({ path: place, isOptional }) => isOptional && !place.startsWith("appClusters."),
  );
  for (const { path: place, facts } of told) {
    assert.match(facts.doc.en, /absent/, place);
    assert.match(facts.doc.zh, /不存在/, place);
  }
});

for (const name of [SCHEMA_FILE, ...Object.keys(READER_FILES)]) {
  test(`${name} is what make docs writes`, async () => {
    const file = path.join(CHECKOUT, name);
    const text = await formatted(FILES[name]?.() ?? "", file);
    assert.equal(text, readFileSync(file, "utf8"), "run: make docs");
  });
}

/** The parts of a JSON schema where an output stands: one for each variant that has it. */
function partsAt(part: JsonObject, names: readonly string[]): JsonObject[] {
  const [name, ...rest] = names;
  if (name === undefined) return [part];
  const variants = ["anyOf", "oneOf"].flatMap((word) => (part[word] ?? []) as JsonObject[]);
  const inner = name === "*" ? part.additionalProperties : ((part.properties ?? {}) as JsonObject)[name];
  return [
    ...variants.flatMap((variant) => partsAt(variant, names)),
    ...(inner ? partsAt(inner as JsonObject, rest) : []),
  ];
}

test("the JSON schema says of every output what the reader knows of it", () => {
  const schema = JSON.parse(jsonSchema()) as JsonObject;
  for (const { path: place, facts } of LEAVES) {
    const parts = partsAt(schema, place.split("."));
    assert.ok(parts.length > 0, place);
    for (const part of parts) {
      assert.equal(part["x-since"], facts.since, place);
      assert.equal(part["x-secret"] === true, facts.isSecret, place);
      assert.equal(typeof part.description, "string", place);
    }
  }
});

test("the JSON schema marks secrets, and takes an output that it does not name", () => {
  const text = jsonSchema();
  const { $schema, properties } = JSON.parse(text) as {
    $schema: string;
    properties: { mysql: { properties: { plan: { properties: Record<string, JsonObject> } } } };
  };
  assert.equal($schema, "https://json-schema.org/draft/2020-12/schema");
  const { host, password } = properties.mysql.properties.plan.properties;
  assert.deepEqual([password?.["x-secret"], password?.["x-since"]], [true, 1]);
  assert.equal(host?.["x-secret"], undefined);
  assert.doesNotMatch(text, /"additionalProperties":false/);
  assert.match(text, /"additionalProperties":\{/);
});
