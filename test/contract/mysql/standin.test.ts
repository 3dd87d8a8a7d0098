// What the stand-in promises beyond the recording: odd input, recovery, refusals. Runs without the CLI.
import assert from "node:assert/strict";
import { createHash, randomInt } from "node:crypto";
import { once } from "node:events";
import net from "node:net";
import { after, describe, it } from "node:test";
import { Secret, UNKNOWN } from "../../../provider/protocol/value.ts";
import { mysql } from "../../../sandbox/plugins/mysql/provider.ts";
import { Server } from "../../../sandbox/plugins/mysql/server.ts";
import { mariadb } from "../../support/mysql/mariadb.ts";
import { TestServer } from "../../support/mysql/server.ts";
import { Operations } from "../support/operations.ts";

// A mode in which a backslash is an ordinary character must not turn a password into a statement.
const real = await TestServer.start(mariadb(), "ro'ot\\", [
  "--sql-mode=NO_BACKSLASH_ESCAPES,STRICT_TRANS_TABLES",
]);
const server = new Server();
server.configure({ endpoint: real.endpoint, username: "root", password: "ro'ot\\", tls: "false" });
const provider = mysql(server);
const databases = new Operations(provider, "mysql:index/database:Database");
const users = new Operations(provider, "mysql:index/user:User");
const grants = new Operations(provider, "mysql:index/grant:Grant");

after(async () => {
  await server.close();
  await real.stop();
});

const UTF8 = { defaultCharacterSet: "utf8mb4", defaultCollation: "utf8mb4_general_ci" };
const HOST = "127.0.0.1";

async function as(user: string, password: string, ...statements: string[]): Promise<void> {
  const connection = await real.connect(user, password);
  try {
    for (const statement of statements) await connection.query(statement);
  } finally {
    await connection.end();
  }
}

/** A text of characters that mean something in SQL, in a pattern or in UTF-8. */
function oddText(length: number): string {
  const characters = Array.from("'\"`\\%_;-#/*?$@: \t\n(){}[]aZ0é密码😀");
  return Array.from({ length }, () => characters[randomInt(characters.length)]).join("");
}

/** Names may not end in a space, nor lie outside the basic plane. */
function oddName(length: number): string {
  return `x${oddText(length)
    .replaceAll(/[\t\n😀]/gu, "")
    .trimEnd()}x`;
}

describe("the mysql stand-in on a real server", () => {
  it("takes 100 odd accounts, databases and passwords as they are", async () => {
    for (let round = 0; round < 100; round++) {
      const name = oddName(12);
      const account = { user: oddName(12), host: HOST };
      const password = oddText(randomInt(1, 24));
      const told = JSON.stringify({ name, account, password });
      const database = await databases.create({ name, ...UTF8 });
      const user = await users.create({ ...account, plaintextPassword: new Secret(password) });
      const quoted = `\`${name.replaceAll("`", "``")}\``;
      // What is granted on is a pattern: taken literally, its special characters are escaped.
      const pattern = name.replaceAll(/[\\%_]/g, "\\$&");
      const grant = await grants.create({ ...account, database: pattern, privileges: ["SELECT", "CREATE"] });
      assert.equal(grant.id, `${account.user}@${HOST}:\`${pattern.replaceAll("`", "``")}\``, told);
      await as(account.user, password, `CREATE TABLE ${quoted}.t (a INT)`, `SELECT * FROM ${quoted}.t`);
      assert.deepEqual((await grants.read(grant.id))?.outputs.database, pattern, told);
      assert.deepEqual((await users.read(user.id))?.outputs.user, account.user, told);
      assert.deepEqual((await databases.read(database.id))?.outputs.name, name, told);

      const other = oddText(randomInt(1, 24));
      await users.update(user, { ...account, plaintextPassword: new Secret(other) });
      await as(account.user, other);

      await grants.delete(grant);
      await users.delete(user);
      await databases.delete(database);
      assert.equal(await users.read(user.id), undefined, told);
      assert.equal(await databases.read(database.id), undefined, told);
    }
  });

  it("grants on a pattern of names, with the right to pass it on", async () => {
    const plan = await users.create({ user: "plan", host: HOST, plaintextPassword: "plan" });
    const everywhere = await grants.create({
      ...{ user: "plan", host: HOST, database: "*" },
      privileges: ["CREATE USER", "RELOAD"],
    });
    const privileges = ["SELECT", "INSERT", "CREATE", "DROP", "CREATE TEMPORARY TABLES"];
    const pattern = await grants.create({
      ...{ user: "plan", host: HOST, database: "bkapp-%", grant: true },
      privileges,
    });
    assert.equal(everywhere.id, `plan@${HOST}:*`);
    assert.equal(pattern.id, `plan@${HOST}:\`bkapp-%\``);
    await as(
      ...(["plan", "plan"] as const),
      "CREATE USER `bkapp-foo-stag-1`@`%` IDENTIFIED BY 'secret'",
      "GRANT SELECT, CREATE ON `bkapp-foo-stag-1`.* TO `bkapp-foo-stag-1`@`%`",
      "FLUSH PRIVILEGES",
      "CREATE DATABASE `bkapp-foo-stag-1`",
      "DROP DATABASE `bkapp-foo-stag-1`",
    );
    await assert.rejects(as("plan", "plan", "CREATE DATABASE elsewhere"), /1044|denied/);
    await grants.delete(pattern);
    await assert.rejects(as("plan", "plan", "CREATE DATABASE `bkapp-foo-stag-1`"), /1044|denied/);
    await grants.delete(everywhere);
    await assert.rejects(as("plan", "plan", "FLUSH PRIVILEGES"), /1227|denied/);
    await users.delete(plan);
  });

  it("grants on one table", async () => {
    await databases.create({ name: "tables", ...UTF8 });
    await as("root", "ro'ot\\", "CREATE TABLE tables.one (a INT)", "CREATE TABLE tables.two (a INT)");
    await users.create({ user: "reader", host: HOST, plaintextPassword: "p" });
    const inputs = { user: "reader", host: HOST, database: "tables", table: "one", privileges: ["SELECT"] };
    const grant = await grants.create(inputs);
    await as("reader", "p", "SELECT * FROM tables.one");
    await assert.rejects(as("reader", "p", "SELECT * FROM tables.two"), /1142|denied/);
    assert.notEqual(await grants.read(grant.id, grant.inputs), undefined);
  });

  it("reads what an interrupted create has left, and nothing it has not", async () => {
    await databases.create({ name: "left", ...UTF8 });
    await users.create({ user: "left", host: HOST, plaintextPassword: "p" });
    const pending = { user: "left", host: HOST, database: "left", privileges: ["SELECT", "INSERT"] };
    const id = `left@${HOST}:\`left\``;
    assert.equal(await grants.read(id, pending), undefined, "the account is there, the grant is not");
    const created = await grants.create(pending);
    assert.deepEqual((await grants.read(id, created.inputs))?.outputs, created.outputs);
    assert.deepEqual((await grants.read(id))?.outputs, created.outputs, "the id alone is enough");
    await as("root", "ro'ot\\", `REVOKE INSERT ON \`left\`.* FROM \`left\`@\`${HOST}\``);
    assert.equal(await grants.read(id, created.inputs), undefined, "half of the grant is not the grant");
    assert.notEqual(
      await grants.read(id, created.inputs, created.outputs),
      undefined,
      "a refresh sees no privileges",
    );

    const user = await users.read(`left@${HOST}`, { user: "left", host: HOST, plaintextPassword: "p" });
    const hash = user?.outputs.plaintextPassword;
    assert.ok(hash instanceof Secret);
    assert.equal(hash.open(), createHash("sha256").update("p").digest("hex"));
    const imported = await users.read(`left@${HOST}`);
    assert.deepEqual(imported?.inputs, { __defaults: [], host: HOST, tlsOption: "NONE", user: "left" });
    assert.deepEqual((await databases.read("left"))?.inputs, { __defaults: [], name: "left", ...UTF8 });
  });

  it("names a database itself when the program does not, and says when a replacement must delete first", async () => {
    const database = await databases.create(UTF8);
    assert.match(database.id, /^test-[0-9a-f]{7}$/);
    assert.deepEqual(database.inputs.__defaults, ["name"]);
    await databases.delete(database);
    const named = await databases.create({ name: "named", ...UTF8 });
    // Also without a change: the engine asks this of a database whose replacement was interrupted.
    assert.deepEqual(await databases.diff(named, { name: "named", ...UTF8 }), {
      changes: {},
      deleteBeforeReplace: true,
    });
  });

  it("replaces a user or grant whose inputs are not known yet", async () => {
    const user = await users.create({ user: "later", host: HOST, plaintextPassword: "p" });
    assert.deepEqual(
      await users.diff(user, { user: "later", host: UNKNOWN, plaintextPassword: new Secret(UNKNOWN) }),
      {
        changes: {
          host: { kind: "update", replace: true },
          plaintextPassword: { kind: "update", replace: false },
        },
      },
    );
    const inputs = { user: "later", host: HOST, database: "named", privileges: ["SELECT"] };
    const grant = await grants.create(inputs);
    assert.deepEqual(await grants.diff(grant, { ...inputs, privileges: UNKNOWN }), {
      changes: { privileges: { kind: "update", replace: true } },
    });
    assert.deepEqual(await grants.diff(grant, { ...inputs, privileges: ["INSERT"] }), {
      changes: { "privileges[0]": { kind: "update", replace: true } },
    });
  });

  it("fails like the official plugin where something is there or gone already, a grant apart", async () => {
    await assert.rejects(databases.create({ name: "left", ...UTF8 }), {
      message: "Error 1007 (HY000): Can't create database 'left'; database exists",
    });
    await assert.rejects(users.create({ user: "left", host: HOST }), /^Error: Error 1396 \(HY000\)/);
    const grant = { user: "gone", host: HOST, database: "left", table: "*", privileges: ["SELECT"] };
    await grants.delete({ id: `gone@${HOST}:\`left\``, inputs: {}, outputs: grant });
    const gone = { id: "gone", inputs: {}, outputs: {} };
    await assert.rejects(databases.delete(gone), /1008/);
    await assert.rejects(users.delete({ ...gone, id: "gone@%" }), /1396/);
  });

  it("says what is wrong with inputs, and what to do", async () => {
    assert.deepEqual(await users.refusals({}), ["user is required"]);
    assert.deepEqual(await users.refusals({ user: "u", tlsOption: "NONE; DROP" }), [
      "tlsOption must be one of NONE, SSL, X509",
    ]);
    const [reason] = await users.refusals({ user: "u", password: "p" });
    assert.match(reason ?? "", /has no password: give plaintextPassword/);
    const target = { user: "u", database: "d" };
    assert.deepEqual(await grants.refusals(target), ["privileges is required"]);
    for (const privileges of [[], ["SELECT ON *.* TO root; --"], ["a'b"]]) {
      const [reason] = await grants.refusals({ ...target, privileges });
      assert.match(reason ?? "", /privileges must name at least one, in words/);
    }
    assert.deepEqual(await grants.refusals({ ...target, privileges: [UNKNOWN] }), []);
    assert.deepEqual(provider.checkConfig({}).failures, [
      { property: "endpoint", reason: "endpoint is required" },
      { property: "username", reason: "username is required" },
    ]);
  });
});

describe("the mysql stand-in's connection", () => {
  const configure = (endpoint: string): Server => {
    const candidate = new Server();
    candidate.configure({ endpoint, username: "root", password: "not-to-be-shown" });
    return candidate;
  };

  it("refuses a server that is not on the loopback interface, before any connection", () => {
    for (const host of [
      "10.0.0.1",
      "mysql.example.com",
      "0.0.0.0",
      "127.0.0.1.example.com",
      "[::ffff:7f00:1]",
    ]) {
      assert.throws(
        () => configure(`${host}:3306`),
        /only talks to this machine.*install the official plugin/,
      );
    }
    for (const host of ["127.0.0.1", "127.8.9.10", "[::1]", "localhost", "LOCALHOST"])
      configure(`${host}:3306`);
    for (const endpoint of ["", "/var/run/mysqld.sock", "127.0.0.1:port", "root@10.0.0.1:3306", "::1"]) {
      assert.throws(() => configure(endpoint), /host:port|only talks to this machine/);
    }
  });

  it("says in its own words that nobody listens, or that the password is wrong", async () => {
    const nobody = configure("127.0.0.1:1");
    await assert.rejects(
      nobody.run("SELECT 1"),
      /no connection to the MySQL server at 127\.0\.0\.1:1.*ECONNREFUSED/,
    );
    const wrong = configure(real.endpoint);
    await assert.rejects(wrong.run("SELECT 1"), (error: Error) => {
      assert.match(error.message, /^Error 1045 \(28000\): Access denied for user 'root'/);
      assert.equal(error.message.includes("not-to-be-shown"), false);
      return true;
    });
    await nobody.close();
    await wrong.close();
  });

  it(
    "gives up after ten seconds on a server that accepts and says nothing",
    { timeout: 20_000 },
    async () => {
      const sockets: net.Socket[] = [];
      const silent = net.createServer((socket) => sockets.push(socket)).listen(0, "127.0.0.1");
      await once(silent, "listening");
      const { port } = silent.address() as net.AddressInfo;
      const candidate = configure(`127.0.0.1:${port}`);
      const started = Date.now();
      await assert.rejects(candidate.run("SELECT 1"), /within 10 s.*ETIMEDOUT/);
      const seconds = (Date.now() - started) / 1000;
      assert.ok(seconds > 9 && seconds < 15, `${seconds} s`);
      await candidate.close();
      sockets.forEach((socket) => socket.destroy());
      silent.close();
    },
  );

  it("is not made before the first statement, and only once", async () => {
    const candidate = new Server();
    candidate.configure({ endpoint: real.endpoint, username: "root", password: "ro'ot\\" });
    const ids = await Promise.all([1, 2, 3].map(() => candidate.run("SELECT CONNECTION_ID() AS id")));
    assert.equal(new Set(ids.map(([row]) => Number(row?.id))).size, 1);
    await candidate.close();
  });
});
