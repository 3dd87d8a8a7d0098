import assert from "node:assert/strict";
import { test } from "node:test";
import { type RawConfig, parse } from "../../../config/parse.ts";
import { renderProblems } from "../../../config/problem.ts";
import type { Settings } from "../../../config/schema.ts";

type Section = Record<string, unknown>;

const sound: Record<string, string | Section> = {
  domain: "paas.example.com",
  mysql: { mode: "existing", host: "db.example.com", admin: { user: "root", password: "s3cret-mysql" } },
  redis: { mode: "existing", host: "redis.example.com" },
  rabbitmq: { mode: "existing", host: "mq.example.com", admin: { user: "admin", password: "s3cret-mq" } },
  bkrepo: { endpoint: "http://bkrepo.example.com", admin: { user: "admin", password: "s3cret-repo" } },
};

const ADMIN = { user: "root", password: "s3cret-other" };

function raw(
  changes: Record<string, string | Section | undefined> = {},
  secretKeys = ["mysql", "redis", "rabbitmq", "bkrepo", "elasticsearch"],
): RawConfig {
  const given = Object.entries({ ...sound, ...changes }).filter(([, value]) => value !== undefined);
  const values = given.map(([key, value]) => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return { values: Object.fromEntries(values) as Record<string, string>, secretKeys: new Set(secretKeys) };
}

function problemsOf(config: RawConfig) {
  const parsed = parse(config);
  return parsed.ok ? [] : parsed.problems;
}

function settingsOf(config: RawConfig): Settings {
  const parsed = parse(config);
  assert.ok(parsed.ok, parsed.ok ? "" : renderProblems("test", parsed.problems));
  return parsed.settings;
}

function section(name: string, changes: Section): Record<string, Section> {
  return { [name]: { ...(sound[name] as Section), ...changes } };
}

test("a minimal configuration is completed with defaults", () => {
  const settings = settingsOf(raw());
  assert.equal(settings.sandbox, false);
  assert.equal(settings.namespace, "paas-system");
  assert.ok(settings.mysql.mode === "existing");
  assert.equal(settings.mysql.port, 3306);
  assert.equal(settings.mysql.accountHost, "%");
  assert.equal(settings.mysql.naming, "paas-stack");
  assert.deepEqual(settings.redis.databases, { platform: 10, workloadsTasks: 11 });
  assert.equal(settings.platform.timeoutMinutes, 30);
  assert.equal(settings.elasticsearch, undefined);
});

test("a port may be given as text, as `pulumi config set` stores it", () => {
  const { mysql } = settingsOf(raw(section("mysql", { port: "3307" })));
  assert.equal(mysql.mode === "existing" && mysql.port, 3307);
});

test("problems of several sections are reported together", () => {
  const problems = problemsOf(
    raw({
      colour: "red",
      domain: undefined,
      ...section("mysql", { host: undefined, port: "many" }),
      ...section("redis", { databases: { platform: 4, workloadsTasks: 4 } }),
    }),
  );
  assert.deepEqual(
    problems.map(({ key }) => key),
    ["colour", "domain", "mysql.host", "mysql.port", "redis.databases.workloadsTasks"],
  );
});

const refused: [
  string,
  Record<string, string | Section | undefined>,
  { key: string; rule: RegExp; fix: string },
][] = [
  [
    "an unknown key",
    { namspace: "x" },
    { key: "namspace", rule: /is not a known key \(known: .*namespace/, fix: "pulumi config rm 'namspace'" },
  ],
  [
    "an unknown key inside a section",
    section("mysql", { hots: "x" }),
    { key: "mysql.hots", rule: /is not a known key/, fix: "pulumi config rm --path 'mysql.hots'" },
  ],
  [
    "a missing domain",
    { domain: undefined },
    { key: "domain", rule: /is missing/, fix: "pulumi config set 'domain' 'paas.example.com'" },
  ],
  [
    "a port that is a word",
    section("redis", { port: "six" }),
    {
      key: "redis.port",
      rule: /must be a whole number from 1 to 65535/,
      fix: "pulumi config set --path 'redis.port' '6379'",
    },
  ],
  [
    "`existing` without a host",
    section("rabbitmq", { host: undefined }),
    {
      key: "rabbitmq.host",
      rule: /is missing/,
      fix: "pulumi config set --path 'rabbitmq.host' 'mq.example.com'",
    },
  ],
  [
    "a mode that does not exist",
    section("redis", { mode: "external" }),
    {
      key: "redis.mode",
      rule: /must be one of: existing, sentinel, managed/,
      fix: "pulumi config set --path 'redis.mode' 'existing'",
    },
  ],
  [
    "a host with a scheme",
    section("redis", { host: "redis://x" }),
    {
      key: "redis.host",
      rule: /without scheme, port or path/,
      fix: "pulumi config set --path 'redis.host' 'redis.example.com'",
    },
  ],
  [
    "a missing password, which the command then asks for",
    section("mysql", { admin: { user: "root" } }),
    {
      key: "mysql.admin.password",
      rule: /is missing/,
      fix: "pulumi config set --secret --path 'mysql.admin.password'",
    },
  ],
  [
    "a namespace of the applications",
    { namespace: "bkapp-platform" },
    {
      key: "namespace",
      rule: /must not begin with bkapp/,
      fix: "pulumi config set 'namespace' 'paas-system'",
    },
  ],
  [
    "two services on one database",
    section("mysql", { databases: { apiserver: "one", workloads: "one" } }),
    {
      key: "mysql.databases.workloads",
      rule: /which another service uses/,
      fix: "pulumi config rm --path 'mysql.databases.workloads'",
    },
  ],
  [
    "a database name that needs quoting",
    section("mysql", { databases: { apiserver: "a`b" } }),
    {
      key: "mysql.databases.apiserver",
      rule: /letters, digits, _ and -/,
      fix: "pulumi config rm --path 'mysql.databases.apiserver'",
    },
  ],
  [
    "a sandbox that would reach another machine",
    { sandbox: "true", ...section("bkrepo", { endpoint: "http://127.0.0.1:1" }) },
    { key: "mysql.host", rule: /must be on this machine/, fix: "pulumi config set 'sandbox' 'false'" },
  ],
  [
    "a password from BlueKing's documents",
    section("redis", { password: "blueking" }),
    {
      key: "redis.password",
      rule: /is published \(the default password of all BlueKing charts\)/,
      fix: "pulumi config set --secret --path 'redis.password'",
    },
  ],
];

for (const [what, changes, expected] of refused) {
  test(`${what} is refused with its key, the rule and a command`, () => {
    const problem = problemsOf(raw(changes)).find(({ key }) => key === expected.key);
    assert.ok(problem, `no problem for ${expected.key}`);
    assert.match(problem.rule, expected.rule);
    assert.equal(problem.fix, expected.fix);
  });
}

test("the sandbox rule looks at every endpoint", () => {
  const server = { mode: "existing", host: "x.example.com" };
  const elsewhere = {
    sandbox: "true",
    ...section("mysql", {
      openPaas: { ...server, admin: ADMIN },
      addons: { ...server, port: 3307, admin: ADMIN },
    }),
    redis: { mode: "sentinel", sentinels: ["s.example.com:1"], master: "m", addons: server },
    ...section("rabbitmq", { addons: { ...server, admin: ADMIN } }),
    elasticsearch: server,
  };
  assert.deepEqual(
    problemsOf(raw(elsewhere)).map(({ key }) => key),
    [
      "mysql.host",
      "mysql.openPaas.host",
      "mysql.addons.host",
      "redis.addons.host",
      "rabbitmq.host",
      "rabbitmq.addons.host",
      "elasticsearch.host",
      "redis.sentinels[0]",
      "bkrepo.endpoint",
    ],
  );
});

test("a secret that stands in the clear is refused without being shown", () => {
  const problems = problemsOf(raw({}, ["rabbitmq", "bkrepo"]));
  assert.deepEqual(
    problems.map(({ key }) => key),
    ["mysql.admin.password"],
  );
  assert.doesNotMatch(renderProblems("test", problems), /s3cret/);
});

test("no message shows a secret, whatever is wrong with its section", () => {
  const broken = {
    mode: "existing",
    port: "x",
    admin: { user: "", password: "s3cret-mysql", extra: "s3cret-mq" },
  };
  assert.doesNotMatch(renderProblems("test", problemsOf(raw({ mysql: broken }, []))), /s3cret/);
});

test("settings print without their secrets", () => {
  assert.doesNotMatch(JSON.stringify(settingsOf(raw())), /s3cret/);
  const { mysql } = settingsOf(raw());
  assert.equal(mysql.mode === "existing" && mysql.admin?.password.reveal(), "s3cret-mysql");
});

test("text that is not JSON in a section is a problem of that section", () => {
  assert.equal(problemsOf(raw({ mysql: "not json" }))[0]?.key, "mysql");
});
