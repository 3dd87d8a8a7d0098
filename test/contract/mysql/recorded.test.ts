import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, describe, it } from "node:test";
import { mariadb } from "../../support/mysql/mariadb.ts";
import { TestServer } from "../../support/mysql/server.ts";
import { unlessThorough } from "../../support/thorough.ts";
import { changes, custom, outputsOf, resourceFacts, saltOf } from "../support/facts.ts";
import { opener } from "../support/passphrase.ts";
import { PLUGINS } from "../support/plugins.ts";
import { type Preview, type State, nameOf, recorded, resourceNamed, secretPlaces } from "../support/state.ts";
import { Workspace } from "../support/workspace.ts";

const ROOT_PASSWORD = "rootpw1";

/** One row of the recorded table, and how the server shows that the change was made. */
interface Row {
  readonly file: string;
  readonly title: string;
  readonly applied: () => Promise<void>;
}

const server = await TestServer.start(mariadb(), ROOT_PASSWORD);
const workspace = await Workspace.create({
  program: `${import.meta.dirname}/program`,
  plugins: ["mysql", "random"],
  stack: "sql",
});
const missing = workspace.missing ?? (await unsupported());
console.log(
  `mysql contract: ${missing === undefined ? `runs against the ${PLUGINS} plugins` : `SKIPPED, ${missing}`}`,
);

after(async () => {
  await workspace.remove();
  await server.stop();
});

/** Runs a statement as the server's administrator. */
async function sql(statement: string): Promise<Record<string, unknown>[]> {
  const connection = await server.connect("root", ROOT_PASSWORD);
  try {
    const [rows] = await connection.query(statement);
    return Array.isArray(rows) ? (rows as Record<string, unknown>[]) : [];
  } finally {
    await connection.end();
  }
}

async function grantsOf(host: string): Promise<string> {
  const rows = await sql(`SHOW GRANTS FOR bk_paas3@'${host}'`);
  return rows.map((row) => String(Object.values(row)[0])).join("\n");
}

async function databases(): Promise<unknown[]> {
  return (await sql("SHOW DATABASES")).map((row) => row.Database);
}

async function logsIn(password: string): Promise<boolean> {
  return server.connect("bk_paas3", password).then(
    (connection) => connection.end().then(() => true),
    () => false,
  );
}

/** Sets the configuration of a recorded preview, on this server, and undoes that of every other. */
async function configureAs(file: string): Promise<void> {
  const keys = ["length", "password", "dbname", "charset", "collation", "host", "privileges"];
  const none = Object.fromEntries(keys.map((key) => [`recordsql:${key}`, undefined]));
  await workspace.config({
    ...none,
    ...recorded<Preview>(file).config,
    "recordsql:endpoint": server.endpoint,
  });
}

async function up(): Promise<void> {
  const run = await workspace.up();
  assert.equal(run.code, 0, run.stdout + run.stderr);
}

const FOLDER = "official-mysql-random";
const ROWS: Row[] = [
  {
    file: "preview-user-password.json",
    title: "a changed password updates the user in place",
    applied: async () => {
      assert.equal(await logsIn("Changed123456"), true);
      assert.equal(await logsIn("another"), false);
    },
  },
  {
    file: "preview-db-charset.json",
    title: "character set and collation are altered in place",
    applied: async () => {
      const [row] = await sql(
        "SELECT DEFAULT_COLLATION_NAME c FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = 'paas3_apiserver'",
      );
      assert.match(String(row?.c), /^utf8(mb3)?_general_ci$/);
    },
  },
  {
    file: "preview-grant-privileges.json",
    title: "changed privileges replace the grant",
    applied: async () => {
      assert.match(await grantsOf("%"), /GRANT SELECT, INSERT ON `paas3_apiserver`\.\*/);
    },
  },
  {
    file: "preview-user-host.json",
    title: "a changed host replaces user and grant",
    applied: async () => {
      assert.match(await grantsOf("10.0.0.%"), /GRANT SELECT, .* ON `paas3_apiserver`\.\*/);
      await assert.rejects(grantsOf("%"), /1141|no such grant/);
    },
  },
  {
    file: "preview-db-name.json",
    title: "another name replaces database and grant",
    applied: async () => {
      const present = await databases();
      assert.deepEqual([present.includes("other"), present.includes("paas3_apiserver")], [true, false]);
      assert.match(await grantsOf("%"), /ON `other`\.\*/);
    },
  },
  {
    file: "preview-random-length.json",
    title: "another length replaces the password and updates the user that takes it",
    applied: async () => {
      const state = await workspace.export();
      const open = opener("test", saltOf(state));
      const password = String(open(resourceNamed(state, "password").outputs?.result));
      assert.match(password, /^[A-Za-z0-9]{30}$/);
      assert.equal(await logsIn(password), true);
    },
  },
];

describe("mysql, as recorded from the official plugin", { skip: missing ?? false }, () => {
  it("plans the first update like the recording", async () => {
    await configureAs(`${FOLDER}/preview-create.json`);
    const expected = recorded<Preview>(`${FOLDER}/preview-create.json`);
    const preview = await workspace.preview();
    assert.deepEqual(changes(preview), changes(expected));
    assert.deepEqual(preview.changeSummary, expected.changeSummary);
  });

  it("refuses to create a database that exists", async () => {
    await sql("CREATE DATABASE paas3_apiserver");
    const run = await workspace.up();
    await sql("DROP DATABASE paas3_apiserver");
    assert.notEqual(run.code, 0);
    assert.match(run.stdout, /Error 1007[^:]*: Can't create database 'paas3_apiserver'; database exists/);
  });

  it("keeps the recorded inputs, outputs, ids and secrets", async () => {
    await up();
    const expected = recorded<State>(`${FOLDER}/state-after-create.json`);
    const actual = await workspace.export();
    const openExpected = opener("test", saltOf(expected));
    const openActual = opener("test", saltOf(actual));
    for (const recordedResource of custom(expected).filter((resource) =>
      resource.type.startsWith("mysql:"),
    )) {
      const resource = resourceNamed(actual, nameOf(recordedResource.urn));
      assert.equal(resource.id, recordedResource.id);
      assert.deepEqual(secretPlaces(resource.inputs), secretPlaces(recordedResource.inputs));
      assert.deepEqual(secretPlaces(resource.outputs), secretPlaces(recordedResource.outputs));
      assert.deepEqual(
        withoutPassword(openActual(resourceFacts(resource))),
        withoutPassword(openExpected(resourceFacts(recordedResource))),
      );
    }
    for (const [state, open] of [
      [expected, openExpected],
      [actual, openActual],
    ] as const) {
      const user = resourceNamed(state, "user");
      const password = String(open(user.inputs?.plaintextPassword));
      assert.equal(
        open(outputsOf(user).plaintextPassword),
        createHash("sha256").update(password).digest("hex"),
        "the stored output is the SHA-256 of the input",
      );
    }
  });

  it("creates what the state says on the server", async () => {
    const state = await workspace.export();
    const password = opener("test", saltOf(state))(resourceNamed(state, "user").inputs?.plaintextPassword);
    assert.equal(await logsIn(String(password)), true);
    assert.match(await grantsOf("%"), /GRANT SELECT, INSERT, .* ON `paas3_apiserver`\.\*/);
    assert.ok((await databases()).includes("paas3_apiserver"));
  });

  it("plans nothing when nothing changed", async () => {
    await configureAs(`${FOLDER}/preview-noop.json`);
    const preview = await workspace.preview();
    assert.deepEqual(preview.changeSummary, recorded<Preview>(`${FOLDER}/preview-noop.json`).changeSummary);
  });

  for (const row of ROWS) {
    // Every one of them is made below, where another plan would not do.
    it(
      `plans like the recording: ${row.title}`,
      { skip: row === ROWS[0] ? false : unlessThorough },
      async () => {
        const expected = recorded<Preview>(`${FOLDER}/${row.file}`);
        await configureAs(`${FOLDER}/${row.file}`);
        const preview = await workspace.preview();
        assert.deepEqual(changes(preview), changes(expected));
        assert.deepEqual(preview.changeSummary, expected.changeSummary);
      },
    );
  }

  for (const row of ROWS) {
    it(`makes the change on the server: ${row.title}`, async () => {
      await configureAs(`${FOLDER}/${row.file}`);
      await up();
      await row.applied();
    });
  }

  it("plans nothing after the last of them is undone", async () => {
    await configureAs(`${FOLDER}/preview-noop.json`);
    await up();
    const { changeSummary } = await workspace.preview();
    assert.deepEqual(changeSummary, recorded<Preview>(`${FOLDER}/preview-noop.json`).changeSummary);
  });

  it("sees a changed character set when refreshing", async () => {
    await sql("ALTER DATABASE paas3_apiserver CHARACTER SET latin1 COLLATE latin1_swedish_ci");
    assert.equal((await workspace.refresh()).code, 0);
    const { outputs } = resourceNamed(await workspace.export(), "db");
    assert.deepEqual(
      [outputs?.defaultCharacterSet, outputs?.defaultCollation],
      ["latin1", "latin1_swedish_ci"],
    );
    const [step] = (await workspace.preview()).steps.filter((candidate) => candidate.op !== "same");
    assert.deepEqual(
      [step?.op, Object.keys(step?.detailedDiff ?? {}).sort()],
      ["update", ["defaultCharacterSet", "defaultCollation"]],
    );
    await up();
  });

  it("sees neither a revoked privilege nor a changed password when refreshing", async () => {
    const before = await workspace.export();
    await sql("REVOKE DELETE ON paas3_apiserver.* FROM bk_paas3@'%'");
    await sql("SET PASSWORD FOR bk_paas3@'%' = PASSWORD('by hand')");
    assert.equal((await workspace.refresh()).code, 0);
    const after = await workspace.export();
    for (const name of ["grant", "user"]) {
      const open = (state: State): unknown => {
        const { inputs, outputs } = resourceNamed(state, name);
        return opener("test", saltOf(state))({ inputs, outputs });
      };
      assert.deepEqual(open(after), open(before));
    }
    const unchanged = recorded<Preview>(`${FOLDER}/preview-noop.json`).changeSummary;
    assert.deepEqual((await workspace.preview()).changeSummary, unchanged);
  });

  it("plans to create again what a refresh found dropped", async () => {
    await sql("DROP USER bk_paas3@'%'");
    await sql("DROP DATABASE paas3_apiserver");
    assert.equal((await workspace.refresh()).code, 0);
    const expected = recorded<Preview>(`${FOLDER}/preview-refresh-after-drop.json`);
    const preview = await workspace.preview();
    assert.deepEqual(changes(preview), changes(expected));
    assert.deepEqual(preview.changeSummary, expected.changeSummary);
    await up();
  });

  it("imports a database by its name", async () => {
    await sql("CREATE DATABASE adopted CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci");
    await workspace.pulumi(
      ...["import", "mysql:index/database:Database", "adopted", "adopted", "--yes", "--skip-preview"],
      ...[
        "--generate-code=false",
        "--protect=false",
        "--provider",
        `server=urn:pulumi:sql::recordsql::pulumi:providers:mysql::server`,
      ],
    );
    const { id, outputs } = resourceNamed(await workspace.export(), "adopted");
    assert.deepEqual(
      { id, outputs },
      {
        id: "adopted",
        outputs: {
          defaultCharacterSet: "utf8mb4",
          defaultCollation: "utf8mb4_unicode_ci",
          id: "adopted",
          name: "adopted",
        },
      },
    );
  });

  it("leaves nothing behind after destroy", async () => {
    const run = await workspace.destroy();
    assert.equal(run.code, 0, run.stdout + run.stderr);
    const present = await databases();
    assert.deepEqual(
      ["adopted", "paas3_apiserver"].filter((name) => present.includes(name)),
      [],
    );
    assert.deepEqual(await sql("SELECT User FROM mysql.user WHERE User = 'bk_paas3'"), []);
  });
});

/** The official plugin asks for a variable that newer MariaDBs do not have. */
async function unsupported(): Promise<string | undefined> {
  if (PLUGINS !== "official") return undefined;
  const probe = await sql("SHOW GLOBAL VARIABLES LIKE 'innodb_version'");
  return probe.length > 0
    ? undefined
    : "the official mysql plugin does not work with a MariaDB of 10.10 or newer";
}

/** Passwords are drawn anew in every run. */
function withoutPassword(facts: unknown): unknown {
  return JSON.parse(
    JSON.stringify(facts, (key, value: unknown) => (key === "plaintextPassword" ? "<drawn>" : value)),
  );
}
