import { appAccountSql } from "../../components/app-account/statements.ts";
import type { ServerRole } from "../../config/storage/mysql-servers.ts";
import type { LeafChange, Resource, ResourceChange, SqlChange } from "../model.ts";
import { changedKeys } from "../judgement/keys.ts";
import { byCodeUnit, nameOf, typeOf } from "../identity.ts";
import { MASKED_PASSWORD, isSqlResource, statementsOfChange } from "./resources.ts";
import { SERVERS, SUFFIX, serverOf } from "./server.ts";
import { type Side, type Wanted, accountsOfKey, componentOf, linesOf, wantedOn } from "./wanted.ts";

/**
 * The statements that a run brings about: those of the mysql plugin, those of Jobs, and those that an administrator has to
 * run. Only what differs; a Job's text has all the others too, which change nothing.
 * @param changes those of all resources, the same ones too, for a Job's statements follow from the component
 * @param outputs leaves of the stack's outputs that differ, which tell the passwords that change and the servers that moved
 */
export function sqlOf(changes: readonly ResourceChange[], outputs: readonly LeafChange[]): SqlChange[] {
  const old = sideOf(
    changes,
    (change) => change.old,
    (change) => change.was ?? change.id,
  );
  const now = sideOf(
    changes,
    (change) => change.new,
    (change) => change.id,
  );
  const component = (componentOf(now) ?? componentOf(old))?.name ?? "mysql";
  const servers = SERVERS.flatMap((role) => {
    const differing = differences(role, wantedOn(role, old), wantedOn(role, now), outputs);
    return [
      ...byPlugin(role, changes, component),
      ...(differing ?? (runsAgain(component + SUFFIX[role], changes) ? [unchangedJob(role)] : [])),
    ];
  });
  return [...servers, ...byAppAccount(changes, now)];
}

/** Whether the Job of a server is another one, which runs whatever its statements are. */
function runsAgain(prefix: string, changes: readonly ResourceChange[]): boolean {
  return changes.some(
    ({ id, effect }) =>
      typeOf(id).startsWith("kubernetes:batch/") &&
      nameOf(id) === `${prefix}-provisioning` &&
      (effect === "create" || effect === "replace"),
  );
}

function unchangedJob(server: ServerRole): SqlChange {
  const said = "-- The Job runs its statements again; as far as the graph tells, none is another one.";
  return { server, by: "job", statements: [said] };
}

function sideOf(
  changes: readonly ResourceChange[],
  resource: (change: ResourceChange) => Resource | undefined,
  id: (change: ResourceChange) => string,
): Side {
  const known = changes.flatMap((change): [string, Resource][] => {
    const found = resource(change);
    return found ? [[id(change), found]] : [];
  });
  return { resources: new Map(known) };
}

/** The order in which the plugin needs them, and in the other direction lets them go: databases, accounts, grants. */
const ORDER = ["Database", "User", "Grant"];

function byPlugin(role: ServerRole, changes: readonly ResourceChange[], component: string): SqlChange[] {
  const all = changes
    .filter(({ id }) => isSqlResource(id) && serverOf(nameOf(id), component) === role)
    .sort((one, other) => place(one) - place(other) || byCodeUnit(one.id, other.id))
    .map(statementsOfChange);
  const statements = [...all.flatMap(({ first }) => first), ...all.toReversed().flatMap(({ last }) => last)];
  return statements.length === 0 ? [] : [{ server: role, by: "machine", statements }];
}

function place({ id }: ResourceChange): number {
  return ORDER.findIndex((kind) => typeOf(id).endsWith(`:${kind}`));
}

/** What differs in the text that a Job or a person runs; undefined where nothing does. */
function differences(
  role: ServerRole,
  old: Wanted | undefined,
  now: Wanted | undefined,
  outputs: readonly LeafChange[],
): SqlChange[] | undefined {
  if (!now || now.by === "machine") return undefined;
  const before = old && old.by !== "machine" && !isMoved(role, outputs) ? old.statements : [];
  const added = now.statements.filter((statement) => !before.includes(statement));
  const renewed = changedKeys(outputs)
    .flatMap(accountsOfKey)
    .flatMap((account) => now.passwords[account] ?? [])
    .filter((statement) => !added.includes(statement));
  const gone = before
    .filter((statement) => !now.statements.includes(statement) && !statement.startsWith("ALTER USER "))
    .map((statement) => `-- no longer asked for, and what it made stays: ${statement}`);
  const statements = [...added, ...renewed, ...gone];
  return statements.length === 0 ? undefined : [{ server: role, by: now.by, statements }];
}

/** Outputs that say where a server is. */
const ADDRESSES: Readonly<Record<ServerRole, string>> = {
  platform: "mysql",
  openPaas: "mysql.openPaas",
  addons: "mysql.plan",
};

/** Whether the server is another one than before, which has nothing yet. */
function isMoved(role: ServerRole, outputs: readonly LeafChange[]): boolean {
  const places = [`${ADDRESSES[role]}.host`, `${ADDRESSES[role]}.port`];
  return outputs.some(({ path }) => places.includes(path));
}

/** The rows of PaaS 2.0 by which it knows the application, where a Job writes them. */
function byAppAccount(changes: readonly ResourceChange[], now: Side): SqlChange[] {
  const job = changes.find(
    ({ id, effect }) =>
      /AppAccount\$kubernetes:batch\/v1:Job::/.test(id) && (effect === "create" || effect === "replace"),
  );
  const databases = componentOf(now)?.inputs.databases;
  const account = [...now.resources].find(([id]) => typeOf(id) === "bkpaas:platform:AppAccount");
  if (!job || !account || typeof databases !== "object" || databases === null || Array.isArray(databases)) {
    return [];
  }
  const { openPaas: database } = databases;
  if (typeof database !== "string") return [];
  const otherToken = account[1].inputs.otherToken === "replace" ? "replace" : "refuse";
  const text = appAccountSql({ database, token: MASKED_PASSWORD, former: [], otherToken });
  return [{ server: "openPaas", by: "job", statements: linesOf(text) }];
}
