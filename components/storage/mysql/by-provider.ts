import { Database } from "@pulumi/mysql/database.js";
import { Grant } from "@pulumi/mysql/grant.js";
import { Provider } from "@pulumi/mysql/provider.js";
import { User } from "@pulumi/mysql/user.js";
import type * as pulumi from "@pulumi/pulumi";
import { endpoint } from "../../../config/host.ts";
import type { Tls } from "../../../config/storage/existing.ts";
import type { AccountRole } from "../../../config/storage/mysql-servers.ts";
import type { Granted } from "./access.ts";
import { grantPattern } from "./quoting.ts";
import { CHARACTER_SET } from "./statements.ts";
import type { AdministeredServer, Wanted, WantedAccounts } from "./wanted.ts";

/** Makes databases, accounts and grants as resources, from the machine that runs Pulumi. */
export function provideByPlugin(
  prefix: string,
  server: AdministeredServer,
  { access, accounts }: Wanted,
  parent: pulumi.Resource,
): void {
  const { host, port, tls, admin } = server;
  const provider = new Provider(
    `${prefix}-server`,
    { endpoint: endpoint(host, port), username: admin.user, password: admin.password, tls: tlsSetting(tls) },
    { parent },
  );
  const options = { parent, provider };
  const databases = new Map<Granted["role"], Database>();
  for (const { role, name } of access.databases) {
    databases.set(role, database(`${prefix}-${role}`, name, options));
  }
  const users = new Map<AccountRole, User>();
  for (const role of access.accounts) {
    users.set(role, user(`${prefix}-${role}-user`, role, accounts, options));
  }
  for (const granted of access.grants) {
    const owner = users.get(granted.account);
    if (!owner)
      throw new Error(`${granted.role} is granted to ${granted.account}, who is not on this server`);
    grant(`${prefix}-${granted.role}-grant`, granted, owner, databases.get(granted.role), options);
  }
}

interface Options {
  readonly parent: pulumi.Resource;
  readonly provider: Provider;
}

function tlsSetting(tls: Tls): string {
  if (!tls) return "false";
  return tls.verify === "full" ? "true" : "skip-verify";
}

/**
 * Deleted before replaced, and said here: left to the provider, a replacement that fails half-way and is then taken
 * back would drop the new database as the old one.
 */
function database(resourceName: string, name: string, options: Options): Database {
  return new Database(
    resourceName,
    { name, defaultCharacterSet: CHARACTER_SET.name, defaultCollation: CHARACTER_SET.collation },
    { ...options, protect: true, retainOnDelete: true, deleteBeforeReplace: true },
  );
}

/**
 * Kept, with its grants, when it leaves the program: where a Job takes over, dropping the account at the end of the update
 * would lock the platform out.
 */
function user(resourceName: string, role: AccountRole, accounts: WantedAccounts, options: Options): User {
  const { users, passwords, host } = accounts;
  const args = { user: users[role], host, plaintextPassword: passwords[role] };
  return new User(resourceName, args, { ...options, retainOnDelete: true });
}

/** Deleted before replaced: a state from before grants were kept revokes, and after the new grant that would take it too. */
function grant(
  resourceName: string,
  { on, privileges, mayGrant }: Granted,
  owner: User,
  created: Database | undefined,
  options: Options,
): void {
  new Grant(
    resourceName,
    {
      user: owner.user,
      host: owner.host.apply((host) => host ?? "%"),
      database: created?.name.apply(grantPattern) ?? on,
      privileges: [...privileges],
      ...(mayGrant && { grant: true }),
    },
    { ...options, retainOnDelete: true, deleteBeforeReplace: true },
  );
}
