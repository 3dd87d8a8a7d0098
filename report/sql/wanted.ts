import { accessOn } from "../../components/storage/mysql/access.ts";
import { type AccountFacts, provisioningSql } from "../../components/storage/mysql/statements.ts";
import { ACCOUNT_KEYS, type AccountRole, type ServerRole } from "../../config/storage/mysql-servers.ts";
import { type DatabaseNames, databaseRoles } from "../../config/storage/database-names.ts";
import type { JsonObject } from "../../provider/protocol/value.ts";
import type { Resource, SqlChange } from "../model.ts";
import { nameOf, typeOf } from "../identity.ts";
import { MASKED_PASSWORD, NOT_KNOWN } from "./resources.ts";
import { SUFFIX } from "./server.ts";

/** The graph of one side, as far as it says what a MySQL server is to have. */
export interface Side {
  readonly resources: ReadonlyMap<string, Resource>;
}

/** What one server gets on one side, and by whom. */
export interface Wanted {
  readonly by: SqlChange["by"];
  /** Each on one line, passwords masked. */
  readonly statements: readonly string[];
  /** The statement that sets the password of each of its accounts. */
  readonly passwords: Readonly<Partial<Record<AccountRole, string>>>;
}

const COMPONENT = "bkpaas:storage:MySQL";

/** Name of the component; undefined where the side has none. */
export function componentOf({ resources }: Side): { name: string; inputs: JsonObject } | undefined {
  for (const [id, { inputs }] of resources) {
    const [type, name] = [typeOf(id), nameOf(id)];
    if (type === COMPONENT) return { name, inputs };
  }
  return undefined;
}

/** What the server of a role gets; undefined where there is no such server. */
export function wantedOn(role: ServerRole, side: Side): Wanted | undefined {
  const component = componentOf(side);
  const modes = textsOf(component?.inputs.modes);
  if (!component || modes[role] === undefined) return undefined;
  const prefix = component.name + SUFFIX[role];
  const by = whoFor(prefix, side);
  // The plugin's statements follow from its own resources.
  if (by === "machine") return { by, statements: [], passwords: {} };
  const facts = factsOf(component.inputs);
  // That PaaS 2.0's database is created too is not among the inputs of the component.
  const access = accessOn(
    role,
    { openPaas: modes.openPaas, addons: modes.addons },
    { databases: databasesOf(component.inputs), createOpenPaas: false },
  );
  const passwords = Object.fromEntries(
    access.accounts.map((account) => [account, alterations(account, facts)]),
  );
  return { by, statements: linesOf(provisioningSql(access, facts)), passwords };
}

function whoFor(prefix: string, { resources }: Side): SqlChange["by"] {
  for (const id of resources.keys()) {
    const [type, name] = [typeOf(id), nameOf(id)];
    if (type === "pulumi:providers:mysql" && name === `${prefix}-server`) return "machine";
    if (type.startsWith("kubernetes:batch/") && name === `${prefix}-provisioning`) return "job";
  }
  return "person";
}

/** Accounts whose key is the given one. */
export function accountsOfKey(key: string): AccountRole[] {
  return (Object.keys(ACCOUNT_KEYS) as AccountRole[]).filter((role) => ACCOUNT_KEYS[role] === key);
}

function alterations(account: AccountRole, facts: AccountFacts): string {
  const text = provisioningSql({ databases: [], accounts: [account], grants: [] }, facts);
  return linesOf(text).find((line) => line.startsWith("ALTER USER ")) ?? "";
}

/** The statements of a text of them, without comments and what only sets the session. */
export function linesOf(text: string): string[] {
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("--") && !/^SET (NAMES|SESSION sql_mode)\b/.test(line))
    .map((line) => line.replace(/;$/, ""));
}

function factsOf(inputs: JsonObject): AccountFacts {
  const { platform = NOT_KNOWN, services = NOT_KNOWN, plan = NOT_KNOWN } = textsOf(inputs.users);
  const passwords = { platform: MASKED_PASSWORD, services: MASKED_PASSWORD, plan: MASKED_PASSWORD };
  const host = typeof inputs.accountHost === "string" ? inputs.accountHost : "%";
  return { users: { platform, services, plan }, passwords, host };
}

function databasesOf(inputs: JsonObject): DatabaseNames {
  const names = textsOf(inputs.databases);
  return Object.fromEntries(databaseRoles.map((role) => [role, names[role] ?? role])) as DatabaseNames;
}

function textsOf(value: JsonObject[string] | undefined): Partial<Record<string, string>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  const texts = Object.entries(value).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return Object.fromEntries(texts);
}
