// What the other tests of databases rely on: real servers of both makers, their clients, and what is read back.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";
import { clientOptions } from "../../../components/storage/mysql/client.ts";
import { type ClientRun, runClient } from "../../support/mysql/client.ts";
import { describeOnEach } from "../../support/mysql/edition.ts";
import { rememberFailure } from "../../support/mysql/failure.ts";
import { countStatements } from "../../support/mysql/general-log.ts";
import { databasesOf, grantsOf, usersOf } from "../../support/mysql/read-back.ts";
import { TestServer } from "../../support/mysql/server.ts";
import { isOpen } from "../../support/ports.ts";
import { execute } from "../support/execute.ts";

const ROOT_PASSWORD = `a'b"c\\d #e;f%\\\\`;

await describeOnEach("a database server of a test's own", async (edition) => {
  const server = await TestServer.start(edition, ROOT_PASSWORD);
  after(() => server.stop());

  const client = (sql: string, password = ROOT_PASSWORD): Promise<ClientRun> => {
    const login = { host: "127.0.0.1", port: server.port, user: "root", password, tls: undefined };
    return runClient(server, { optionFile: clientOptions(login, ""), sql });
  };

  /** Runs SQL that has to succeed; the clients may still warn of options that only the other's knows. */
  const provision = async (...statements: string[]): Promise<string> => {
    const run = await client(statements.join(";\n"));
    assert.equal(run.code, 0, run.stderr);
    return run.stdout;
  };

  it("is of the maker and of a version that the platform runs with", () => {
    assert.equal(server.version.includes("MariaDB"), edition.kind === "mariadb");
    const [major, minor] = server.version.split(".").map(Number);
    assert.ok(
      Number(major) + Number(minor) / 100 >= (edition.kind === "mariadb" ? 10.04 : 8),
      server.version,
    );
  });

  it("lets root in with its password only", async () => {
    const [rows] = await server.asRoot((connection) => connection.query("SELECT CURRENT_USER() AS me"));
    assert.deepEqual(rows, [{ me: "root@localhost" }]);
    await assert.rejects(server.connect("root", ""), /Access denied/);
  });

  it("holds no database and no account of anybody", async () => {
    assert.deepEqual(await server.asRoot(databasesOf), []);
    assert.deepEqual(await server.asRoot(usersOf), []);
  });

  it("is given SQL by its client, which reads any password from the option file", async () => {
    const said = await provision("SELECT 'one'", "SELECT '密码 😀' AS `it's`");
    assert.equal(said, "one\none\nit's\n密码 😀\n");
  });

  it("stops its client at the first statement that fails, with a message and no password", async () => {
    const run = await client("SELECT 1;\nSELECT nothing;\nCREATE DATABASE never;\n");
    assert.equal(run.code, 1);
    assert.match(run.stderr, /^ERROR 1054 \(42S22\) at line 2/m);
    assert.deepEqual(await server.asRoot(databasesOf), []);
    const refused = await client("SELECT 1;\n", "wrong");
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /^ERROR 1045 \(28000\)/m);
    assert.doesNotMatch(run.stderr + refused.stderr, /wrong|a'b/);
  });

  it("tells databases, accounts and grants as they are, without passwords", async () => {
    await provision(
      "CREATE DATABASE `one_db` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci",
      "CREATE DATABASE `a'b` CHARACTER SET latin1 COLLATE latin1_bin",
      "CREATE USER 'o''ne'@'10.%' IDENTIFIED BY 'p1'",
      "GRANT INSERT, SELECT ON `one\\_db`.* TO 'o''ne'@'10.%'",
    );
    assert.deepEqual(await server.asRoot(databasesOf), [
      { name: "a'b", characterSet: "latin1", collation: "latin1_bin" },
      { name: "one_db", characterSet: "utf8mb4", collation: "utf8mb4_unicode_ci" },
    ]);
    assert.deepEqual(await server.asRoot(usersOf), ["o'ne@10.%"]);
    const grants = (): Promise<string[]> =>
      server.asRoot((connection) => grantsOf(connection, "o'ne", "10.%"));
    const before = await grants();
    assert.deepEqual(before, [
      "GRANT SELECT, INSERT ON `one\\_db`.* TO `o'ne`@`10.%`",
      "GRANT USAGE ON *.* TO `o'ne`@`10.%`",
    ]);
    await provision("ALTER USER 'o''ne'@'10.%' IDENTIFIED BY 'p2'");
    assert.deepEqual(await grants(), before);
    await provision("DROP USER 'o''ne'@'10.%'", "DROP DATABASE one_db", "DROP DATABASE `a'b`");
  });

  it("counts connections and statements of a piece of work, and nothing else", async () => {
    const nothing = await countStatements(server, () => Promise.resolve());
    assert.deepEqual(nothing, { connections: 0, statements: [] });
    const work = await countStatements(server, async () => {
      await server.asRoot((connection) => connection.query("SELECT 'first'"));
      await assert.rejects(server.connect("root", "wrong"));
      await server.asRoot(async (connection) => {
        await connection.execute("SELECT ?", ["second"]);
        await assert.rejects(connection.query("SELECT\nno 'third'"));
      });
    });
    assert.deepEqual(work, {
      connections: 3,
      statements: ["SELECT 'first'", "SELECT 'second'", "SELECT\nno 'third'"],
    });
    await assert.rejects(
      countStatements(server, () => Promise.reject(new Error("the work"))),
      /^Error: the work$/,
    );
    const [rows] = await server.asRoot((connection) => connection.query("SELECT @@general_log AS log"));
    assert.deepEqual(rows, [{ log: 0 }]);
  });

  it("takes more options", async () => {
    const other = await TestServer.start(edition, "p", ["--max-connections=17"]);
    const [rows] = await other.asRoot((connection) => connection.query("SELECT @@max_connections AS most"));
    await other.stop();
    assert.deepEqual(rows, [{ most: 17 }]);
  });

  it("says why it did not start", async () => {
    await assert.rejects(
      TestServer.start(edition, "p", ["--no-such-option"]),
      /did not start; it said:[^]*unknown.*no-such-option/,
    );
  });

  it("shares nothing with another, and leaves nothing behind", async () => {
    const start = (rootPassword: string): Promise<TestServer> => TestServer.start(edition, rootPassword);
    const [one, two] = await Promise.all([start("p1"), start("p2")]);
    await one.asRoot((connection) => connection.query("CREATE DATABASE of_one"));
    assert.deepEqual(await two.asRoot(databasesOf), []);
    assert.equal(new Set([server.port, one.port, two.port]).size, 3);
    await one.stop();
    await two.asRoot(databasesOf);
    await two.stop();
    for (const { port, directory } of [one, two]) {
      assert.equal(await isOpen(port), false);
      assert.equal(existsSync(directory), false);
    }
  });
});

describe("a MySQL that can't be had", () => {
  it("is told with the reason, and nothing is left that looks like one", async () => {
    await inTemporary(async (directory) => {
      const script = `console.log(JSON.stringify(await (await import(process.argv[1])).mysql()))`;
      const run = await execute(
        process.execPath,
        ["--input-type=module", "--eval", script, `${import.meta.dirname}/../../support/mysql/mysql.ts`],
        // Here no program is found.
        { env: { PATH: "", HOME: directory, XDG_CACHE_HOME: directory } },
      );
      assert.equal(run.code, 0, run.stderr);
      assert.match(run.stdout, /^\{"kind":"mysql","reason":"Debian's MySQL can't be had: .+"\}$/m);
      assert.deepEqual(await readdir(path.join(directory, "bkpaas/mysql")), ["failure.json"]);
    });
  });

  it("is not tried again in the same run of the tests, but in the next", async () => {
    await inTemporary(async (directory) => {
      const file = path.join(directory, "failure.json");
      const fail = (): Promise<void> => Promise.reject(new Error("no network"));
      await assert.rejects(rememberFailure(file, fail), /^Error: no network$/);
      await assert.rejects(
        rememberFailure(file, () => assert.fail("tried again")),
        /^Error: no network$/,
      );
      await writeFile(file, JSON.stringify({ run: "another", reason: "no network" }));
      await rememberFailure(file, () => Promise.resolve());
    });
  });
});

async function inTemporary(work: (directory: string) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(path.join(os.tmpdir(), "bkpaas-servers-"));
  try {
    await work(directory);
  } finally {
    await rm(directory, { recursive: true });
  }
}
