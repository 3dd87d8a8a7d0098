// The three ways of making databases, accounts and grants, each on two real servers of its own.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { missingAccess } from "../../../components/storage/mysql/drift.ts";
import type { AccountRole } from "../../../config/storage/mysql-servers.ts";
import { describeOnEach } from "../../support/mysql/edition.ts";
import { countStatements } from "../../support/mysql/general-log.ts";
import { databasesOf, grantsOf, usersOf } from "../../support/mysql/read-back.ts";
import type { TestServer } from "../../support/mysql/server.ts";
import { PLUGINS } from "../support/plugins.ts";
import {
  ROLES,
  type Servers,
  USERS,
  type Way,
  accessOf,
  byHand,
  byJob,
  byPlugin,
  startServers,
  stopServers,
} from "./ways.ts";

const FIRST = { platform: "first-one", services: "first-two", plan: "first-three" };
const SECOND = { platform: "second-one", services: "second-two", plan: "second-three" };

const officialOnly =
  PLUGINS === "official" &&
  "the official mysql plugin makes no account on MariaDB 10.10 and later, no plan account on MySQL 8";
if (officialOnly !== false) console.log(`provider: SKIPPED, ${officialOnly}`);

await describeOnEach("three ways to one end", (edition) => {
  const start = (): Promise<Servers> => startServers(edition);
  const ways: Record<string, () => Promise<Way>> = {
    job: async () => byJob(await start()),
    manual: async () => byHand(await start()),
    ...(officialOnly === false && { provider: async () => byPlugin(await start()) }),
  };
  const results = new Map<string, unknown>();

  for (const [name, make] of Object.entries(ways)) {
    describe(name, () => {
      let way: Way;

      before(async () => {
        way = await make();
        await way.apply(FIRST);
      });

      after(async () => {
        await way.end();
        await stopServers(way.servers);
      });

      it("makes databases and accounts that can log in", async () => {
        results.set(name, await stateOf(way.servers));
        await logIn(way.servers, FIRST);
      });

      it("leaves all as it is when it is done again", async () => {
        await way.apply(FIRST);
        assert.deepEqual(await stateOf(way.servers), results.get(name));
      });

      it("sets a changed password", async () => {
        await way.apply(SECOND);
        await logIn(way.servers, SECOND);
        await assert.rejects(logIn(way.servers, FIRST), /Access denied/);
        assert.deepEqual(await stateOf(way.servers), results.get(name));
      });

      it("brings back an account and a database that were dropped by hand", async () => {
        await byAdministrator(
          way.servers.platform,
          "DROP USER 'bk_services'@'%'",
          "DROP DATABASE svc_bkrepo",
        );
        await byAdministrator(way.servers.addons, "DROP USER 'bk_mysql_plan'@'%'");
        await way.repair(SECOND);
        assert.deepEqual(await stateOf(way.servers), results.get(name));
        await logIn(way.servers, SECOND);
      });
    });
  }

  it("all ways end in the same databases, accounts and grants", () => {
    assert.equal(results.size, Object.keys(ways).length);
    const [one, ...others] = results.values();
    assert.match(JSON.stringify(one), /paas3_workloads.*CREATE USER/);
    for (const other of others) assert.deepEqual(other, one);
  });
});

await describeOnEach("a privilege revoked by hand", (edition) => {
  const nine = accessOf("platform").grants.find(({ role }) => role === "apiserver")?.privileges ?? [];
  const revoke = (privilege: string) => `REVOKE ${privilege} ON \`paas3\\_apiserver\`.* FROM 'bk_paas3'@'%'`;
  let servers: Servers;

  before(async () => {
    servers = await startServers(edition);
  });
  after(() => stopServers(servers));

  it("is one of nine", () => {
    assert.equal(nine.length, 9);
  });

  for (const [name, make] of Object.entries({ job: byJob, manual: byHand })) {
    it(`comes back with the next run of ${name}, whichever it is`, async () => {
      const way = make(servers);
      await way.apply(FIRST);
      const whole = await stateOf(servers);
      for (const privilege of nine) {
        await byAdministrator(servers.platform, revoke(privilege));
        assert.notDeepEqual(await stateOf(servers), whole, privilege);
        await way.apply(FIRST);
        assert.deepEqual(await stateOf(servers), whole, privilege);
      }
    });
  }

  it("is reported by our own check, which finds nothing where all is well", async () => {
    await byJob(servers).apply(FIRST);
    assert.deepEqual(await missing(servers.platform), []);
    for (const privilege of nine) {
      await byAdministrator(servers.platform, revoke(privilege));
      assert.deepEqual(await missing(servers.platform), [
        `account 'bk_paas3'@'%' lacks ${privilege} on paas3\\_apiserver.*`,
      ]);
      await byJob(servers).apply(FIRST);
    }
  });

  it(
    "is not seen by a refresh of the stack, which is why there is a check",
    { skip: officialOnly },
    async () => {
      await empty(servers);
      const way = await byPlugin(servers);
      try {
        await way.apply(FIRST);
        await byAdministrator(servers.platform, revoke("DROP"));
        const preview = await way.workspace.run("preview", "--refresh", "--expect-no-changes");
        assert.equal(preview.code, 0, preview.stdout + preview.stderr);
        assert.deepEqual(await missing(servers.platform), [
          "account 'bk_paas3'@'%' lacks DROP on paas3\\_apiserver.*",
        ]);
        const grant = "bkpaas:storage:MySQL$mysql:index/grant:Grant::platform-apiserver-grant";
        const replaced = await way.workspace.up("--replace", `urn:pulumi:rec::access::${grant}`);
        assert.equal(replaced.code, 0, replaced.stdout + replaced.stderr);
        assert.deepEqual(await missing(servers.platform), []);
      } finally {
        await way.end();
      }
    },
  );
});

await describeOnEach("what an update asks of the servers", (edition) => {
  let servers: Servers;

  before(async () => {
    servers = await startServers(edition);
  });
  after(() => stopServers(servers));

  it("the Job: one connection and one statement for each thing", async () => {
    const first = await countStatements(servers.platform, () => byJob(servers).apply(FIRST));
    assert.equal(first.connections, 1);
    // Two settings, five databases, two statements for each of two accounts, six grants; the client asks for the version.
    const ours = first.statements.filter((text) => /^(SET|CREATE|ALTER|GRANT)/i.test(text));
    assert.equal(ours.length, 2 + 5 + 2 * 2 + 6);
  });

  it(
    "the plugin: one connection, one writing statement for each resource, none the second time",
    { skip: officialOnly },
    async () => {
      await empty(servers);
      const way = await byPlugin(servers);
      const writes = (statements: readonly string[]) =>
        statements.filter((text) => /^(CREATE|ALTER|DROP|GRANT|REVOKE)/i.test(text)).length;
      try {
        const first = await countStatements(servers.platform, () => way.apply(FIRST));
        assert.equal(first.connections, 1);
        assert.equal(writes(first.statements), 5 + 2 + 6);
        const second = await countStatements(servers.platform, () => way.apply(FIRST));
        assert.equal(writes(second.statements), 0);
        assert.ok(second.connections <= 1, `${second.connections} connections`);
      } finally {
        await way.end();
      }
    },
  );
});

const OWN = ["paas3_apiserver", "paas3_workloads", "svc_mysql", "svc_bkrepo", "svc_rabbitmq"];

async function byAdministrator(server: TestServer, ...statements: string[]): Promise<void> {
  await server.asRoot(async (connection) => {
    for (const statement of statements) await connection.query(statement);
  });
}

/** Takes away all that a way has made before: the plugin creates, and what is there it does not adopt. */
async function empty(servers: Servers): Promise<void> {
  const databases = OWN.map((name) => `DROP DATABASE ${name}`);
  await byAdministrator(servers.platform, "DROP USER 'bk_paas3'@'%', 'bk_services'@'%'", ...databases);
  await byAdministrator(servers.addons, "DROP USER 'bk_mysql_plan'@'%'");
}

/** Databases, accounts and their grants on both servers. */
async function stateOf(servers: Servers): Promise<unknown> {
  const states = ROLES.map((role) =>
    servers[role].asRoot(async (connection) => {
      const users = await usersOf(connection);
      const grants = [];
      for (const account of users) {
        const [user = "", host = ""] = account.split("@");
        grants.push(await grantsOf(connection, user, host));
      }
      return { users, grants, databases: await databasesOf(connection) };
    }),
  );
  return Promise.all(states);
}

async function logIn(servers: Servers, passwords: Readonly<Record<AccountRole, string>>): Promise<void> {
  for (const role of ["platform", "services"] as const) {
    await (await servers.platform.connect(USERS[role], passwords[role])).end();
  }
  await (await servers.addons.connect(USERS.plan, passwords.plan)).end();
}

function missing(server: TestServer): Promise<string[]> {
  return server.asRoot((connection) =>
    missingAccess(
      async (sql) => (await connection.query({ sql, rowsAsArray: true }))[0] as unknown[][],
      accessOf("platform"),
      { users: USERS, host: "%" },
    ),
  );
}
