// The rendered configuration and statements of a managed MySQL, in real servers.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import type { RowDataPacket } from "mysql2/promise";
import {
  type MySQLVersion,
  mysqlSecrets,
  mysqlSpec,
} from "../../../components/storage/managed/specs/mysql.ts";
import { mysql } from "../../support/mysql/mysql.ts";
import { TestServer } from "../../support/mysql/server.ts";

/** A quote and a backslash: a given password must not break out of the statements either. */
const FIRST = String.raw`first ' and \ and "`;
const SECOND = "second";

const specOf = (version: MySQLVersion) =>
  mysqlSpec({
    name: "mysql",
    size: "small",
    images: { registry: "registry.example.com", tags: {} },
    version,
  });

const newest = await mysql();
const missing = "reason" in newest ? newest.reason : undefined;
if (missing !== undefined) console.log(`a managed MySQL: SKIPPED, ${missing}`);

describe("a managed MySQL", { skip: missing ?? false }, () => {
  /** Where they are depends on the machine. */
  const PLACES = ["datadir", "socket", "pid_file"];
  /** MySQL 8.0 has it; the newest has neither the setting nor what it names. */
  const GONE = ["default_authentication_plugin"];

  const settings = [...String(specOf("8.0").configuration["bkpaas.cnf"]).matchAll(/^(\w+) = (.+)$/gm)]
    .map(([, key = "", value = ""]) => ({ key, value }))
    .filter(({ key }) => ![...PLACES, ...GONE].includes(key));
  let directory: string;
  let server: TestServer;

  before(async () => {
    assert.ok(!("reason" in newest));
    directory = await mkdtemp(path.join(os.tmpdir(), "bkpaas-root-"));
    const file = path.join(directory, "root.sql");
    await writeFile(file, String(mysqlSecrets(FIRST)["root.sql"]), { mode: 0o600 });
    const options = settings.map(({ key, value }) => `--${key}=${value}`);
    // It is awaited as root from 127.0.0.1, which with these settings is not localhost.
    server = await TestServer.start(newest, FIRST, [...options, `--init-file=${file}`]);
  });

  after(async () => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it("runs with its settings", async () => {
    console.log(`on MySQL ${server.version}, without ${GONE.join(", ")}: it has none`);
    const variables = settings.map(({ key }) => `@@GLOBAL.${key} AS ${key}`);
    const [[row]] = await server.asRoot((connection) =>
      connection.query<RowDataPacket[]>(`SELECT ${variables.join(", ")}`),
    );
    assert.deepEqual(
      { ...row },
      {
        skip_name_resolve: 1,
        character_set_server: "utf8mb4",
        collation_server: "utf8mb4_general_ci",
        max_connections: 500,
        max_allowed_packet: 64 * 1024 * 1024,
        innodb_buffer_pool_size: 768 * 1024 * 1024,
        log_error_verbosity: 2,
        binlog_expire_logs_seconds: 259_200,
      },
    );
  });

  it("serves root from anywhere, with every right, and only with the password", async () => {
    const [[account], grants] = await server.asRoot(async (connection) => [
      (await connection.query<RowDataPacket[]>("SELECT CURRENT_USER() AS user"))[0],
      (await connection.query<RowDataPacket[]>("SHOW GRANTS"))[0],
    ]);
    assert.equal(account?.user, "root@%");
    assert.match(JSON.stringify(grants), /ON \*\.\* TO .* WITH GRANT OPTION/);
    await assert.rejects(server.connect("root", ""), /Access denied/);
  });

  it("takes another password from the statements of a later start", async () => {
    await server.asRoot(async (connection) => {
      for (const statement of String(mysqlSecrets(SECOND)["root.sql"]).trim().split("\n")) {
        await connection.query(statement);
      }
    });
    const connection = await server.connect("root", SECOND);
    await connection.end();
    await assert.rejects(server.connect("root", FIRST), /Access denied/);
  });
});

describe("the start of a managed MySQL", () => {
  let directory: string;

  /** What the command runs in the end, with programs of the image that only tell how they are called. */
  const start = async (): Promise<string> => {
    const [shell = "", ...args] = specOf("8.0").container.command as string[];
    const placed = args.map((text) => text.replaceAll("/var/lib/mysql", directory));
    const { stdout } = await promisify(execFile)(shell, placed, {
      env: { ...process.env, PATH: `${directory}/bin:${process.env.PATH ?? ""}` },
    });
    return stdout.trim();
  };

  before(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), "bkpaas-start-"));
    await mkdir(path.join(directory, "bin"));
    for (const program of ["mysqld", "docker-entrypoint.sh"]) {
      await writeFile(path.join(directory, "bin", program), '#!/bin/sh\necho "$(basename "$0") $*"\n', {
        mode: 0o755,
      });
    }
  });

  after(() => rm(directory, { recursive: true, force: true }));

  it("leaves an empty volume to the image", async () => {
    assert.equal(await start(), "docker-entrypoint.sh mysqld");
  });

  it("puts the password in force on a volume that has data", async () => {
    await mkdir(path.join(directory, "data", "mysql"), { recursive: true });
    assert.equal(await start(), "mysqld --init-file=/run/secrets/mysql/root.sql");
  });
});
