import fs from "node:fs";
import mysql, { type Connection, type RowDataPacket } from "mysql2/promise";
import type { Clone } from "./clone.ts";

/** Opens a connection with an account, runs the work and closes it. */
export async function asAccount<T>(
  account: { host: string; port: number; user: string; password: string },
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await mysql.createConnection({ ...account, multipleStatements: false });
  try {
    return await work(connection);
  } finally {
    await connection.end();
  }
}

/** Runs the work as the administrator of a clone's own server. */
export function asAdministrator<T>(clone: Clone, work: (connection: Connection) => Promise<T>): Promise<T> {
  const { ports, passwords } = JSON.parse(fs.readFileSync(clone.sandbox("settings.json"), "utf8")) as {
    ports: { mariadb: number };
    passwords: { mariadb: string };
  };
  return asAccount(
    { host: "127.0.0.1", port: ports.mariadb, user: "root", password: passwords.mariadb },
    work,
  );
}

/** The first column of a query's rows, as text. */
export async function column(connection: Connection, sql: string): Promise<string[]> {
  const [rows] = await connection.query<RowDataPacket[]>({ sql, rowsAsArray: true });
  return rows.map((row) => String((row as unknown[])[0]));
}

/** The error code a statement is refused with; undefined when it succeeds. */
export async function refusal(connection: Connection, sql: string): Promise<string | undefined> {
  try {
    await connection.query(sql);
    return undefined;
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  }
}
