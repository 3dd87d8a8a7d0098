import type { Connection } from "mysql2/promise";
import type { KeyName } from "../../config/secrets/catalogue.ts";
import type { Settings } from "../../config/schema.ts";
import {
  ACCOUNT_KEYS,
  type AccountRole,
  type ExistingServer,
  accountsOn,
  existingServers,
  mysqlServers,
} from "../../config/storage/mysql-servers.ts";
import { connect } from "../../preflight/administrator.ts";
import { messageOf } from "../../config/message.ts";
import { discardOldPassword, keepOldPassword, takesTwoPasswords } from "./old-password.ts";

/** A server that accepts the old password of an account until it is told otherwise. */
interface Keeping {
  readonly key: string;
  readonly server: ExistingServer;
}

/**
 * Lets every server that can go on accepting the present password of a MySQL account while pods still use it, and says of
 * the others that they can't.
 * @returns what ends that; to be called when all pods have the new one
 */
export async function keepAccepting(
  name: KeyName,
  settings: Settings,
  present: () => Promise<string>,
): Promise<() => Promise<void>> {
  const role = accountOf(name);
  if (!role) return () => Promise.resolve();
  const account = { user: settings.mysql.users[role], host: settings.mysql.accountHost };
  const kept: Keeping[] = [];
  for (const { key, server } of serversWith(role, settings)) {
    const why = await tryOn(server, async (connection) => {
      if (!(await takesTwoPasswords(connection))) return "it can't keep a second password";
      await keepOldPassword(connection, account, await present());
      return undefined;
    });
    if (why === undefined) kept.push({ key, server });
    else
      console.log(
        `${key}: ${why}; until the pods have restarted, new connections with the old password fail.`,
      );
  }
  return async () => {
    for (const { key, server } of kept) {
      const why = await tryOn(server, async (connection) => {
        await discardOldPassword(connection, account);
        return undefined;
      });
      console.log(
        why === undefined
          ? `${key}: the old password is refused from now on.`
          : `${key}: the old password is still accepted: ${why}`,
      );
    }
  };
}

function accountOf(name: KeyName): AccountRole | undefined {
  return (Object.keys(ACCOUNT_KEYS) as AccountRole[]).find((role) => ACCOUNT_KEYS[role] === name);
}

function serversWith(role: AccountRole, { mysql }: Settings): Keeping[] {
  const servers = mysqlServers(mysql);
  return existingServers(mysql).filter(
    (found) => found.server.admin !== undefined && accountsOn(found.role, servers).includes(role),
  );
}

type Work = (connection: Connection) => Promise<string | undefined>;

/** @returns why it did not work */
async function tryOn(server: ExistingServer, work: Work): Promise<string | undefined> {
  try {
    const connection = await connect(server);
    try {
      return await work(connection);
    } finally {
      await connection.end();
    }
  } catch (error) {
    return messageOf(error);
  }
}
