import type { Connection, RowDataPacket } from "mysql2/promise";

const SYSTEM_SCHEMAS = ["information_schema", "mysql", "performance_schema", "sys"];

/** Accounts and roles that the servers make themselves. */
const SYSTEM_USERS = [
  "root",
  "mysql",
  "mariadb.sys",
  "mysql.infoschema",
  "mysql.session",
  "mysql.sys",
  "PUBLIC",
];

export interface DatabaseFacts {
  readonly name: string;
  readonly characterSet: string;
  readonly collation: string;
}

/** The statements of an account's grants, sorted, without what MariaDB says of its password. */
export async function grantsOf(connection: Connection, user: string, host: string): Promise<string[]> {
  const [rows] = await connection.query<RowDataPacket[]>("SHOW GRANTS FOR ?@?", [user, host]);
  return rows
    .map((row) => String(Object.values(row)[0]))
    .map((line) => line.replace(/ IDENTIFIED (BY PASSWORD|VIA \S+ USING) '[^']*'/, ""))
    .sort();
}

/** All databases but the server's own, sorted by name. */
export async function databasesOf(connection: Connection): Promise<DatabaseFacts[]> {
  const [rows] = await connection.query<RowDataPacket[]>(
    `SELECT schema_name AS name, default_character_set_name AS characterSet, default_collation_name AS collation
     FROM information_schema.schemata WHERE schema_name NOT IN (?) ORDER BY schema_name`,
    [SYSTEM_SCHEMAS],
  );
  return rows.map(({ name, characterSet, collation }) => ({
    name: String(name),
    characterSet: String(characterSet),
    collation: String(collation),
  }));
}

/** All accounts but the server's own, each as `user@host`, sorted. */
export async function usersOf(connection: Connection): Promise<string[]> {
  const [rows] = await connection.query<RowDataPacket[]>(
    "SELECT User AS user, Host AS host FROM mysql.user WHERE User NOT IN (?)",
    [SYSTEM_USERS],
  );
  return rows.map(({ user, host }) => `${String(user)}@${String(host)}`).sort();
}
