import assert from "node:assert/strict";
import { test } from "node:test";
import { ADMIN, type Section, given, parsedWith } from "../../../support/configuration.ts";
import { needsNoQuotes } from "../../../../config/platform/retyping-rules.ts";

const archive = (version = "0.1.3") => ({ from: "archive", path: "./bkpaas3.tgz", version });
const platform = (more: Section = {}, bkpaas3: Section = {}): Section => ({
  generation: "bkpaas3",
  bkpaas3: { chart: archive(), ...bkpaas3 },
  ...more,
});

/** The keys that are refused with generation bkpaas3. */
function refusedIn(changes: Record<string, Section>): string[] {
  const parsed = parsedWith({ platform: platform(), ...changes });
  return parsed.ok ? [] : parsed.problems.map(({ key }) => key);
}

const PEM = "-----BEGIN CERTIFICATE-----\nMII=\n-----END CERTIFICATE-----";
const bkrepo = { endpoint: "http://bkrepo.example.com", admin: ADMIN };
const byPlatform = (admin: Section) => ({ ...bkrepo, provisioning: "platform", admin });
const mysql = { mode: "existing", host: "db.example.com", admin: ADMIN };
const rabbitmq = { mode: "existing", provisioning: "none", host: "mq.example.com" };
const sentinel = (...sentinels: string[]) => ({ redis: { mode: "sentinel", master: "m", sentinels } });
const ca = { tls: { verify: "full", ca: PEM } };

/** What only this chart can't be told, by the key that is named. */
const REFUSED: readonly [key: string, changes: Record<string, Section>][] = [
  ["bkrepo.project", { bkrepo: { ...bkrepo, project: "null" } }],
  ["bkrepo.addonsProject", { bkrepo: { ...bkrepo, addonsProject: "true" } }],
  ["bkrepo.users.addons", { bkrepo: { ...bkrepo, users: { addons: "2024-01-01" } } }],
  ["bkrepo.users.lesscode", { bkrepo: { ...bkrepo, users: { lesscode: "1e5" } } }],
  ["bkrepo.endpoint", { bkrepo: { ...bkrepo, endpoint: "http://bkrepo.example.com/it's" } }],
  ["bkrepo.admin.user", { bkrepo: byPlatform({ user: "a;b", password: "s3cret" }) }],
  ["bkrepo.admin.password", { bkrepo: byPlatform({ user: "admin", password: "a$(id)" }) }],
  ["bkrepo.admin.password", { bkrepo: byPlatform({ user: "admin", password: "null" }) }],
  ["keys.bkrepoPlatform.value", { keys: { bkrepoPlatform: given("%abc") } }],
  ["keys.bkrepoAddons.value", { keys: { bkrepoAddons: given("yes") } }],
  ["keys.bkrepoLesscode.value", { keys: { bkrepoLesscode: given(".5") } }],
  ["keys.jwt.value", { keys: { jwt: given("12345678901234567890123456789012") } }],
  ["keys.jwt.value", { keys: { jwt: given("$another-key-of-thirty-two-letters") } }],
  ["keys.svcRabbitmqDjango.value", { keys: { svcRabbitmqDjango: given("$another-key") } }],
  ["keys.sentryDsn.value", { keys: { sentryDsn: given("https://a'b@sentry.example.com/1") } }],
  ["rabbitmq.admin.user", { rabbitmq: { ...rabbitmq, admin: { user: "$admin", password: "p" } } }],
  ["rabbitmq.admin.password", { rabbitmq: { ...rabbitmq, admin: { user: "admin", password: "$p" } } }],
  ["redis.sentinels", sentinel("s0.example.com:26379", "s1.example.com:26380")],
  ["mysql.tls.ca", { mysql: { ...mysql, ...ca, provisioning: "job" } }],
  ["redis.tls.ca", { redis: { mode: "existing", host: "redis.example.com", ...ca } }],
  ["platform.recovery", { platform: platform({ recovery: "initialise" }) }],
  [
    "platform.packages.pipExtraIndexUrl",
    { platform: platform({ packages: { pipExtraIndexUrl: "https://pypi.example.com" } }) },
  ],
  ["platform.iam", { platform: platform({ iam: false }) }],
  ["platform.bkpaas3.migrateFrom", { platform: platform({}, { migrateFrom: "0.1.2" }) }],
];

for (const [key, changes] of REFUSED) {
  test(`chart bkpaas3 can't be told ${key} as ${JSON.stringify(Object.values(changes)[0])}`, () => {
    assert.deepEqual(refusedIn(changes), [key]);
  });

  test(`no other generation minds ${key} as ${JSON.stringify(Object.values(changes)[0])}`, () => {
    const parsed = parsedWith({ ...changes, platform: {} });
    assert.deepEqual(parsed.ok ? [] : parsed.problems, []);
  });
}

test("a sound environment with chart bkpaas3 is taken", () => {
  assert.deepEqual(refusedIn({}), []);
  assert.deepEqual(refusedIn(sentinel("s0.example.com:26379", "s1.example.com:26379")), []);
  assert.deepEqual(refusedIn({ bkrepo: byPlatform({ user: "admin", password: "s3cret-word" }) }), []);
});

test("without IAM later images will do, and later charts", () => {
  const images = { tags: { "paas3-apiserver": "1.1.0" } };
  assert.deepEqual(refusedIn({ platform: platform({ iam: false }), images }), []);
  assert.deepEqual(refusedIn({ platform: platform({ iam: false }, { chart: archive("1.4.0") }) }), []);
});

test("a version to go from is taken where the step uninstalls", () => {
  const step = { migrateFrom: "0.1.3", chart: archive("1.1.1-beta.2") };
  assert.deepEqual(refusedIn({ platform: platform({}, step) }), []);
});

for (const text of [
  "yes",
  "No",
  "on",
  "null",
  "~",
  "y",
  "1e5",
  ".5",
  "+.5",
  "1_0",
  ".inf",
  "!a",
  "%a",
  ",a",
  "@a",
  "-a",
]) {
  test(`${text} needs quotes in YAML`, () => {
    assert.equal(needsNoQuotes(text), false);
  });
}

for (const text of [
  "bkpaas3",
  "bksaas-addons",
  "Aa1_.,@%+=/^!-",
  "yes!",
  "nullable",
  "e1",
  "^a",
  "=a",
  "/a",
]) {
  test(`${text} needs no quotes in YAML`, () => {
    assert.equal(needsNoQuotes(text), true);
  });
}
