import assert from "node:assert/strict";
import { test } from "node:test";
import { type Problem, renderProblems } from "../../../config/problem.ts";
import { parse } from "../../../config/parse.ts";
import { ADMIN, type Section, given, parsedWith } from "../../support/configuration.ts";

const admin = ADMIN;
const existing = { mode: "existing", host: "db.example.com", admin };
const byHand = { mode: "existing", host: "db.example.com" };
const keys = {
  mysqlPlatform: given("given-one"),
  mysqlServices: given("given-two"),
  mysqlPlan: given("given-three"),
};

/** All problems of a configuration with these sections; the rest is sound. */
function problemsOf(changes: Record<string, Section>): readonly Problem[] {
  const parsed = parsedWith(changes);
  const problems = parsed.ok ? [] : parsed.problems;
  assert.doesNotMatch(renderProblems("test", problems), /s3cret|given-/);
  return problems;
}

const mysql = (changes: Section): Record<string, Section> => ({ mysql: { ...existing, ...changes } });

/** What is accepted. */
const sound: [string, Record<string, Section>][] = [
  ["a managed MySQL needs nothing else", { mysql: { mode: "managed" } }],
  [
    "a managed server of each kind",
    {
      mysql: { mode: "managed", version: "5.7", size: "large", volume: "1Ti", addons: { mode: "managed" } },
      redis: { mode: "managed", nodeSelector: { disk: "ssd" }, addons: { mode: "managed" } },
      rabbitmq: { mode: "managed", tolerations: [{ key: "dedicated", operator: "Exists" }] },
      elasticsearch: { mode: "managed", nodes: "three", transportSecret: "es.transport" },
    },
  ],
  ["an administrator by hand who is told the passwords", { mysql: byHand, keys }],
  [
    "a Job, with an authority of the server's own",
    mysql({
      provisioning: "job",
      tls: { ca: "-----BEGIN CERTIFICATE-----\nMII=\n-----END CERTIFICATE-----" },
    }),
  ],
  [
    "three servers of three kinds",
    {
      ...mysql({
        openPaas: { ...existing, host: "old.example.com" },
        addons: { ...byHand, host: "apps.example.com", provisioning: "manual" },
      }),
      keys: { mysqlPlan: keys.mysqlPlan },
    },
  ],
  ["names with a hyphen", mysql({ databases: { apiserver: "paas3-apiserver" } })],
  ["a version of MariaDB", mysql({ version: "10.11.6-MariaDB-log" })],
  ["a Redis behind Sentinels", { redis: { mode: "sentinel", sentinels: ["[fd00::1]:26379"], master: "m" } }],
  [
    "numbers of another environment that differ",
    {
      redis: { mode: "existing", host: "r", takenBy: { staging: [8, 9] } },
    },
  ],
];

for (const [what, changes] of sound) {
  test(`${what} is accepted`, () => {
    assert.deepEqual(problemsOf(changes), []);
  });
}

/** What is refused: the key, the rule, and the command. */
const madeHere = { mode: "existing", host: "mq.example.com", admin };

const refused: [string, Record<string, Section>, string, RegExp, RegExp][] = [
  [
    "a database of MySQL's own",
    mysql({ databases: { svcMysql: "MySQL" } }),
    "mysql.databases.svcMysql",
    /no name of MySQL's own/,
    /config rm --path 'mysql.databases.svcMysql'/,
  ],
  [
    "a database of 65 letters",
    mysql({ databases: { apiserver: "a".repeat(65) } }),
    "mysql.databases.apiserver",
    /at most 64 characters/,
    /config rm/,
  ],
  [
    "a user of 33 letters",
    mysql({ users: { plan: "a".repeat(33) } }),
    "mysql.users.plan",
    /at most 32/,
    /config rm/,
  ],
  [
    "the user root",
    mysql({ users: { platform: "root" } }),
    "mysql.users.platform",
    /no name of MySQL's own/,
    /rm/,
  ],
  [
    "a name that is a word of TOML",
    mysql({ databases: { apiserver: "true" } }),
    "mysql.databases.apiserver",
    /letters, digits/,
    /rm/,
  ],
  [
    "one user for two services",
    mysql({ users: { services: "bk_paas3" } }),
    "mysql.users.services",
    /names bk_paas3, which another service uses/,
    /rm/,
  ],
  [
    "one database for two services by overriding a name of the table",
    mysql({ naming: "bkhelmfile", databases: { workloads: "bkpaas3_svc_mysql" } }),
    "mysql.databases.svcMysql",
    /which another service uses/,
    /rm/,
  ],
  [
    "an administrator who is also an account",
    mysql({ admin: { user: "bk_paas3", password: "s3cret" } }),
    "mysql.admin.user",
    /must not be one of mysql.users/,
    /set --path 'mysql.admin.user' 'root'/,
  ],
  [
    "localhost as origin of pods",
    mysql({ accountHost: "localhost" }),
    "mysql.accountHost",
    /pods come from/,
    /'%'/,
  ],
  [
    "an origin with a quote",
    mysql({ accountHost: "%' OR '1" }),
    "mysql.accountHost",
    /pods come from/,
    /'%'/,
  ],
  [
    "a Job without an administrator",
    { mysql: { ...byHand, provisioning: "job" } },
    "mysql.admin",
    /job needs an account/,
    /mysql.admin.user/,
  ],
  [
    "no administrator and no passwords",
    { mysql: byHand },
    "keys.mysqlPlan",
    /the password is agreed on before/,
    /keys.mysqlPlan.source' 'given' && .*openssl rand .* \| pulumi config set --secret --path 'keys.mysqlPlan.value'/,
  ],
  [
    "a password like a number",
    { keys: { mysqlPlatform: given("12e45") } },
    "keys.mysqlPlatform.value",
    /look like a number/,
    /--secret --path 'keys.mysqlPlatform.value'/,
  ],
  [
    "a password like a variable",
    { keys: { mysqlPlan: given("$abc") } },
    "keys.mysqlPlan.value",
    /\$/,
    /--secret/,
  ],
  [
    "a password of two lines for the administrator",
    mysql({ admin: { user: "root", password: "s3cret\ntwo" } }),
    "mysql.admin.password",
    /one line/,
    /--secret/,
  ],
  ["MySQL 5.6", mysql({ version: "5.6.51" }), "mysql.version", /refuse 5.6.51/, /mysql.version/],
  ["MariaDB 10.3", mysql({ version: "10.3.39-MariaDB" }), "mysql.version", /refuse 10.3.39/, /mysql.version/],
  [
    "a version in other words",
    mysql({ version: "latest" }),
    "mysql.version",
    /SELECT VERSION/,
    /mysql.version/,
  ],
  [
    "an authority for the plugin",
    mysql({ tls: { ca: "-----BEGIN CERTIFICATE-----\nMII=\n-----END CERTIFICATE-----" } }),
    "mysql.tls.ca",
    /can't be given to the mysql plugin/,
    /'mysql.provisioning' 'job'/,
  ],
  [
    "the platform's server once more",
    mysql({ addons: { ...existing, host: "DB.example.com" } }),
    "mysql.addons",
    /is the address of another server here/,
    /config rm --path 'mysql.addons'/,
  ],
  [
    "a volume without a unit",
    { redis: { mode: "managed", volume: "100" } },
    "redis.volume",
    /50Gi/,
    /redis.volume/,
  ],
  [
    "a size there is none of",
    { redis: { mode: "managed", size: "huge" } },
    "redis.size",
    /small, medium/,
    /redis.size/,
  ],
  [
    "a provider for a managed server",
    { mysql: { mode: "managed", provisioning: "provider" } },
    "mysql.provisioning",
    /belongs to mode existing/,
    /rm/,
  ],
  [
    "a database that another environment says it uses",
    { redis: { mode: "existing", host: "r", takenBy: { staging: [10, 0] } } },
    "redis.databases.platform",
    /is 10, which redis.takenBy says staging uses/,
    /'redis.databases.platform' '1'/,
  ],
  [
    "a Sentinel without a port",
    { redis: { mode: "sentinel", sentinels: ["s0"], master: "m" } },
    "redis.sentinels[0]",
    /must be host:port/,
    /'redis.sentinels\[0\]'/,
  ],
  [
    "three nodes that can't trust each other",
    { elasticsearch: { mode: "managed", nodes: "three" } },
    "elasticsearch.transportSecret",
    /is missing: three nodes/,
    /elasticsearch.transportSecret/,
  ],
  [
    "ElasticSearch 6",
    { elasticsearch: { mode: "existing", host: "es", version: "6.8.23" } },
    "elasticsearch.version",
    /7.0 or later/,
    /elasticsearch.version/,
  ],
  [
    "a key left over from another mode",
    { redis: { mode: "managed", host: "redis.example.com" } },
    "redis.host",
    /belongs to mode existing/,
    /config rm --path 'redis.host'/,
  ],
  [
    "a release series that YAML reads as a number",
    { mysql: { mode: "managed", version: 5.7 } },
    "mysql.version",
    /in quotes/,
    /'mysql.version' '8.0'/,
  ],
  [
    "a version that YAML reads as a number",
    mysql({ version: 8.4 }),
    "mysql.version",
    /in quotes/,
    /'mysql.version'/,
  ],
  [
    "a tag that YAML reads as a number",
    { images: { tags: { "mysql-8.0": 8 } } },
    'images.tags["mysql-8.0"]',
    /in quotes/,
    /'images.tags\["mysql-8.0"\]'/,
  ],
  ["TLS without its fields", mysql({ tls: null }), "mysql.tls", /object/, /'mysql.tls' '…'/],
  [
    "a certificate that is none",
    mysql({ provisioning: "job", tls: { ca: "x" } }),
    "mysql.tls.ca",
    /PEM/,
    /config set --path 'mysql.tls.ca' < ca.pem/,
  ],
  [
    "a Job that can't verify",
    mysql({ provisioning: "job", tls: {} }),
    "mysql.tls.ca",
    /is missing: the Job's client verifies/,
    /< ca.pem/,
  ],
  [
    "an account of RabbitMQ without its password",
    {
      rabbitmq: {
        mode: "existing",
        provisioning: "none",
        host: "mq.example.com",
        admin,
        platform: { virtualHost: "v", user: "u" },
      },
    },
    "rabbitmq.platform.password",
    /is missing: Password/,
    /--secret --path 'rabbitmq.platform.password'/,
  ],
  [
    "the password of an account of RabbitMQ that this program makes",
    { rabbitmq: { ...madeHere, platform: { password: "s3cret" } } },
    "rabbitmq.platform.password",
    /is not a known key \(known: virtualHost, user\)/,
    /config rm --path 'rabbitmq.platform.password'/,
  ],
  [
    "an administrator of svc-rabbitmq where nobody makes him",
    { rabbitmq: { ...madeHere, provisioning: "none", serviceAdmin: { user: "svc" } } },
    "rabbitmq.serviceAdmin",
    /belongs to provisioning provider/,
    /config rm --path 'rabbitmq.serviceAdmin'/,
  ],
  [
    "a way of provisioning RabbitMQ that there is not",
    { rabbitmq: { ...madeHere, provisioning: "job" } },
    "rabbitmq.provisioning",
    /must be one of: provider, none/,
    /--path 'rabbitmq.provisioning' 'provider'/,
  ],
];

for (const [what, changes, key, rule, fix] of refused) {
  test(`${what} is refused with its key, the rule and a command`, () => {
    const problem = problemsOf(changes).find((found) => found.key === key);
    assert.ok(problem, `no problem for ${key}`);
    assert.match(problem.rule, rule);
    assert.match(problem.fix ?? "", fix);
  });
}

test("every server that is prepared by hand asks for the passwords of its own accounts only", () => {
  const problems = problemsOf(mysql({ openPaas: { ...byHand, host: "old.example.com" } }));
  assert.deepEqual(
    problems.map(({ key }) => key),
    ["keys.mysqlPlatform"],
  );
});

test("a password in the clear is seen wherever it stands", () => {
  const platform = { virtualHost: "v", user: "u", password: "s3cret" };
  const section = {
    mode: "existing",
    provisioning: "none",
    host: "mq.example.com",
    admin,
    platform,
    addons: { ...existing, admin },
  };
  const parsed = parse({ values: { rabbitmq: JSON.stringify(section) }, secretKeys: new Set() });
  const clear = parsed.ok ? [] : parsed.problems.filter(({ rule }) => /encrypted/.test(rule));
  assert.deepEqual(
    clear.map(({ key }) => key),
    ["rabbitmq.admin.password", "rabbitmq.platform.password", "rabbitmq.addons.admin.password"],
  );
});

test("certificates with the line ends of another system, and words before them, are taken", () => {
  const ca = "Subject: CN=x\r\n-----BEGIN CERTIFICATE-----\r\nMII=\r\n-----END CERTIFICATE-----\r\n";
  assert.deepEqual(problemsOf(mysql({ provisioning: "job", tls: { ca } })), []);
});
