import assert from "node:assert/strict";
import { test } from "node:test";
import type { Problem } from "../../../config/problem.ts";
import { parseVersion } from "../../../config/storage/server-version.ts";
import type { Asked, Greeting, Unreachable } from "../../../preflight/handshake.ts";
import { type CheckedServer, checkMySQLServers } from "../../../preflight/mysql.ts";

const server: CheckedServer = {
  key: "mysql",
  host: "db.example.com",
  port: 3307,
  plan: false,
  sandbox: false,
};

const BY_JOB = "pulumi config set --path 'mysql.provisioning' 'job'";

function greets(text: string): Greeting {
  const version = parseVersion(text);
  assert.ok(version);
  return { kind: "server", version };
}

function found(greeting: Greeting, changes: Partial<CheckedServer> = {}): Promise<Problem[]> {
  return checkMySQLServers([{ ...server, ...changes }], () => Promise.resolve(greeting));
}

/** Whether each server passes as it is, with the plan account on it, and both in the sandbox. */
const VERSIONS: readonly (readonly [text: string, plain: boolean, plan: boolean, sandbox: boolean])[] = [
  ["5.6.51", false, false, false],
  ["5.7.44", true, true, true],
  ["8.0.36", true, false, true],
  ["9.7.4", true, false, true],
  ["10.3.39-MariaDB", false, false, false],
  ["10.4.34-MariaDB", true, true, true],
  ["10.9.8-MariaDB", true, true, true],
  ["10.10.7-MariaDB", false, false, true],
  ["10.11.19-MariaDB", false, false, true],
  ["11.4.2-MariaDB", false, false, true],
];

for (const [text, plain, plan, sandbox] of VERSIONS) {
  test(`${text} passes: ${plain}; with the plan account: ${plan}; in the sandbox: ${sandbox}`, async () => {
    const greeting = greets(text);
    assert.equal((await found(greeting)).length === 0, plain);
    assert.equal((await found(greeting, { plan: true })).length === 0, plan);
    assert.equal((await found(greeting, { plan: true, sandbox: true })).length === 0, sandbox);
  });
}

test("a server that is too old has no other remedy than another one", async () => {
  assert.deepEqual(await found(greets("10.2.11-MariaDB")), [
    {
      key: "mysql.host",
      rule: "must be MySQL 5.7 or later, or MariaDB 10.4 or later: db.example.com:3307 is MariaDB 10.2.11",
    },
  ]);
});

test("where the plugin fails on MariaDB, a Job is offered", async () => {
  assert.deepEqual(await found(greets("10.11.19-MariaDB"), { key: "mysql.addons", plan: true }), [
    {
      key: "mysql.addons.provisioning",
      rule:
        "must be job or manual: db.example.com:3307 is MariaDB 10.11.19, " +
        "and the mysql plugin fails from MariaDB 10.10 on (error 1193)",
      fix: "pulumi config set --path 'mysql.addons.provisioning' 'job'",
    },
  ]);
});

test("where the plugin forgets the plan account's GRANT OPTION, a Job is offered", async () => {
  assert.deepEqual(await found(greets("8.0.36"), { plan: true }), [
    {
      key: "mysql.provisioning",
      rule:
        "must be job or manual: db.example.com:3307 is MySQL 8.0.36, " +
        "and from MySQL 8 on the mysql plugin gives svc-mysql no GRANT OPTION",
      fix: BY_JOB,
    },
  ]);
});

const SEEN: Readonly<Record<Unreachable, RegExp>> = {
  "unknown host": /no address here\. Check the name and the name servers/,
  refused: /refused\. Check the port, that the server runs, and its bind-address/,
  timeout: /nothing answers\. Check .*firewalls/,
  "no route": /no way to it\. Check the network/,
  silent: /says nothing\. Check the port, and .*skip_name_resolve/,
  closed: /closes the connection at once\. Check .*which addresses/,
  "not mysql": /not MySQL\. Check the port/,
};

for (const [reason, text] of Object.entries(SEEN)) {
  test(`a server that can't be reached (${reason}) is named, with what to check and a Job as the way round`, async () => {
    const [problem, ...more] = await found({ kind: "unreachable", reason: reason as Unreachable });
    assert.deepEqual(more, []);
    assert.equal(problem?.key, "mysql.host");
    assert.match(problem.rule, /^can't be reached: db\.example\.com:3307: /);
    assert.match(problem.rule, text);
    assert.match(problem.rule, /or let a Job in the cluster make the accounts$/);
    assert.equal(problem.fix, BY_JOB);
  });
}

const REFUSALS: readonly (readonly [code: number, message: string, remedy: string])[] = [
  [1040, "Too many connections", "Raise max_connections there"],
  [1129, "Host '10.0.0.1' is blocked", "Unblock it there"],
  [1130, "Host '10.0.0.1' is not allowed", "Let an account log in from this machine"],
  [1226, "Quota exceeded", "Ask its administrator"],
];

for (const [code, message, remedy] of REFUSALS) {
  test(`error ${code} of a server is handed on with what helps`, async () => {
    const rule =
      `turns this machine away: db.example.com:3307: error ${code}, ${message}. ` +
      `${remedy}, or let a Job in the cluster make the accounts`;
    assert.deepEqual(await found({ kind: "refused", code, message }), [
      { key: "mysql.host", rule, fix: BY_JOB },
    ]);
  });
}

test("a server of the sandbox is started again", async () => {
  const [problem] = await found({ kind: "unreachable", reason: "refused" }, { sandbox: true });
  assert.match(
    problem?.rule ?? "",
    /db\.example\.com:3307: the connection is refused\. .* or start the sandbox again$/,
  );
  assert.equal(problem?.fix, "make up");
});

test("an IPv6 address is named in brackets, once", async () => {
  for (const host of ["fd00::1", "[fd00::1]"]) {
    const [problem] = await found({ kind: "unreachable", reason: "refused" }, { host });
    assert.match(problem?.rule ?? "", /: \[fd00::1\]:3307: /);
  }
});

test("all servers are asked at once, within ten seconds, and every problem is reported in their order", async () => {
  const asked: Asked[] = [];
  const answers: ((greeting: Greeting) => void)[] = [];
  const servers = ["mysql", "mysql.openPaas", "mysql.addons"].map((key, index) => ({
    ...server,
    key,
    port: 3306 + index,
  }));
  const problems = checkMySQLServers(servers, (question) => {
    asked.push(question);
    return new Promise((answer) => answers.push(answer));
  });
  assert.deepEqual(
    asked.map(({ host, port }) => `${host}:${port}`),
    ["db.example.com:3306", "db.example.com:3307", "db.example.com:3308"],
  );
  assert.ok(asked.every(({ timeoutMs }) => timeoutMs < 10_000));
  for (const answer of answers.toReversed()) answer({ kind: "unreachable", reason: "timeout" });
  assert.deepEqual(
    (await problems).map(({ key }) => key),
    ["mysql.host", "mysql.openPaas.host", "mysql.addons.host"],
  );
});

test("without servers there is nothing to ask", async () => {
  const neverAsk = (): Promise<Greeting> => Promise.reject(new Error("asked"));
  assert.deepEqual(await checkMySQLServers([], neverAsk), []);
});
