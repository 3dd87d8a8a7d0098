import { refusal } from "../config/load.ts";
import type { Settings } from "../config/schema.ts";
import {
  accountsOn,
  existingServers,
  mysqlServers,
  provisioningOf,
} from "../config/storage/mysql-servers.ts";
import { type CheckedServer, checkMySQLServers } from "./mysql.ts";

/**
 * Asks every MySQL server that this machine is to log in to, before any provider does: it would try for minutes.
 * @throws pulumi.RunError with every problem at once.
 */
export async function checkReachable(settings: Settings): Promise<void> {
  const problems = await checkMySQLServers(askedServers(settings));
  if (problems.length > 0) throw refusal(problems);
}

/** The servers whose accounts are made from this machine. */
export function askedServers({ sandbox, mysql }: Settings): CheckedServer[] {
  const servers = mysqlServers(mysql);
  return existingServers(mysql)
    .filter(({ server }) => provisioningOf(server).by === "provider")
    .map(({ role, key, server: { host, port } }) => ({
      key,
      host,
      port,
      plan: accountsOn(role, servers).includes("plan"),
      sandbox,
    }));
}
