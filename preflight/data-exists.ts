import type { Connection, RowDataPacket } from "mysql2/promise";
import { type InstallOnlyHook, installOnlyHooks } from "../config/platform/install-only.ts";
import { messageOf } from "../config/message.ts";
import { databaseNames } from "../config/storage/database-names.ts";
import type { MySQLSettings } from "../config/storage/mysql.ts";
import { type ExistingServer, provisioningOf } from "../config/storage/mysql-servers.ts";
import { connect } from "./administrator.ts";

/** Whether what a hook fills has rows; otherwise why this machine can't know. */
export type Answer = "rows" | "none" | { readonly unknown: string };

/** What the server says of a table or a database that does not exist yet: there are no data. */
const NOT_THERE = ["ER_NO_SUCH_TABLE", "ER_BAD_DB_ERROR"];

/**
 * "Data exist" as a query: 1 where a hook's table has a row. On a server without the table or the database it fails with
 * error 1146 or 1049, which means no data.
 */
export function dataQuery(mysql: MySQLSettings, hook: InstallOnlyHook): string {
  const { database, table } = installOnlyHooks[hook];
  // Names of databases are letters, digits, _ and - by rule: a quoted one needs nothing more.
  const place = `\`${databaseNames(mysql.naming, mysql.databases)[database]}\`.\`${table}\``;
  return `SELECT EXISTS (SELECT 1 FROM ${place}) AS data_exist`;
}

/** Asks the platform's server what each hook's table holds, as its administrator, over one connection. Never rejects. */
export async function askData(
  mysql: MySQLSettings,
  hooks: readonly InstallOnlyHook[],
): Promise<ReadonlyMap<InstallOnlyHook, Answer>> {
  const unknown = (why: string): [InstallOnlyHook, Answer][] => hooks.map((hook) => [hook, { unknown: why }]);
  if (mysql.mode === "managed") return new Map(unknown("only the cluster reaches the managed MySQL"));
  const { by } = provisioningOf(mysql);
  if (by !== "provider") return new Map(unknown(`with mysql.provisioning ${by} it does not log in to MySQL`));
  try {
    return await answersOf(mysql, mysql, hooks);
  } catch (error) {
    return new Map(unknown(messageOf(error)));
  }
}

async function answersOf(
  server: ExistingServer,
  mysql: MySQLSettings,
  hooks: readonly InstallOnlyHook[],
): Promise<ReadonlyMap<InstallOnlyHook, Answer>> {
  const connection = await connect(server);
  try {
    const answers = new Map<InstallOnlyHook, Answer>();
    for (const hook of hooks) answers.set(hook, await answerTo(connection, dataQuery(mysql, hook)));
    return answers;
  } finally {
    connection.destroy();
  }
}

async function answerTo(connection: Connection, query: string): Promise<Answer> {
  try {
    const [[row]] = await connection.query<RowDataPacket[]>(query);
    return Number(row?.data_exist) === 1 ? "rows" : "none";
  } catch (error) {
    if (NOT_THERE.includes((error as NodeJS.ErrnoException).code ?? "")) return "none";
    return { unknown: messageOf(error) };
  }
}
