// The application account in PaaS 2.0's tables, by the real client and the platform's account, on real servers.
import assert from "node:assert/strict";
import { after, before, beforeEach, it } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import type { RowDataPacket } from "mysql2/promise";
import { appAccountSql } from "../../../components/app-account/statements.ts";
import { clientOptions } from "../../../components/storage/mysql/client.ts";
import { openPaasStatements } from "../../../sandbox/servers/open-paas.ts";
import { type ClientRun, runClient } from "../../support/mysql/client.ts";
import { describeOnEach } from "../../support/mysql/edition.ts";
import { TestServer } from "../../support/mysql/server.ts";
import { EXTENDED, LISTED, REFUSED } from "./exemption-lists.ts";
import { ROOT, USERS, allOnOne } from "./ways.ts";

const PASSWORDS = { platform: "platform-word", services: "services-word", plan: "plan-word" };
const TOKEN = "5b4f4ed9-0000-4000-8000-00000000000a";
/** What it was before two rotations. */
const FORMER = ["11111111-0000-4000-8000-000000000001", "11111111-0000-4000-8000-000000000002"];
const OTHER = "5b4f4ed9-0000-4000-8000-00000000000b";

await describeOnEach("the application account in PaaS 2.0", (edition) => {
  let server: TestServer;

  before(async () => {
    server = await TestServer.start(edition, ROOT);
    await prepare();
    await allOnOne(server, PASSWORDS);
  });
  after(() => server.stop());

  beforeEach(async () => {
    await byRoot("DELETE FROM open_paas.esb_app_account");
    await byRoot("UPDATE open_paas.esb_function_controller SET wlist = 'bk_paas_log_alert'");
  });

  const byRoot = (statement: string, values: unknown[] = []) =>
    server.asRoot(async (connection) => {
      const [rows] = await connection.query<RowDataPacket[]>(statement, values);
      return rows;
    });

  /** In PaaS 2.0's own character set, whose collation knows no upper case. */
  const prepare = async (): Promise<void> => {
    for (const statement of openPaasStatements("utf8mb3")) await byRoot(statement);
  };

  const run = (otherToken: "refuse" | "replace" = "refuse", database = "open_paas"): Promise<ClientRun> => {
    const { platform: password } = PASSWORDS;
    const login = { host: "127.0.0.1", port: server.port, user: USERS.platform, password, tls: undefined };
    const sql = appAccountSql({ database, token: TOKEN, former: FORMER, otherToken });
    return runClient(server, { optionFile: clientOptions(login, ""), sql });
  };

  const succeed = async (otherToken?: "refuse" | "replace"): Promise<void> => {
    const { code, stdout, stderr } = await run(otherToken);
    assert.equal(code, 0, stdout + stderr);
  };

  /** It says what to do, whole, and no token. */
  const failWith = async (ending: string, database?: string): Promise<void> => {
    const { code, stdout, stderr } = await run("refuse", database);
    assert.equal(code, 1);
    assert.match(stderr, /nothing was changed/);
    assert.ok(stderr.trimEnd().endsWith(`${ending}'`), stderr);
    assert.ok(!(stdout + stderr).includes(TOKEN) && !(stdout + stderr).includes(OTHER), stderr);
  };

  const rows = async () => ({
    accounts: await byRoot("SELECT * FROM open_paas.esb_app_account"),
    functions: await byRoot("SELECT * FROM open_paas.esb_function_controller"),
  });

  const listOf = async (): Promise<unknown> => (await rows()).functions[0]?.wlist;

  const setList = (list: string | null) =>
    byRoot("UPDATE open_paas.esb_function_controller SET wlist = ?", [list]);

  const addAccount = (token: string) =>
    byRoot("INSERT INTO open_paas.esb_app_account VALUES (7, 'bk_paas3', ?, 'theirs', '2020-01-01')", [
      token,
    ]);

  it("is made with its token and exempt from user authentication, beside the others", async () => {
    await byRoot("INSERT INTO open_paas.esb_app_account VALUES (1, 'bk_paas', 'of-paas2', '', '2020-01-01')");
    await succeed();
    const { accounts, functions } = await rows();
    assert.deepEqual(
      accounts.map(({ app_code, app_token }) => [app_code, app_token] as unknown),
      [
        ["bk_paas", "of-paas2"],
        ["bk_paas3", TOKEN],
      ],
    );
    assert.deepEqual(
      functions.map(({ func_code, switch_status, wlist }) => [func_code, switch_status, wlist] as unknown),
      [["user_auth::skip_user_auth", 1, "bk_paas_log_alert,bk_paas3"]],
    );
  });

  it("stays as it is when it is done again, whatever is said of other tokens", async () => {
    await succeed();
    const first = await rows();
    await succeed();
    await succeed("replace");
    assert.deepEqual(await rows(), first);
  });

  it("stays as it is where somebody else made it with the same token", async () => {
    await addAccount(TOKEN);
    await setList("bk_paas3");
    const before = await rows();
    await succeed();
    assert.deepEqual(await rows(), before);
  });

  for (const list of LISTED) {
    it(`leaves the list ${JSON.stringify(list)}, in which it is`, async () => {
      await setList(list);
      await succeed();
      assert.equal(await listOf(), list);
    });
  }

  for (const [list, extended] of EXTENDED) {
    it(`makes the list ${JSON.stringify(list)} ${JSON.stringify(extended)}, and no more of it`, async () => {
      await setList(list);
      await succeed();
      assert.equal(await listOf(), extended);
      await succeed();
      assert.equal(await listOf(), extended);
    });
  }

  for (const list of REFUSED) {
    it(`refuses the list ${JSON.stringify(list)} and changes nothing`, async () => {
      await setList(list);
      const before = await rows();
      await failWith("Correct it or add bk_paas3 by hand.");
      assert.deepEqual(await rows(), before);
    });
  }

  it("makes the list's row where there is none", async () => {
    await byRoot("DELETE FROM open_paas.esb_function_controller");
    await succeed();
    const { functions } = await rows();
    assert.deepEqual(
      functions.map(({ func_code, switch_status, wlist }) => [func_code, switch_status, wlist] as unknown),
      [["user_auth::skip_user_auth", 1, "bk_paas3"]],
    );
  });

  for (const other of [OTHER, TOKEN.toUpperCase()]) {
    it(`refuses the other token ${other} and changes nothing`, async () => {
      await addAccount(other);
      const before = await rows();
      await failWith("Put that token into keys.appSecret or set appAccount.otherToken to replace.");
      assert.deepEqual(await rows(), before);
    });
  }

  for (const former of FORMER) {
    it(`replaces the token ${former}, which was this stack's own before a rotation, without a word`, async () => {
      await addAccount(former);
      await succeed();
      const { accounts } = await rows();
      assert.deepEqual(
        accounts.map(({ app_token }) => app_token as unknown),
        [TOKEN],
      );
    });
  }

  it("replaces another token with the word", async () => {
    await addAccount(OTHER);
    await succeed("replace");
    const { accounts } = await rows();
    assert.deepEqual(
      accounts.map(({ id, app_token, introduction }) => [id, app_token, introduction] as unknown),
      [[7, TOKEN, "theirs"]],
    );
    assert.equal(await listOf(), "bk_paas_log_alert,bk_paas3");
  });

  it("changes nothing either by a client that goes on after an error", async () => {
    await addAccount(OTHER);
    const before = await rows();
    const connection = await server.connect(USERS.platform, PASSWORDS.platform);
    const statements = appAccountSql({
      database: "open_paas",
      token: TOKEN,
      former: FORMER,
      otherToken: "refuse",
    }).split(";\n");
    for (const statement of statements.slice(0, -1)) await connection.query(statement).catch(() => undefined);
    await connection.end();
    assert.deepEqual(await rows(), before);
  });

  it("says which setting is wrong where the database has no such tables, or is none", async () => {
    const ending = "or set appAccount.mode to bkauth or manual.";
    await failWith(ending, "paas3_apiserver");
    await failWith(ending, "no_such_database");
    await byRoot("RENAME TABLE open_paas.esb_app_account TO open_paas.renamed");
    try {
      await failWith(ending);
    } finally {
      await byRoot("RENAME TABLE open_paas.renamed TO open_paas.esb_app_account");
    }
    assert.equal(await listOf(), "bk_paas_log_alert");
  });

  it("waits for who is changing the list, and keeps what they write", async () => {
    await server.asRoot(async (connection) => {
      await connection.query("START TRANSACTION");
      await connection.query("UPDATE open_paas.esb_function_controller SET wlist = 'theirs'");
      const waiting = succeed();
      await eventually(async () => {
        const [rows] = await connection.query<RowDataPacket[]>(
          "SELECT 1 FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'",
        );
        return rows.length > 0;
      });
      await connection.query("COMMIT");
      await waiting;
    });
    assert.equal(await listOf(), "theirs,bk_paas3");
  });

  it("is made once by eight runs at once", async () => {
    for (const removed of [[], ["esb_app_account"], ["esb_app_account", "esb_function_controller"]]) {
      for (const table of removed) await byRoot(`DELETE FROM open_paas.${table}`);
      const runs = await Promise.all(Array.from({ length: 8 }, () => run()));
      for (const { code, stdout, stderr } of runs) assert.equal(code, 0, stdout + stderr);
      const { accounts, functions } = await rows();
      assert.deepEqual([accounts.length, functions.length], [1, 1]);
      assert.match(String(functions[0]?.wlist), /^(bk_paas_log_alert,)?bk_paas3$/);
    }
    await prepare();
  });
});

/** Asks again until it is so: no oftener than ten times a second, or InnoDB repeats its last answer. */
async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error("it did not come about");
    await delay(200);
  }
}
