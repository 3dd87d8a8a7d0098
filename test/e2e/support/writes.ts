import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import type { Clone } from "./clone.ts";
import { auditOffset, writesSince } from "./cluster.ts";
import { asAdministrator } from "./database.ts";
import { serverSettings } from "./stack.ts";

/** What was written while something ran, in everything that a stack of a clone writes to. */
export interface Writes {
  /** Requests to the API server that changed it. */
  readonly cluster: readonly string[];
  /** Requests that asked it what a change would be; nothing of them lasts. */
  readonly dryRuns: readonly string[];
  /** Statements that change databases, accounts or rows. */
  readonly database: readonly string[];
  /** What of bkrepo, RabbitMQ and the state is not what it was. */
  readonly changed: readonly string[];
}

/** Nothing that lasts. */
export const NOTHING: Omit<Writes, "dryRuns"> = { cluster: [], database: [], changed: [] };

const WRITES = /\b(CREATE|ALTER|DROP|GRANT|REVOKE|INSERT|UPDATE|DELETE|REPLACE|SET PASSWORD)\b/i;

/** Does something and counts what it writes. */
export async function writesDuring(clone: Clone, work: () => Promise<unknown>): Promise<Writes> {
  const before = await contents(clone);
  const offset = auditOffset(clone);
  const statements = await statementsDuring(clone, work);
  const after = await contents(clone);
  const requests = writesSince(clone, offset);
  return {
    cluster: requests.filter((request) => !request.includes("dryRun=All")),
    dryRuns: requests.filter((request) => request.includes("dryRun=All")),
    database: statements.filter((line) => WRITES.test(line)),
    changed: Object.keys(before).filter((name) => before[name] !== after[name]),
  };
}

/** @throws Error where the log shows no client at all: then it was not the log of what ran. */
async function statementsDuring(clone: Clone, work: () => Promise<unknown>): Promise<string[]> {
  const log = clone.sandbox("logs", "mariadb-general.log");
  const read = (): string => (fs.existsSync(log) ? fs.readFileSync(log, "utf8") : "");
  const before = read().length;
  await asAdministrator(clone, (connection) => connection.query("SET GLOBAL general_log = ON"));
  await work();
  await asAdministrator(clone, (connection) => connection.query("SET GLOBAL general_log = OFF"));
  const lines = read().slice(before).split("\n");
  if (!lines.some((line) => line.includes("Connect"))) throw new Error(`${log} shows no client`);
  return lines.filter((line) => line.includes("Query"));
}

/** Digests of what is kept in files, and what RabbitMQ says of itself. */
async function contents(clone: Clone): Promise<Record<string, string>> {
  return {
    bkrepo: digestOf(clone.sandbox("data", "bkrepo")),
    RabbitMQ: await definitions(clone),
    state: digestOf(clone.sandbox("state")),
  };
}

function digestOf(folder: string): string {
  const hash = createHash("sha256");
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));
  for (const file of files.sort()) hash.update(file).update(fs.readFileSync(file));
  return hash.digest("hex");
}

/** Users, virtual hosts and rights. */
async function definitions(clone: Clone): Promise<string> {
  const { ports, passwords } = serverSettings(clone);
  const authorization = `Basic ${btoa(`admin:${passwords.rabbitmq}`)}`;
  const response = await fetch(`http://127.0.0.1:${ports.rabbitmqManagement}/api/definitions`, {
    headers: { authorization },
  });
  if (!response.ok) throw new Error(`RabbitMQ answered ${response.status}`);
  return response.text();
}
