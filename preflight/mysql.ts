import { endpoint } from "../config/host.ts";
import { type Problem, setCommand } from "../config/problem.ts";
import {
  type ServerVersion,
  isAtLeast,
  isServed,
  nameOf,
  oldestServed,
} from "../config/storage/server-version.ts";
import { type Asked, type Greeting, type Unreachable, greetingOf } from "./handshake.ts";

/** A MySQL server that the mysql plugin is to log in to from this machine. */
export interface CheckedServer {
  /** Configuration path, such as `mysql` or `mysql.addons`. */
  readonly key: string;
  readonly host: string;
  readonly port: number;
  /** Whether svc-mysql's plan account is made there. */
  readonly plan: boolean;
  /** Whether the sandbox's own mysql plugin is used, which has none of the faults of the published one. */
  readonly sandbox: boolean;
}

/** All servers are asked at once, so this is what the whole check takes at most. */
const TIMEOUT_MS = 8_000;

/**
 * What stands in the way of the mysql plugin, which itself retries a server that doesn't answer for minutes.
 * Takes less than ten seconds.
 */
export async function checkMySQLServers(
  servers: readonly CheckedServer[],
  probe: (asked: Asked) => Promise<Greeting> = greetingOf,
): Promise<Problem[]> {
  const found = await Promise.all(
    servers.map(async (server) => {
      const { host, port } = server;
      return problemsOf(server, await probe({ host, port, timeoutMs: TIMEOUT_MS }));
    }),
  );
  return found.flat();
}

function problemsOf(server: CheckedServer, greeting: Greeting): Problem[] {
  switch (greeting.kind) {
    case "unreachable":
      return [cannotBeReached(server, greeting.reason)];
    case "refused":
      return [turnsAway(server, greeting.code, greeting.message)];
    case "server":
      return versionRules.flatMap((rule) => rule(server, greeting.version));
  }
}

/** What was seen, and what to check. */
const OBSTACLES: Readonly<Record<Unreachable, readonly [seen: string, check: string]>> = {
  "unknown host": ["its name has no address here", "the name and the name servers of this machine"],
  refused: ["the connection is refused", "the port, that the server runs, and its bind-address"],
  timeout: ["nothing answers", "the address, and the firewalls between it and this machine"],
  "no route": ["there is no way to it", "the network and the firewalls of this machine"],
  silent: [
    "it takes the connection and says nothing",
    "the port, and the server's name lookup (skip_name_resolve)",
  ],
  closed: ["it closes the connection at once", "the port, and which addresses the server is open to"],
  "not mysql": ["what answers is not MySQL", "the port"],
};

function cannotBeReached(server: CheckedServer, reason: Unreachable): Problem {
  const [seen, check] = OBSTACLES[reason];
  return notFromHere(
    server,
    `can't be reached: ${endpoint(server.host, server.port)}: ${seen}. Check ${check}`,
  );
}

/** What helps against errors that come instead of a greeting. */
const REMEDIES: Readonly<Record<number, string>> = {
  1040: "Raise max_connections there",
  1129: "Unblock it there",
  1130: "Let an account log in from this machine",
};

function turnsAway(server: CheckedServer, code: number, message: string): Problem {
  const remedy = REMEDIES[code] ?? "Ask its administrator";
  return notFromHere(
    server,
    `turns this machine away: ${endpoint(server.host, server.port)}: error ${code}, ${message}. ${remedy}`,
  );
}

/** The way round: servers that only the cluster reaches are worked on from there. */
function notFromHere(server: CheckedServer, rule: string): Problem {
  const key = `${server.key}.host`;
  if (server.sandbox) return { key, rule: `${rule}, or start the sandbox again`, fix: "make up" };
  return { key, rule: `${rule}, or let a Job in the cluster make the accounts`, fix: byJob(server) };
}

type VersionRule = (server: CheckedServer, version: ServerVersion) => Problem[];

const versionRules: readonly VersionRule[] = [notServed, pluginFailsOnMariaDB, pluginForgetsGrantOption];

function notServed(server: CheckedServer, version: ServerVersion): Problem[] {
  if (isServed(version)) return [];
  const rule = `must be ${oldestServed}: ${endpoint(server.host, server.port)} is ${nameOf(version)}`;
  return [{ key: `${server.key}.host`, rule }];
}

/** The published plugin reads innodb_version, which is gone: error 1193, after the database is made. */
function pluginFailsOnMariaDB(server: CheckedServer, version: ServerVersion): Problem[] {
  if (server.sandbox || version.flavour !== "mariadb" || !isAtLeast(version, 10, 10)) return [];
  return [notByProvider(server, version, "the mysql plugin fails from MariaDB 10.10 on (error 1193)")];
}

/** The published plugin ignores `grant: true` from MySQL 8 on. */
function pluginForgetsGrantOption(server: CheckedServer, version: ServerVersion): Problem[] {
  if (server.sandbox || !server.plan || version.flavour !== "mysql" || !isAtLeast(version, 8, 0)) return [];
  return [notByProvider(server, version, "from MySQL 8 on the mysql plugin gives svc-mysql no GRANT OPTION")];
}

function notByProvider(server: CheckedServer, version: ServerVersion, why: string): Problem {
  return {
    key: `${server.key}.provisioning`,
    rule: `must be job or manual: ${endpoint(server.host, server.port)} is ${nameOf(version)}, and ${why}`,
    fix: byJob(server),
  };
}

function byJob({ key }: CheckedServer): string {
  return setCommand(`${key}.provisioning`, "job", false);
}
