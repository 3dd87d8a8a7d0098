import assert from "node:assert/strict";
import { describe, it, test } from "node:test";
import {
  apiserverSecrets,
  bkrepoSecrets,
  svcBkrepoSecrets,
  svcMysqlSecrets,
  svcRabbitmqSecrets,
  workloadsSecrets,
} from "../../../components/platform/secret-environment.ts";
import { mysqlPlanFixture } from "../../../components/platform/bk-services/plan-fixtures.ts";
import { type KeyName, keyNames } from "../../../config/secrets/catalogue.ts";
import { PLACES } from "../../../config/secrets/places.ts";
import { findKey } from "../../../sandbox/adopt/found.ts";
import { partOf } from "../../../sandbox/adopt/parts.ts";
import type { Sources } from "../../../sandbox/adopt/sources.ts";
import { platformSecrets } from "../../support/platform.ts";
import { ACCOUNTS, bkpaas3Objects, bkpaas3Values, firstGeneration, newKeys } from "./installations.ts";

/** The distinct values found of every key that was found. */
function valuesIn(sources: Sources): Record<string, string[]> {
  const found = keyNames.map((name): [KeyName, string[]] => [
    name,
    findKey(name, sources, ACCOUNTS).findings.map(({ value }) => value),
  ]);
  return Object.fromEntries(
    found.filter(([, values]) => values.length > 0).map(([name, values]) => [name, [...new Set(values)]]),
  );
}

function eachOnce(keys: Readonly<Record<string, string>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(keys).map(([name, value]) => [name, [value]]));
}

function without(
  keys: Readonly<Record<string, string>>,
  ...names: readonly KeyName[]
): Record<string, string> {
  return Object.fromEntries(Object.entries(keys).filter(([name]) => !names.some((one) => one === name)));
}

function placesOf(name: KeyName, sources: Sources): string[] {
  return findKey(name, sources, ACCOUNTS).findings.map(({ place }) => place);
}

describe("an installation of paas-stack and bk-services", () => {
  const keys = newKeys();
  const sources: Sources = { releases: firstGeneration(keys), objects: [] };

  it("has every key that its documents know, each with one value", () => {
    assert.deepEqual(valuesIn(sources), eachOnce(without(keys, "healthzToken", "metricsToken")));
  });

  it("names each place, empty ones left out", () => {
    assert.deepEqual(placesOf("encryption", sources), [
      "release bk-paas3: apiserver.env.BKKRILL_ENCRYPT_SECRET_KEY",
    ]);
    assert.deepEqual(placesOf("jwt", sources), [
      "release bk-paas3: global.env.PAAS_SERVICE_JWT_CLIENTS_KEY",
      "release bk-services: global.env.PAAS_SERVICE_JWT_CLIENTS_KEY",
    ]);
  });

  it("is read in the spelling of the values reference too", () => {
    const [platform] = firstGeneration(keys);
    const { apiserver, workloads, global } = platform?.values ?? {};
    const values = { global, apiServer: apiserver, engine: workloads };
    const reference: Sources = {
      releases: [{ name: "release old", chart: "paas-stack", values }],
      objects: [],
    };
    assert.deepEqual(valuesIn(reference)["encryption"], [keys.encryption]);
    assert.deepEqual(valuesIn(reference)["mysqlPlatform"], [keys.mysqlPlatform]);
  });
});

describe("an installation of bkpaas3", () => {
  const keys = newKeys();
  const shared = {
    svcMysqlEncryption: keys.encryption,
    svcBkrepoEncryption: keys.encryption,
    svcRabbitmqEncryption: keys.encryption,
  };
  const known = without({ ...keys, ...shared }, "privateToken");
  const values = bkpaas3Values(keys);
  const release = { name: "release bk-paas", chart: "bkpaas3" as const, values };

  it("has every key it knows in release and objects, one encryption key for all modules", () => {
    assert.deepEqual(valuesIn({ releases: [release], objects: bkpaas3Objects(keys) }), eachOnce(known));
  });

  it("has all but svc-rabbitmq's fixed key in its release alone, all but the services' accounts in its objects alone", () => {
    const inRelease = without(known, "svcRabbitmqDjango");
    assert.deepEqual(valuesIn({ releases: [release], objects: [] }), eachOnce(inRelease));
    const inObjects = without(known, "mysqlPlan", "mysqlServices");
    assert.deepEqual(valuesIn({ releases: [], objects: bkpaas3Objects(keys) }), eachOnce(inObjects));
  });

  it("with a MariaDB of its own has that account's password, and no other database's", () => {
    const own = { enabled: true, auth: { username: "bk_paas3", password: "OwnMariadb" } };
    const sources: Sources = { releases: [{ ...release, values: { ...values, mariadb: own } }], objects: [] };
    assert.deepEqual(valuesIn(sources)["mysqlPlatform"], ["OwnMariadb"]);
    assert.equal(valuesIn(sources)["mysqlServices"], undefined);
  });

  it("of version 1 has the database of workloads with the apiserver", () => {
    const externalDatabase = { workloads: { user: "bk_paas3", password: keys.mysqlPlatform } };
    const later = { ...release, values: { apiserver: { externalDatabase } } };
    assert.deepEqual(placesOf("mysqlPlatform", { releases: [later], objects: [] }), [
      "release bk-paas: apiserver.externalDatabase.workloads.password",
    ]);
  });
});

test("the password of another account is not the key, and is named with its account", () => {
  const env = { PAAS3_MYSQL_USER: "root", PAAS3_MYSQL_PASSWORD: "RootsOwn" };
  const release = { name: "release bk-paas3", chart: "paas-stack" as const, values: { apiserver: { env } } };
  const { findings, others } = findKey("mysqlPlatform", { releases: [release], objects: [] }, ACCOUNTS);
  assert.deepEqual(findings, []);
  assert.deepEqual(others, [
    {
      place: "release bk-paas3: apiserver.env.PAAS3_MYSQL_PASSWORD",
      reason: "is the password of root, not of bk_paas3",
    },
  ]);
});

test("a key that YAML took for a number is unreadable, because its digits may be lost", () => {
  const values = { global: { env: { PAAS_SERVICE_JWT_CLIENTS_KEY: 1e30 } } };
  const release = { name: "release bk-services", chart: "bk-services" as const, values };
  const { findings, unreadable } = findKey("jwt", { releases: [release], objects: [] }, ACCOUNTS);
  assert.deepEqual(findings, []);
  assert.match(unreadable[0]?.reason ?? "", /is a number, not text/);
});

test("the Secrets of stores that this program runs have their passwords", () => {
  const users = [
    { name: "admin", password: "Administrators", tags: "administrator" },
    { name: "bkpaas3", password: "Platforms", tags: "" },
  ];
  const secret = (name: string, entries: Record<string, string>) => ({
    kind: "Secret" as const,
    name,
    entries,
  });
  const sources: Sources = {
    releases: [],
    objects: [
      secret("bkpaas-mysql", { "root-password": "MysqlRoot" }),
      secret("bkpaas-redis", { password: "Redis" }),
      secret("bkpaas-rabbitmq", { "definitions.json": JSON.stringify({ users }) }),
      secret("bkpaas3-apiserver-secrets", { REDIS_URL: "redis://:Redis@bkpaas-redis.paas.svc:6379/10" }),
    ],
  };
  assert.deepEqual(valuesIn(sources), {
    mysqlRoot: ["MysqlRoot"],
    redis: ["Redis"],
    rabbitmqAdmin: ["Administrators"],
    rabbitmqPlatform: ["Platforms"],
  });
});

describe("the part of a text that is a key", () => {
  const inRedis = { kind: "address", host: "bkpaas-redis" } as const;

  it("is the password of an address of that host, decoded where it is encoded, raw where it can't be", () => {
    assert.equal(partOf("redis://:a%2Fb@bkpaas-redis.ns.svc:6379/1", inRedis, undefined), "a/b");
    assert.equal(partOf("redis://user:50%@bkpaas-redis:6379/1", inRedis, undefined), "50%");
    assert.equal(partOf("redis://:a@b@bkpaas-redis:6379", inRedis, undefined), "a@b");
    assert.equal(partOf("redis://:secret@elsewhere:6379/1", inRedis, undefined), undefined);
    assert.equal(partOf("redis://bkpaas-redis:6379/1", inRedis, undefined), undefined);
  });

  it("is the field of a table in either of TOML's quotes, never of a longer name", () => {
    const field = { kind: "field", name: "PASSWORD" } as const;
    assert.equal(partOf("{USERNAME='a', PASSWORD='b'}", field, undefined), "b");
    assert.equal(partOf('{USERNAME = "a", PASSWORD = "b\\"c"}', field, undefined), 'b"c');
    assert.equal(partOf("{OLD_PASSWORD='b'}", field, undefined), undefined);
  });
});

test("the password of a plan is that of its account, in whatever characters", () => {
  const plan = { host: "db", port: 3306, user: "planner", auth_ip_list: ["%"] };
  const text = mysqlPlanFixture(plan, 'a"b\\c');
  assert.equal(partOf(text, { kind: "plan" }, "planner"), 'a"b\\c');
  assert.equal(partOf(text, { kind: "plan" }, "somebody"), undefined);
  assert.equal(partOf("no fixture", { kind: "plan" }, "planner"), undefined);
});

/** Where our own chart had bkrepo's passwords until 0.1.0. */
const FORMERLY = /^bkpaas3-(apiserver|workloads|uploads)-secrets\/BKREPO_/;

test("the places in our own Secrets are those that our chart's modules read", () => {
  const values = {
    ...platformSecrets,
    keys: { ...platformSecrets.keys, sentryDsn: "x" },
    sentinelPassword: "x",
    elasticsearchAuth: "x",
  };
  const modules: Readonly<Record<string, readonly string[]>> = {
    "bkpaas3-apiserver-secrets": Object.keys(apiserverSecrets(values)),
    "bkpaas3-workloads-secrets": Object.keys(workloadsSecrets(values)),
    "bkpaas3-bkrepo-secrets": Object.keys(bkrepoSecrets(values)),
    "bkpaas3-svc-mysql-secrets": Object.keys(svcMysqlSecrets(values)),
    "bkpaas3-svc-bkrepo-secrets": Object.keys(svcBkrepoSecrets(values)),
    "bkpaas3-svc-rabbitmq-secrets": Object.keys(svcRabbitmqSecrets(values)),
  };
  const ours = Object.values(PLACES).flatMap(({ objects }) =>
    objects.filter(({ object, entry }) => object in modules && !FORMERLY.test(`${object}/${entry}`)),
  );
  assert.ok(ours.length > 20);
  for (const { object, entry } of ours) assert.ok(modules[object]?.includes(entry), `${object}: ${entry}`);
});
