import {
  type SqlAccount,
  quoteAccount,
  quoteName,
  quoteText,
} from "../../components/storage/mysql/quoting.ts";
import { isHidden, isSecret } from "../../policy/hidden.ts";
import type { Json } from "../../provider/protocol/value.ts";
import type { Resource, ResourceChange } from "../model.ts";
import { typeOf } from "../identity.ts";

/** What stands in the place of a password. */
export const MASKED_PASSWORD = "(secret)";

/** What stands in the place of a name that nobody tells. */
export const NOT_KNOWN = "(not known)";

/** What making, altering and removing a kind of resource takes. */
interface Kind {
  readonly create: (inputs: Inputs) => string;
  readonly alter: (inputs: Inputs) => string;
  readonly drop: (inputs: Inputs) => string;
  /** What it is, for what is said of one that stays. */
  readonly title: (inputs: Inputs) => string;
  /** Whether the program has the old one removed before the new one is made; a preview does not tell that. */
  readonly goesFirst: boolean;
}

type Inputs = Resource["inputs"];

/** The types of the mysql plugin, by the statements that it runs for them. */
const KINDS: Readonly<Record<string, Kind>> = {
  "mysql:index/database:Database": {
    create: (inputs) => `CREATE ${definition(inputs)}`,
    alter: (inputs) => `ALTER ${definition(inputs)}`,
    drop: (inputs) => `DROP DATABASE ${quoteName(text(inputs.name))}`,
    title: (inputs) => `database ${quoteName(text(inputs.name))}`,
    goesFirst: true,
  },
  "mysql:index/user:User": {
    create: (inputs) => `CREATE USER ${identified(inputs)}`,
    alter: (inputs) => `ALTER USER ${identified(inputs)}`,
    drop: (inputs) => `DROP USER ${quoteAccount(accountOf(inputs))}`,
    title: (inputs) => `account ${quoteAccount(accountOf(inputs))}`,
    goesFirst: false,
  },
  "mysql:index/grant:Grant": {
    create: (inputs) =>
      `GRANT ${privileges(inputs)} TO ${quoteAccount(accountOf(inputs))}${inputs.grant === true ? " WITH GRANT OPTION" : ""}`,
    // A privilege that is there stays.
    alter: (inputs) => `GRANT ${privileges(inputs)} TO ${quoteAccount(accountOf(inputs))}`,
    drop: (inputs) => `REVOKE ${privileges(inputs)} FROM ${quoteAccount(accountOf(inputs))}`,
    title: (inputs) => `grant ${privileges(inputs)} to ${quoteAccount(accountOf(inputs))}`,
    goesFirst: true,
  },
};

/** Whether a resource is made by statements of the mysql plugin. */
export function isSqlResource(id: string): boolean {
  return typeOf(id) in KINDS;
}

/** The statements that the plugin runs for a change, by when; what stays without one is said by a comment. */
export interface Statements {
  readonly first: readonly string[];
  /** What goes once everything else is there. */
  readonly last: readonly string[];
}

const NONE: Statements = { first: [], last: [] };

/** The statements that the plugin runs for a change. */
export function statementsOfChange({ id, effect, old, new: now }: ResourceChange): Statements {
  const kind = KINDS[typeOf(id)];
  if (!kind) return NONE;
  switch (effect) {
    case "create":
      return { first: now ? [kind.create(now.inputs)] : [], last: [] };
    case "update":
      return { first: now ? [kind.alter(now.inputs)] : [], last: [] };
    case "replace":
      return replaced(kind, old, now);
    case "delete":
    case "forget":
      return { first: [], last: old ? [removed(kind, old)] : [] };
    case "rename":
    case "same":
      return NONE;
  }
}

function replaced(kind: Kind, old: Resource | undefined, now: Resource | undefined): Statements {
  const removal = old ? [removed(kind, old)] : [];
  const creation = now ? [kind.create(now.inputs)] : [];
  return kind.goesFirst ? { first: [...removal, ...creation], last: [] } : { first: creation, last: removal };
}

function removed(kind: Kind, old: Resource): string {
  return old.retainOnDelete === true ? staying(kind.title(old.inputs)) : kind.drop(old.inputs);
}

/** What is said of a thing that leaves the program and stays on the server. */
function staying(title: string): string {
  return `-- stays on the server, nothing runs: ${title}`;
}

function definition({ name, defaultCharacterSet, defaultCollation }: Inputs): string {
  return `DATABASE ${quoteName(text(name))} CHARACTER SET ${text(defaultCharacterSet)} COLLATE ${text(defaultCollation)}`;
}

function identified(inputs: Inputs): string {
  return `${quoteAccount(accountOf(inputs))} IDENTIFIED BY ${quoteText(MASKED_PASSWORD)}`;
}

function accountOf({ user, host }: Inputs): SqlAccount {
  return { user: text(user), host: host === undefined ? "localhost" : text(host) };
}

function privileges({ privileges: list, database }: Inputs): string {
  const names = Array.isArray(list) ? list.map(text).join(", ") : text(list);
  const on = text(database);
  return `${names} ON ${on === "*" ? on : quoteName(on)}.*`;
}

/** A name as it may be shown; one that only the run knows stands in brackets. */
function text(value: Json | undefined): string {
  if (typeof value !== "string" || value === "") return NOT_KNOWN;
  if (isSecret(value)) return MASKED_PASSWORD;
  return isHidden(value) || value === "[unknown]" ? "(only the run tells)" : value;
}
