import {
  type DatabaseNames,
  type DatabaseRole,
  databaseNames,
} from "../../../config/storage/database-names.ts";
import type { MySQLSettings } from "../../../config/storage/mysql.ts";
import {
  type AccountRole,
  type ServerRole,
  accountsOn,
  mysqlServers,
} from "../../../config/storage/mysql-servers.ts";
import {
  APPLICATION_DATABASES,
  FOREIGN_DATABASE,
  OWN_DATABASE,
  PLAN_DATABASES,
  PLAN_SERVER,
} from "./privileges.ts";
import { grantPattern } from "./quoting.ts";

/** Privileges of an account. */
export interface Granted {
  /** What the grant is for: a database's role, or the plan of svc-mysql. */
  readonly role: DatabaseRole | "planServer" | "planDatabases";
  readonly account: AccountRole;
  /** Databases, as a pattern that GRANT reads; `*` for the whole server. */
  readonly on: string;
  readonly privileges: readonly string[];
  /** Whether the account may give these privileges to others. */
  readonly mayGrant: boolean;
}

/** All that the platform needs on one server. */
export interface ServerAccess {
  readonly databases: readonly { readonly role: DatabaseRole; readonly name: string }[];
  readonly accounts: readonly AccountRole[];
  readonly grants: readonly Granted[];
}

/** The databases, and where PaaS 2.0 is not installed whether its own is created too. */
export interface WantedDatabases {
  readonly databases: DatabaseNames;
  readonly createOpenPaas: boolean;
}

/** Which account owns which databases on the platform's server. */
const OWNED = {
  platform: ["apiserver", "workloads"],
  services: ["svcMysql", "svcBkrepo", "svcRabbitmq"],
} as const satisfies Partial<Record<AccountRole, readonly DatabaseRole[]>>;

/** What one of the servers of a configuration gets. */
export function accessOf(role: ServerRole, mysql: MySQLSettings): ServerAccess {
  const databases = databaseNames(mysql.naming, mysql.databases);
  return accessOn(role, mysqlServers(mysql), { databases, createOpenPaas: mysql.createOpenPaas });
}

/** The same, told what is wanted. `servers` says which roles have a server of their own. */
export function accessOn(
  role: ServerRole,
  servers: Readonly<Record<"openPaas" | "addons", unknown>>,
  wanted: WantedDatabases,
): ServerAccess {
  const accounts = accountsOn(role, servers);
  const parts = [
    ...(role === "platform" ? [platformDatabases(wanted.databases)] : []),
    ...(role === (servers.openPaas ? "openPaas" : "platform") ? [openPaas(wanted)] : []),
    ...(accounts.includes("plan") ? [{ databases: [], grants: PLAN }] : []),
  ];
  return {
    databases: parts.flatMap(({ databases }) => databases),
    accounts,
    grants: parts.flatMap(({ grants }) => grants),
  };
}

type Part = Pick<ServerAccess, "databases" | "grants">;

function platformDatabases(names: DatabaseNames): Part {
  const owned = (Object.keys(OWNED) as (keyof typeof OWNED)[]).flatMap((account) =>
    OWNED[account].map((role) => ({ account, role, name: names[role] })),
  );
  return {
    databases: owned.map(({ role, name }) => ({ role, name })),
    grants: owned.map(({ account, role, name }) => onDatabase(account, role, name, OWN_DATABASE)),
  };
}

/** The database of PaaS 2.0 is somebody else's: rows are read and written, tables are not touched. */
function openPaas({ databases: { openPaas: name }, createOpenPaas }: WantedDatabases): Part {
  return {
    databases: createOpenPaas ? [{ role: "openPaas", name }] : [],
    grants: [onDatabase("platform", "openPaas", name, FOREIGN_DATABASE)],
  };
}

/** The smallest grant by which svc-mysql's statements succeed, measured on MariaDB 10.11 and MySQL 9.7. */
const PLAN: readonly Granted[] = [
  { role: "planServer", account: "plan", on: "*", privileges: PLAN_SERVER, mayGrant: false },
  {
    role: "planDatabases",
    account: "plan",
    on: APPLICATION_DATABASES,
    privileges: PLAN_DATABASES,
    mayGrant: true,
  },
];

function onDatabase(
  account: AccountRole,
  role: DatabaseRole,
  name: string,
  privileges: readonly string[],
): Granted {
  return { role, account, on: grantPattern(name), privileges, mayGrant: false };
}
