import assert from "node:assert/strict";
import { type ServerAccess, accessOn } from "../../../components/storage/mysql/access.ts";
import { clientOptions } from "../../../components/storage/mysql/client.ts";
import { manualStatements } from "../../../components/storage/mysql/manual.ts";
import { provisioningSql } from "../../../components/storage/mysql/statements.ts";
import { parse } from "../../../config/parse.ts";
import type { Settings } from "../../../config/schema.ts";
import { databaseNames } from "../../../config/storage/database-names.ts";
import { ACCOUNT_KEYS, type AccountRole, type ServerRole } from "../../../config/storage/mysql-servers.ts";
import { runClient } from "../../support/mysql/client.ts";
import type { Edition } from "../../support/mysql/edition.ts";
import { TestServer } from "../../support/mysql/server.ts";
import { CHECKOUT } from "../support/checkout.ts";
import { Workspace } from "../support/workspace.ts";

/** A password that an option file has to quote. */
export const ROOT = String.raw`ro"ot\ #1'`;

/** Names of the accounts. */
export const USERS: Readonly<Record<AccountRole, string>> = {
  platform: "bk_paas3",
  services: "bk_services",
  plan: "bk_mysql_plan",
};

export type Passwords = Readonly<Record<AccountRole, string>>;

/** The platform's server and one for applications. */
export type Servers = Readonly<Record<"platform" | "addons", TestServer>>;

/** Starts both, empty. */
export async function startServers(edition: Edition): Promise<Servers> {
  const [platform, addons] = await Promise.all([
    TestServer.start(edition, ROOT),
    TestServer.start(edition, ROOT),
  ]);
  return { platform, addons };
}

/** Ends both and removes their data. */
export async function stopServers(servers: Servers): Promise<void> {
  await Promise.all(ROLES.map((role) => servers[role].stop()));
}

/** One of the ways in which databases, accounts and grants are made. */
export interface Way {
  readonly servers: Servers;
  /** Makes them, or makes them right again. */
  apply(passwords: Passwords): Promise<void>;
  /** What a person does where something was changed by hand, beyond doing it again. */
  repair(passwords: Passwords): Promise<void>;
  end(): Promise<void>;
}

export const ROLES = ["platform", "addons"] as const;

/** Makes everything on one server, as the Job does. */
export async function allOnOne(server: TestServer, passwords: Passwords): Promise<void> {
  const wanted = { databases: databaseNames("paas-stack", {}), createOpenPaas: false };
  const access = accessOn("platform", { openPaas: undefined, addons: undefined }, wanted);
  await execute(server, provisioningSql(access, { users: USERS, passwords, host: "%" }));
}

/** What each of two servers is to have, PaaS 2.0's database with the platform's. */
export function accessOf(role: ServerRole): ServerAccess {
  const wanted = { databases: databaseNames("paas-stack", {}), createOpenPaas: false };
  return accessOn(role, { openPaas: undefined, addons: {} }, wanted);
}

/** As the Job: the same statements by the same client. */
export function byJob(servers: Servers): Way {
  const apply = async (passwords: Passwords): Promise<void> => {
    for (const role of ROLES) {
      await execute(servers[role], provisioningSql(accessOf(role), { users: USERS, passwords, host: "%" }));
    }
  };
  return { servers, apply, repair: apply, end: () => Promise.resolve() };
}

/** As an administrator who is given the files of `make sql`. */
export function byHand(servers: Servers): Way {
  const apply = async (passwords: Passwords): Promise<void> => {
    const { mysql, keys } = settingsOf(servers.platform, passwords, servers.addons);
    const texts = manualStatements(mysql, keys);
    for (const role of ROLES) await execute(servers[role], texts[role] ?? "");
  };
  return { servers, apply, repair: apply, end: () => Promise.resolve() };
}

/** By the mysql plugin under test and the real engine. */
export async function byPlugin(servers: Servers): Promise<Way & { readonly workspace: Workspace }> {
  const workspace = await Workspace.create({
    program: `${import.meta.dirname}/access-program`,
    plugins: ["mysql"],
  });
  const settings = ROLES.map((role) => ({
    prefix: role,
    port: servers[role].port,
    access: accessOf(role),
  }));
  const apply = async (passwords: Passwords, ...flags: string[]): Promise<void> => {
    await workspace.config({
      checkout: CHECKOUT,
      root: ROOT,
      users: JSON.stringify(USERS),
      passwords: JSON.stringify(passwords),
      servers: JSON.stringify(settings),
    });
    const run = await workspace.up(...flags);
    assert.equal(run.code, 0, run.stdout + run.stderr);
  };
  return {
    servers,
    workspace,
    apply: (passwords) => apply(passwords),
    repair: (passwords) => apply(passwords, "--refresh"),
    end: () => workspace.remove(),
  };
}

/** Runs statements with the real client, the password in an option file. */
export async function execute(server: TestServer, sql: string): Promise<void> {
  const login = { host: "127.0.0.1", port: server.port, user: "root", password: ROOT, tls: undefined };
  const ended = await runClient(server, { optionFile: clientOptions(login, ""), sql });
  assert.equal(ended.code, 0, ended.stdout + ended.stderr);
}

/** A configuration in which administrators prepare these servers by hand; without `addons` there is one. */
export function settingsOf(platform: TestServer, passwords: Passwords, addons?: TestServer): Settings {
  const host = "127.0.0.1";
  const admin = { user: "admin", password: "not used" };
  const sections = {
    mysql: {
      mode: "existing",
      host,
      port: platform.port,
      ...(addons && { addons: { mode: "existing", host, port: addons.port } }),
    },
    keys: Object.fromEntries(
      (["platform", "services", "plan"] as const).map((role) => [
        ACCOUNT_KEYS[role],
        { source: "given", value: passwords[role] },
      ]),
    ),
    redis: { mode: "existing", host },
    rabbitmq: { mode: "existing", host, admin },
    bkrepo: { endpoint: "http://127.0.0.1", admin },
  };
  const texts = Object.entries(sections).map(([key, section]) => [key, JSON.stringify(section)]);
  const parsed = parse({
    values: { domain: "paas.example.com", ...(Object.fromEntries(texts) as Record<string, string>) },
    secretKeys: new Set(Object.keys(sections)),
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.settings;
}
