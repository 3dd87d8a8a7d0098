import type { Connection } from "mysql2/promise";
import { type SqlAccount, quoteAccount, quoteText } from "../../components/storage/mysql/quoting.ts";
import { isAtLeast, parseVersion } from "../../config/storage/server-version.ts";

/** Whether an account there can have two passwords for a while: MySQL from 8.0.14 on; MariaDB has no such thing. */
export async function takesTwoPasswords(connection: Connection): Promise<boolean> {
  const [rows] = await connection.query({ sql: "SELECT VERSION()", rowsAsArray: true });
  const text = String((rows as unknown[][])[0]?.[0]);
  const version = parseVersion(text);
  if (version?.flavour !== "mysql" || !isAtLeast(version, 8, 0)) return false;
  return isAtLeast(version, 8, 1) || Number(/^8\.0\.(\d+)/.exec(text)?.[1]) >= 14;
}

/**
 * Makes the present password the second one too: it goes on being accepted when the first is changed, which leaves the
 * second alone (MySQL manual, "Dual Password Support").
 */
export async function keepOldPassword(
  connection: Connection,
  account: SqlAccount,
  password: string,
): Promise<void> {
  await connection.query(
    `ALTER USER ${quoteAccount(account)} IDENTIFIED BY ${quoteText(password)} RETAIN CURRENT PASSWORD`,
  );
}

/** From here on only the new password is accepted. */
export async function discardOldPassword(connection: Connection, account: SqlAccount): Promise<void> {
  await connection.query(`ALTER USER ${quoteAccount(account)} DISCARD OLD PASSWORD`);
}
