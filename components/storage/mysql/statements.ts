import type { AccountRole } from "../../../config/storage/mysql-servers.ts";
import type { Granted, ServerAccess } from "./access.ts";
import { quoteAccount, quoteName, quoteText } from "./quoting.ts";

/** Names, passwords and origin of the accounts. */
export interface AccountFacts {
  readonly users: Readonly<Record<AccountRole, string>>;
  /** Of the accounts that the server has; others may be left out. */
  readonly passwords: Readonly<Partial<Record<AccountRole, string | undefined>>>;
  /** Host part of every account. */
  readonly host: string;
}

const HEADER = `\
-- Databases, accounts and grants of BlueKing PaaS 3.0 on one server; holds passwords.
-- Safe to run again: it adds what is missing, sets the passwords, and takes nothing away.
SET NAMES utf8mb4;
-- Quotes and backslashes below mean what they mean in MySQL's default mode.
SET SESSION sql_mode = '';
`;

/**
 * The statements that make one server ready, for MySQL 5.7 and later and MariaDB 10.4 and later. Run again they repair
 * a dropped database, account or grant and a changed password; an existing database keeps its character set.
 */
export function provisioningSql(access: ServerAccess, facts: AccountFacts): string {
  const account = (role: AccountRole): string => quoteAccount({ user: facts.users[role], host: facts.host });
  const statements = [
    ...access.databases.map(({ name }) => createDatabase(name)),
    ...access.accounts.flatMap((role) => createUser(account(role), facts.passwords[role])),
    ...access.grants.map((granted) => grant(granted, account(granted.account))),
  ];
  return `${HEADER}${statements.map((statement) => `${statement};\n`).join("")}`;
}

/** utf8mb4, for utf8mb3 migrates and then refuses text of four bytes. */
export const CHARACTER_SET = { name: "utf8mb4", collation: "utf8mb4_general_ci" } as const;

function createDatabase(name: string): string {
  const { name: characterSet, collation } = CHARACTER_SET;
  return `CREATE DATABASE IF NOT EXISTS ${quoteName(name)} CHARACTER SET ${characterSet} COLLATE ${collation}`;
}

/** The second statement sets the password of an account that is there already. */
function createUser(account: string, password: string | undefined): string[] {
  if (password === undefined) throw new Error(`${account} needs a password`);
  const identified = `${account} IDENTIFIED BY ${quoteText(password)}`;
  return [`CREATE USER IF NOT EXISTS ${identified}`, `ALTER USER ${identified}`];
}

function grant({ privileges, on, mayGrant }: Granted, account: string): string {
  const databases = on === "*" ? "*" : quoteName(on);
  const option = mayGrant ? " WITH GRANT OPTION" : "";
  return `GRANT ${privileges.join(", ")} ON ${databases}.* TO ${account}${option}`;
}
