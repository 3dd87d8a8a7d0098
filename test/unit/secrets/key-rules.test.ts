import assert from "node:assert/strict";
import { test } from "node:test";
import { type Problem, renderProblems } from "../../../config/problem.ts";
import { type Parsed, parse } from "../../../config/parse.ts";
import { keyNames } from "../../../config/secrets/catalogue.ts";
import { keysInUse } from "../../../config/secrets/in-use.ts";
import type { Settings } from "../../../config/schema.ts";
import { warningsOf } from "../../../config/warnings.ts";
import { ADMIN, type Section, given, parsedWith, settingsWith } from "../../support/configuration.ts";

const ADDONS = { mode: "existing", host: "apps.example.com", admin: ADMIN };

function parsed(keys: Section): Parsed {
  return parsedWith(sectionsWith(keys));
}

function sectionsWith(keys: Section, others: Record<string, Section> = {}): Record<string, Section> {
  const mysql = { mode: "existing", host: "db.example.com", admin: ADMIN, addons: ADDONS };
  return { keys, mysql, ...others };
}

function problemsOf(keys: Section): readonly Problem[] {
  const result = parsed(keys);
  return result.ok ? [] : result.problems;
}

function settingsOf(keys: Section, others: Record<string, Section> = {}): Settings {
  return settingsWith(sectionsWith(keys, others));
}

const adopted = (value: string): Section => ({ source: "adopted", value });
const fernet = (letter: string): string => Buffer.from(letter.repeat(32)).toString("base64");
const UUID = "11111111-2222-4333-8444-555555555555";

test("without a word every key is generated, and those for others only exist when asked for", () => {
  const settings = settingsOf({});
  assert.equal(settings.keys.encryption?.source, "generated");
  assert.equal(settings.keys.bkauthEncryption, undefined);
  assert.ok(!keysInUse(settings).includes("bkauthEncryption"));
  assert.ok(
    keysInUse(settingsOf({ bkauthEncryption: { source: "generated" } })).includes("bkauthEncryption"),
  );
});

test("the passwords of stores are keys of a stack that runs them", () => {
  assert.ok(!keysInUse(settingsOf({})).includes("redis"));
  const managed = { mysql: { mode: "managed", addons: { mode: "managed" } }, redis: { mode: "managed" } };
  const used = keysInUse(settingsOf({}, managed));
  for (const name of ["mysqlRoot", "mysqlAddonsRoot", "redis"] as const) assert.ok(used.includes(name), name);
});

/** Of each format one that is taken and one that is not. */
const forms: [key: string, sound: string, wrong: string, rule: RegExp][] = [
  ["encryption", fernet("a"), Buffer.from("a".repeat(31)).toString("base64"), /base64 of exactly 32 bytes/],
  ["svcMysqlEncryption", fernet("a"), "a".repeat(32), /base64 of exactly 32 bytes/],
  ["bkauthEncryption", "a".repeat(32), fernet("a"), /exactly 32 characters/],
  ["jwt", "any plain text of some length, it says", "two\nlines", /one line of text/],
  ["privateToken", "t0ken-of-the-gateway", " t0ken", /one line of text/],
  ["appSecret", UUID, "not one\tword", /gave to bk_paas3/],
  ["mysqlPlatform", "Aa1-0123456789", "12e45", /look like a number/],
  ["bkrepoAddons", "Aa1-0123456789", "a:b", /bkrepo splits credentials at colons/],
  ["sentryDsn", "https://public@sentry.example.com/1", "https://sentry.example.com/1", /such as https/],
];

for (const [key, sound, wrong, rule] of forms) {
  for (const source of ["given", "adopted"]) {
    test(`${key} is ${source} in its format only, and no message shows it`, () => {
      assert.deepEqual(problemsOf({ [key]: { source, value: sound } }), []);
      const problems = problemsOf({ [key]: { source, value: wrong } });
      assert.deepEqual(
        problems.map((problem) => [problem.key, problem.fix]),
        [[`keys.${key}.value`, `pulumi config set --secret --path 'keys.${key}.value'`]],
      );
      assert.match(problems[0]?.rule ?? "", rule);
      assert.ok(!renderProblems("test", problems).includes(wrong));
    });
  }
}

test("encryption keys that are given differ; those that came with their data may be one", () => {
  const one = fernet("k");
  const shared = {
    encryption: given(one),
    svcMysqlEncryption: given(one),
    svcBkrepoEncryption: adopted(one),
  };
  assert.deepEqual(
    problemsOf(shared).map(({ key }) => key),
    ["keys.svcMysqlEncryption.value"],
  );
  assert.deepEqual(problemsOf({ encryption: adopted(one), svcMysqlEncryption: adopted(one) }), []);
});

/** Published values in the form of some key that takes them. */
const published: [key: string, value: string][] = [
  ["jwt", "your-client-key"],
  ["healthzToken", "your-healthz-token"],
  ["mysqlPlatform", "blueking"],
  ["bkrepoPlatform", "blueking"],
];

for (const [key, value] of published) {
  test(`${key} is not taken from BlueKing's documents (${value.length} characters), unless it is adopted`, () => {
    const problems = problemsOf({ [key]: given(value) });
    assert.match(problems[0]?.rule ?? "", /is published/);
    assert.ok(!renderProblems("test", problems).includes(`"${value}"`));
    const warnings = warningsOf(settingsOf({ [key]: adopted(value) }));
    assert.ok(
      warnings.some((warning) => warning.includes(`make rotate KEY=${key}`)),
      warnings.join("\n"),
    );
  });
}

test("a published key is taken in the sandbox, silently", () => {
  const local = { mode: "existing", host: "127.0.0.1" };
  const sections = {
    mysql: { ...local, admin: ADMIN },
    redis: local,
    rabbitmq: { ...local, admin: ADMIN },
    bkrepo: { endpoint: "http://127.0.0.1", admin: ADMIN },
  };
  const values = Object.entries({ ...sections, keys: { jwt: given("your-client-key".padEnd(32, "x")) } });
  const result = parse({
    values: {
      domain: "paas.example.com",
      sandbox: "true",
      ...(Object.fromEntries(values.map(([key, value]) => [key, JSON.stringify(value)])) as Record<
        string,
        string
      >),
    },
    secretKeys: new Set(["keys", ...Object.keys(sections)]),
  });
  assert.ok(result.ok);
  assert.deepEqual(warningsOf(result.settings), []);
});

test("a short JWT key is taken with a warning", () => {
  const [warning = ""] = warningsOf(settingsOf({ jwt: given("short-but-mine") }));
  assert.match(warning, /keys.jwt has fewer than 32 characters/);
  assert.doesNotMatch(warning, /short-but-mine/);
});

test("a password of a store that the stack does not run is refused, with where it belongs", () => {
  const [problem] = problemsOf({ redis: given("Aa1-0123456789") });
  assert.equal(problem?.key, "keys.redis");
  assert.match(problem.rule, /its own section/);
  assert.equal(problem.fix, "pulumi config rm --path 'keys.redis'");
});

test("a key that is given without its value, or of an unknown source, is told what is missing", () => {
  assert.deepEqual(
    problemsOf({ encryption: { source: "given" } }).map(({ key, fix }) => [key, fix]),
    [["keys.encryption.value", "pulumi config set --secret --path 'keys.encryption.value'"]],
  );
  assert.match(problemsOf({ jwt: { source: "found" } })[0]?.rule ?? "", /generated, given, adopted/);
  assert.match(
    problemsOf({ encryption: { source: "generated", edition: 2 } })[0]?.rule ?? "",
    /not a known key/,
  );
  assert.match(
    problemsOf({ jwt: { source: "generated", value: "x" } })[0]?.rule ?? "",
    /belongs to source given or adopted/,
  );
});

test("every name in the table can be configured", () => {
  const result = parsed(Object.fromEntries(keyNames.map((name) => [name, { source: "nowhere" }])));
  assert.ok(!result.ok);
  assert.equal(result.problems.length, keyNames.length);
});
