import { type Changes, compare } from "../../../provider/protocol/diff.ts";
import type { Failure, Resource } from "../../../provider/protocol/provider.ts";
import {
  type Properties,
  type Value,
  hasUnknown,
  openSecrets,
  pick,
} from "../../../provider/protocol/value.ts";
import { missing, textOf, unsupported, withDefaults } from "./inputs.ts";
import { isSet, privilegeChanges, privilegeList, privilegeSet } from "./privileges.ts";
import { type Server, SqlError } from "./server.ts";
import { type SqlAccount, quoteAccount, quoteName } from "../../../components/storage/mysql/quoting.ts";

const SETTINGS = ["user", "host", "database", "table", "privileges", "grant", "tlsOption"];

/** The server's error for a grant, or a whole account, that is not there. */
const NO_SUCH_GRANT = 1141;

/**
 * Privileges of an account on a database, which may be a pattern (`bkapp-%`) or `*` for all. Every change replaces.
 * Its id is user@host:`database`. A revoked privilege is not seen, as with the official plugin: the grant is gone
 * when the account is. A grant that is not in the state yet (import, or a create that was interrupted) is looked
 * up privilege by privilege.
 */
export function grant(server: Server): Resource {
  return {
    check({ inputs }) {
      const filled = withDefaults(inputs, { host: "localhost", table: "*", tlsOption: "NONE" });
      return { inputs: filled, failures: failures(filled) };
    },
    diff({ oldOutputs, inputs }) {
      return { changes: differences(pick(oldOutputs, SETTINGS), stored(inputs), inputs) };
    },
    async create({ inputs, preview }) {
      if (preview) return { id: "", outputs: stored(inputs) };
      const target = targetOf(inputs);
      const option = openSecrets(inputs).grant === true ? " WITH GRANT OPTION" : "";
      const privileges = privilegeSet(inputs.privileges).join(", ");
      await server.run(`GRANT ${privileges} ON ${scope(target)} TO ${quoteAccount(target)}${option}`);
      const id = idOf(target);
      return { id, outputs: { id, ...stored(inputs) } };
    },
    async read({ id, oldInputs, oldOutputs }) {
      const target = { ...parseId(id), table: textOf(oldInputs, "table") || "*" };
      const grants = await showGrants(server, target);
      if (!grants) return undefined;
      if (Object.keys(oldOutputs).length > 0) return { id, inputs: oldInputs, outputs: oldOutputs };
      const live = onScope(grants, scope(target));
      const imported = { __defaults: [], ...target, ...live, tlsOption: "NONE" };
      const inputs = Object.keys(oldInputs).length > 0 ? oldInputs : imported;
      if (!covers(live, inputs)) return undefined;
      return { id, inputs, outputs: { id, ...stored(inputs) } };
    },
    update: () => Promise.reject(new Error("a grant is replaced, never updated")),
    async delete({ oldOutputs }) {
      const target = targetOf(oldOutputs);
      const from = `ON ${scope(target)} FROM ${quoteAccount(target)}`;
      try {
        await server.run(`REVOKE GRANT OPTION ${from}`);
        await server.run(`REVOKE ${privilegeSet(oldOutputs.privileges).join(", ")} ${from}`);
      } catch (error) {
        // The engine repeats this deletion when the replacement of the database under it was interrupted.
        if (!isNoSuchGrant(error)) throw error;
      }
    },
  };
}

function isNoSuchGrant(error: unknown): boolean {
  return error instanceof SqlError && error.number === NO_SUCH_GRANT;
}

/** What is granted on: an account's privileges on a table (`*` for all) of a database (a pattern, or `*` for all). */
interface Target extends SqlAccount {
  readonly database: string;
  readonly table: string;
}

function failures(inputs: Properties): Failure[] {
  const found = [
    ...missing(inputs, ["user", "database", "privileges"]),
    ...unsupported(inputs, { role: "grant to a user", roles: "grant privileges" }),
  ];
  if (inputs.tlsOption !== "NONE") {
    const reason = "the sandbox's stand-in for the mysql plugin has no tlsOption here: set it on the User";
    found.push({ property: "tlsOption", reason });
  }
  if (inputs.privileges !== undefined && !hasUnknown(inputs.privileges) && !isSet(inputs.privileges)) {
    const reason = 'privileges must name at least one, in words: ["SELECT", "CREATE TEMPORARY TABLES"]';
    found.push({ property: "privileges", reason });
  }
  return found;
}

/** The settings as outputs keep them: privileges in the order of a set. */
function stored(inputs: Properties): Properties {
  return { grant: false, ...pick(inputs, SETTINGS), privileges: privilegeList(inputs.privileges) };
}

function differences(before: Properties, after: Properties, inputs: Properties): Changes {
  const others = (properties: Properties): Properties =>
    pick(
      properties,
      SETTINGS.filter((name) => name !== "privileges"),
    );
  return {
    ...compare(others(before), others(after), () => true),
    ...privilegeChanges(before.privileges, inputs.privileges),
  };
}

function targetOf(properties: Properties): Target {
  const [user, host, database, table] = ["user", "host", "database", "table"].map((name) =>
    textOf(properties, name),
  ) as [string, string, string, string];
  return { user, host, database, table };
}

/** A database as it stands in a statement and in an id. */
function quoteDatabase(name: string): string {
  return name === "*" ? name : quoteName(name);
}

function scope(target: Target): string {
  return `${quoteDatabase(target.database)}.${target.table === "*" ? "*" : quoteName(target.table)}`;
}

function idOf(target: Target): string {
  return `${target.user}@${target.host}:${quoteDatabase(target.database)}`;
}

function parseId(id: string): Omit<Target, "table"> {
  const [, user, host, all, name] = /^(.*)@([^@`]*):(?:(\*)|`((?:[^`]|``)*)`)$/s.exec(id) ?? [];
  if (user === undefined || host === undefined) {
    throw new Error(`a mysql Grant is imported by user@host:\`database\`, not ${id}`);
  }
  return { user, host, database: all ?? name?.replaceAll("``", "`") ?? "" };
}

/** The statements that would grant what the account has, or undefined when there is no such account. */
async function showGrants(server: Server, account: SqlAccount): Promise<string[] | undefined> {
  try {
    const rows = await server.run(`SHOW GRANTS FOR ${quoteAccount(account)}`);
    return rows.map((row) => String(Object.values(row)[0]));
  } catch (error) {
    if (isNoSuchGrant(error)) return undefined;
    throw error;
  }
}

/** What the account has on one scope. */
function onScope(grants: readonly string[], place: string): { privileges: string[]; grant: boolean } {
  const here = grants.filter((line) => line.includes(` ON ${place} TO `));
  const privileges = here.flatMap((line) => line.slice("GRANT ".length, line.indexOf(" ON ")).split(/, ?/));
  return { privileges, grant: here.some((line) => line.includes(" WITH GRANT OPTION")) };
}

function covers(live: { privileges: string[]; grant: boolean }, inputs: Properties): boolean {
  if (live.privileges.length === 0) return false;
  if (openSecrets(inputs).grant === true && !live.grant) return false;
  const wanted = privilegeSet(inputs.privileges as Value).map((name) => name.toUpperCase());
  return live.privileges.includes("ALL PRIVILEGES") || wanted.every((name) => live.privileges.includes(name));
}
