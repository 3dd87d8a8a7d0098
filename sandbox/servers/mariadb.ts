import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { createConnection } from "mysql2/promise";
import { privateDirectory, writeAtomically } from "../files.ts";
import { DATA, LOGS } from "../layout.ts";
import { findExecutable, MYSQL_SERVERS } from "../packages.ts";
import type { Launch } from "../process.ts";
import { ADMINISTRATORS, type Settings } from "../settings.ts";
import { openPaasStatements } from "./open-paas.ts";
import { loopback, processServer, type Server } from "./server.ts";

const NAME = "mariadb";
const DIRECTORY = path.join(DATA, NAME);
const DATADIR = path.join(DIRECTORY, "data");

/** How long the server may take to answer one question, in milliseconds. */
const ANSWER_DEADLINE = 2000;

const run = promisify(execFile);

/** The statements the server logs after `SET GLOBAL general_log = ON`. */
export const GENERAL_LOG = path.join(LOGS, "mariadb-general.log");

/**
 * A MariaDB of this checkout, or a MySQL where that is installed, with an `open_paas` database as an installation
 * of PaaS 2 has one.
 */
export function mariadb(settings: Settings): Server {
  const port = settings.ports.mariadb;
  return processServer({
    name: NAME,
    address: loopback(port),
    prepare: () => prepare(port, settings.passwords.mariadb),
    answers: () => answers(port, settings.passwords.mariadb),
  });
}

async function prepare(port: number, password: string): Promise<Launch> {
  const server = findExecutable(...MYSQL_SERVERS);
  const isMariadb = (await serverVersion()).includes("MariaDB");
  if (!fs.existsSync(DATADIR)) await createDatadir(server, isMariadb);
  const statements = path.join(DIRECTORY, "start.sql");
  writeAtomically(statements, startStatements(password, isMariadb).join("\n"));
  return {
    name: NAME,
    command: server,
    args: [
      "--no-defaults",
      ...asRoot(),
      `--datadir=${DATADIR}`,
      "--bind-address=127.0.0.1",
      `--port=${port}`,
      // Relative to the data directory: the whole path may be longer than a socket's may be.
      "--socket=server.sock",
      `--pid-file=${path.join(DIRECTORY, "server.pid")}`,
      `--tmpdir=${temporary()}`,
      // Accounts are told apart by address, whatever the machine's resolver says.
      "--skip-name-resolve",
      "--character-set-server=utf8mb4",
      `--general-log-file=${GENERAL_LOG}`,
      `--init-file=${statements}`,
      ...(isMariadb ? [] : ["--mysqlx=OFF"]),
    ],
  };
}

/** What the installed server says of its version: `mariadbd  Ver 10.11.6-MariaDB-0+deb12u1 for debian-linux-gnu …`. */
export async function serverVersion(): Promise<string> {
  return (await run(findExecutable(...MYSQL_SERVERS), ["--no-defaults", "--version"])).stdout;
}

/** In a new directory of its own first: an interrupted installation is never taken for a database. */
async function createDatadir(server: string, isMariadb: boolean): Promise<void> {
  const drafts = path.join(privateDirectory(DIRECTORY), "drafts");
  fs.rmSync(drafts, { recursive: true, force: true, maxRetries: 5 });
  const draft = path.join(privateDirectory(path.join(drafts, randomUUID())), "data");
  const common = ["--no-defaults", ...asRoot(), `--datadir=${draft}`];
  if (isMariadb) {
    const install = findExecutable("mariadb-install-db", "mysql_install_db");
    const options = ["--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve"];
    await run(install, [...common, ...options], { env: { ...process.env, TMPDIR: temporary() } });
  } else {
    await run(server, [...common, "--initialize-insecure"]);
  }
  fs.renameSync(draft, DATADIR);
  fs.rmSync(drafts, { recursive: true });
}

/**
 * What the server executes before it takes its first client: one statement a line, each harmless when repeated.
 * Only `root` with the generated password remains, from this machine only.
 */
export function startStatements(password: string, isMariadb: boolean): string[] {
  const root = ADMINISTRATORS.mariadb;
  const accounts = ["localhost", "127.0.0.1"].flatMap((host) => [
    `CREATE USER IF NOT EXISTS '${root}'@'${host}';`,
    `ALTER USER '${root}'@'${host}' IDENTIFIED BY '${password}';`,
    `GRANT ALL PRIVILEGES ON *.* TO '${root}'@'${host}' WITH GRANT OPTION;`,
  ]);
  // The installation may have made anonymous accounts and roots from elsewhere.
  const others = [
    "DELETE FROM mysql.global_priv WHERE User = '';",
    `DELETE FROM mysql.global_priv WHERE User = '${root}' AND Host NOT IN ('localhost', '127.0.0.1');`,
    "FLUSH PRIVILEGES;",
  ];
  return [...(isMariadb ? others : []), ...accounts, ...openPaasStatements("utf8mb4"), ""];
}

async function answers(port: number, password: string): Promise<boolean> {
  const connection = await createConnection({
    host: "127.0.0.1",
    port,
    user: ADMINISTRATORS.mariadb,
    password,
    connectTimeout: ANSWER_DEADLINE,
  });
  try {
    await connection.query("SELECT 1");
    return true;
  } finally {
    await connection.end();
  }
}

/** A starting MariaDB deletes the temporary tables it finds, those of others too where they share a directory. */
function temporary(): string {
  return privateDirectory(path.join(DIRECTORY, "tmp"));
}

/** The server refuses to run as root unless told to. */
export function asRoot(): string[] {
  return process.getuid?.() === 0 ? ["--user=root"] : [];
}
