import { type Problem, fileCommand, removeCommand, setCommand } from "../problem.ts";
import type { Settings } from "../schema.ts";
import { databaseNames } from "./database-names.ts";
import { givenValue } from "../secrets/keys.ts";
import {
  ACCOUNT_KEYS,
  type ExistingServer,
  accountsOn,
  existingServers,
  mysqlServers,
  provisioningOf,
} from "./mysql-servers.ts";
import { readsAsText } from "./readable.ts";
import { isServed, oldestServed, parseVersion } from "./server-version.ts";

/** The rules of section `mysql`. */
export const mysqlRules: readonly ((settings: Settings) => readonly Problem[])[] = [
  soundNames,
  distinctNames,
  administratorIsNobodyElse,
  accountHostForPods,
  provisioningIsComplete,
  administratorPasswordFitsALine,
  servedVersions,
  providerTrustsTheMachine,
  jobKnowsTheAuthority,
  serversDiffer,
];

/** Names that no statement, option file or settings reader misreads. Lengths are those of MySQL. */
function soundNames({ mysql }: Settings): Problem[] {
  const names = databaseNames(mysql.naming, mysql.databases);
  return [
    ...unsound("mysql.databases", names, 64, ["mysql", "information_schema", "performance_schema", "sys"]),
    ...unsound("mysql.users", mysql.users, 32, ["root", "mysql", "mariadb.sys", "mysql.sys"]),
  ];
}

function unsound(
  section: string,
  names: Readonly<Record<string, string>>,
  longest: number,
  reserved: readonly string[],
): Problem[] {
  const rule = `must be letters, digits, _ and -, a letter or _ first, at most ${longest} characters, no name of MySQL's own`;
  const isSound = (name: string): boolean =>
    /^[a-z_][\w-]*$/i.test(name) &&
    name.length <= longest &&
    readsAsText(name) &&
    !reserved.includes(name.toLowerCase());
  return Object.entries(names)
    .filter(([, name]) => !isSound(name))
    .map(([role]) => ({ key: `${section}.${role}`, rule, fix: removeCommand(`${section}.${role}`) }));
}

/** Two services on one database overwrite each other's tables; two accounts of one name are one account. */
function distinctNames({ mysql }: Settings): Problem[] {
  const databases = databaseNames(mysql.naming, mysql.databases);
  return [...repeated("mysql.databases", databases), ...repeated("mysql.users", mysql.users)];
}

function repeated(section: string, names: Readonly<Record<string, string>>): Problem[] {
  const entries = Object.entries(names);
  return entries
    .filter(([, name], index) => entries.findIndex(([, other]) => other === name) !== index)
    .map(([role, name]) => ({
      key: `${section}.${role}`,
      rule: `names ${name}, which another service uses already`,
      fix: removeCommand(`${section}.${role}`),
    }));
}

/** The administrator's password would become that of the account. */
function administratorIsNobodyElse({ mysql }: Settings): Problem[] {
  const users = Object.values(mysql.users);
  return existingServers(mysql)
    .filter(({ server }) => server.admin && users.includes(server.admin.user))
    .map(({ key }) => ({
      key: `${key}.admin.user`,
      rule: "must not be one of mysql.users, whose passwords are set",
      fix: setCommand(`${key}.admin.user`, "root", false),
    }));
}

/** No pod comes from localhost; the rest is what MySQL takes as the host part of an account. */
function accountHostForPods({ mysql: { accountHost } }: Settings): Problem[] {
  if (/^[\w.%:/-]{1,60}$/.test(accountHost) && !/^(localhost|127\.|::1)/i.test(accountHost)) return [];
  const rule = "must be %, or the network that pods come from, such as 10.244.%";
  return [{ key: "mysql.accountHost", rule, fix: setCommand("mysql.accountHost", "%", false) }];
}

/** What the way of provisioning needs to be given. */
function provisioningIsComplete({ mysql }: Settings): Problem[] {
  return existingServers(mysql)
    .filter(({ server: { provisioning, admin } }) => !admin && provisioning && provisioning !== "manual")
    .map(({ key, server }) => ({
      key: `${key}.admin`,
      rule: `is missing: ${server.provisioning ?? ""} needs an account that may create databases and users`,
      fix: `${setCommand(`${key}.admin.user`, "root", false)} && ${setCommand(`${key}.admin.password`, "", true)}`,
    }));
}

/** Passwords of accounts that an administrator makes by hand are agreed on before. */
export function passwordsByHand({ mysql, keys }: Settings): Problem[] {
  const servers = mysqlServers(mysql);
  return existingServers(mysql)
    .filter(({ server }) => provisioningOf(server).by === "manual")
    .flatMap(({ role, key: serverKey }) =>
      accountsOn(role, servers)
        .map((account) => ACCOUNT_KEYS[account])
        .filter((name) => givenValue(keys[name]) === undefined)
        .map((name) => ({
          key: `keys.${name}`,
          rule: `must be given: where the administrator of ${serverKey} makes the accounts by hand, the password is agreed on before`,
          fix:
            `${setCommand(`keys.${name}.source`, "given", false)} && ` +
            `printf 'Aa1-%s' "$(openssl rand -hex 16)" | ${setCommand(`keys.${name}.value`, "", true)}`,
        })),
    );
}

/** The option file of MySQL's client is read line by line. */
function administratorPasswordFitsALine({ mysql }: Settings): Problem[] {
  return existingServers(mysql)
    .filter(({ server }) => /[\r\n\0]/.test(server.admin?.password.reveal() ?? ""))
    .map(({ key }) => ({
      key: `${key}.admin.password`,
      rule: "must be one line",
      fix: setCommand(`${key}.admin.password`, "", true),
    }));
}

/** Django's limits: MySQL 5.7, MariaDB 10.4. */
function servedVersions({ mysql }: Settings): Problem[] {
  return existingServers(mysql).flatMap(({ key, server }) => {
    if (server.version === undefined) return [];
    const version = parseVersion(server.version);
    if (version && isServed(version)) return [];
    const rule = version
      ? `must be ${oldestServed}: the platform's services refuse ${server.version}`
      : "must be what the server answers to SELECT VERSION()";
    return [{ key: `${key}.version`, rule, fix: setCommand(`${key}.version`, "8.0.36", false) }];
  });
}

/** The mysql plugin knows only the authorities of the machine it runs on. */
function providerTrustsTheMachine({ mysql }: Settings): Problem[] {
  return existingServers(mysql)
    .filter(({ server }) => provisioningOf(server).by === "provider" && server.tls?.ca !== undefined)
    .map(({ key }) => ({
      key: `${key}.tls.ca`,
      rule: "can't be given to the mysql plugin: let a Job in the cluster make the accounts",
      fix: setCommand(`${key}.provisioning`, "job", false),
    }));
}

/** MySQL's client, unlike the plugin, knows no authority by itself and refuses to verify without one. */
function jobKnowsTheAuthority({ mysql }: Settings): Problem[] {
  return existingServers(mysql)
    .filter(({ server }) => provisioningOf(server).by === "job" && lacksAuthority(server))
    .map(({ key }) => ({
      key: `${key}.tls.ca`,
      rule: "is missing: the Job's client verifies the server's certificate by it",
      fix: fileCommand(`${key}.tls.ca`, "ca.pem"),
    }));
}

function lacksAuthority({ tls }: ExistingServer): boolean {
  return tls?.verify === "full" && tls.ca === undefined;
}

/** One server under two names would get every account twice. */
function serversDiffer({ mysql }: Settings): Problem[] {
  const existing = existingServers(mysql);
  const addressOf = ({ host, port }: ExistingServer): string => `${host.toLowerCase()}:${port}`;
  return existing
    .filter(
      ({ server }, index) =>
        existing.findIndex((other) => addressOf(other.server) === addressOf(server)) !== index,
    )
    .map(({ key }) => ({
      key,
      rule: "is the address of another server here: leave it out where they are one",
      fix: removeCommand(key),
    }));
}
