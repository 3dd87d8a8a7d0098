import type { AccountRole } from "../../../config/storage/mysql-servers.ts";
import type { ServerAccess } from "./access.ts";
import { quoteAccount } from "./quoting.ts";

/** Asks a server one question as its administrator; rows come as lists of columns. */
export type Ask = (statement: string) => Promise<readonly (readonly unknown[])[]>;

/** Names and origin of the accounts that should be there. */
export interface ExpectedAccounts {
  readonly users: Readonly<Record<AccountRole, string>>;
  readonly host: string;
}

/**
 * What a server lacks of what it should have, one line each; nothing is changed. Pulumi's refresh does not see a
 * privilege that was revoked by hand, because the mysql plugin does not read privileges back.
 */
export async function missingAccess(
  ask: Ask,
  access: ServerAccess,
  expected: ExpectedAccounts,
): Promise<string[]> {
  const databases = await databasesOf(ask);
  const ofServer = await ask(
    "SELECT grantee, privilege_type, '*', is_grantable FROM information_schema.user_privileges",
  );
  const ofDatabases = await ask(
    "SELECT grantee, privilege_type, table_schema, is_grantable FROM information_schema.schema_privileges",
  );
  // Every account has at least USAGE on the server.
  const accounts = new Set(ofServer.map(([grantee]) => String(grantee)));
  const privileges = privilegesIn([...ofServer, ...ofDatabases]);
  const accountOf = (role: AccountRole): string =>
    quoteAccount({ user: expected.users[role], host: expected.host });
  return [
    ...access.databases
      .filter(({ name }) => !databases.has(name))
      .map(({ name }) => `database ${name} is missing`),
    ...access.accounts
      .map(accountOf)
      .filter((account) => !accounts.has(account))
      .map((account) => `account ${account} is missing`),
    ...access.grants.flatMap(({ account, on, privileges: wanted, mayGrant }) =>
      wanted
        .map((privilege) => `${privilege} on ${on}.*${mayGrant ? " with grant option" : ""}`)
        .filter((line) => !privileges.has(`${accountOf(account)} ${line}`))
        .map((line) => `account ${accountOf(account)} lacks ${line}`),
    ),
  ];
}

async function databasesOf(ask: Ask): Promise<Set<string>> {
  const rows = await ask("SELECT schema_name FROM information_schema.schemata");
  return new Set(rows.map(([name]) => String(name)));
}

/** As `'user'@'host' PRIVILEGE on pattern.*`, and once more with the grant option where there is one. */
function privilegesIn(rows: Awaited<ReturnType<Ask>>): Set<string> {
  return new Set(
    rows.flatMap(([grantee, privilege, on, grantable]) => {
      const line = `${String(grantee)} ${String(privilege)} on ${String(on)}.*`;
      return grantable === "YES" ? [line, `${line} with grant option`] : [line];
    }),
  );
}
