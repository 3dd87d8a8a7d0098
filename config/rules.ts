import { isLoopback } from "./loopback.ts";
import { type Problem, removeCommand, setCommand } from "./problem.ts";
import type { SectionName, Settings } from "./schema.ts";

/** A rule over sound sections: which it reads, and what it finds wrong. */
export interface Rule {
  readonly reads: readonly SectionName[];
  readonly check: (settings: Settings) => readonly Problem[];
}

/** What the shape of single fields cannot say. */
export const rules: readonly Rule[] = [
  { reads: ["namespace"], check: platformNamespace },
  { reads: ["mysql"], check: mysqlNames },
  { reads: ["mysql"], check: distinctDatabases },
  { reads: ["redis"], check: distinctRedisDatabases },
  { reads: ["sandbox", "mysql", "redis", "rabbitmq", "elasticsearch", "bkrepo"], check: sandboxStaysHere },
  { reads: ["sandbox", "mysql", "redis", "rabbitmq", "bkrepo"], check: noPublishedPassword },
];

/** Namespaces that begin with bkapp belong to applications (the platform's deployment FAQ). */
function platformNamespace({ namespace }: Settings): Problem[] {
  if (!namespace.startsWith("bkapp")) return [];
  return [
    {
      key: "namespace",
      rule: "must not begin with bkapp: such namespaces belong to applications",
      fix: setCommand("namespace", "paas-system", false),
    },
  ];
}

/** The provider writes names into SQL: only names that need no quoting anywhere. Lengths are MySQL's. */
function mysqlNames({ mysql }: Settings): Problem[] {
  return [...wordsOnly("mysql.databases", mysql.databases, 64), ...wordsOnly("mysql.users", mysql.users, 32)];
}

function wordsOnly(section: string, names: Readonly<Record<string, string>>, longest: number): Problem[] {
  return Object.entries(names)
    .filter(([, name]) => !/^\w+$/.test(name) || name.length > longest)
    .map(([role, name]) => ({
      key: `${section}.${role}`,
      rule: `must be letters, digits and _, at most ${longest} characters`,
      fix: setCommand(`${section}.${role}`, name.replaceAll(/\W/g, "_").slice(0, longest), false),
    }));
}

/** Two services on one database overwrite each other's tables. */
function distinctDatabases({ mysql }: Settings): Problem[] {
  const entries = Object.entries(mysql.databases);
  return entries
    .filter(([, name], index) => entries.findIndex(([, other]) => other === name) !== index)
    .map(([role, name]) => ({
      key: `mysql.databases.${role}`,
      rule: `names ${name}, which another service uses already`,
      fix: removeCommand(`mysql.databases.${role}`),
    }));
}

/** Celery mixes up the tasks of two services on one Redis database (paas-stack install guide, step 7). */
function distinctRedisDatabases({ redis: { databases } }: Settings): Problem[] {
  if (databases.platform !== databases.workloadsTasks) return [];
  const key = "redis.databases.workloadsTasks";
  return [
    {
      key,
      rule: `must differ from redis.databases.platform, which is ${databases.platform} too`,
      fix: setCommand(key, String(databases.platform + 1), false),
    },
  ];
}

/** The sandbox has published defaults and stand-ins; none of it may reach another machine. */
function sandboxStaysHere(settings: Settings): Problem[] {
  const { sandbox, mysql, redis, rabbitmq, elasticsearch, bkrepo } = settings;
  if (!sandbox) return [];
  const hosts = {
    "mysql.host": mysql.host,
    "redis.host": redis.host,
    "rabbitmq.host": rabbitmq.host,
    ...(elasticsearch && { "elasticsearch.host": elasticsearch.host }),
    "bkrepo.endpoint": new URL(bkrepo.endpoint).hostname,
  };
  return Object.entries(hosts)
    .filter(([, host]) => !isLoopback(host))
    .map(([key]) => ({
      key,
      rule: "must be on this machine (127.0.0.1) while sandbox is true",
      fix: setCommand("sandbox", "false", false),
    }));
}

/** Passwords in BlueKing's public documents and charts. */
const PUBLISHED_PASSWORDS = new Set(["blueking", "bkpaas3", "password", "your-redis-password"]);

function noPublishedPassword({ sandbox, mysql, redis, rabbitmq, bkrepo }: Settings): Problem[] {
  if (sandbox) return [];
  const passwords = {
    "mysql.admin.password": mysql.admin.password,
    "redis.password": redis.password,
    "rabbitmq.admin.password": rabbitmq.admin.password,
    "bkrepo.admin.password": bkrepo.admin.password,
  };
  return Object.entries(passwords)
    .filter(([, password]) => password !== undefined && PUBLISHED_PASSWORDS.has(password.reveal()))
    .map(([key]) => ({
      key,
      rule: "is a default from BlueKing's public documents; change it on the server, then here",
      fix: setCommand(key, "", true),
    }));
}
