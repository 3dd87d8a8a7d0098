import { accessOf } from "../../components/storage/mysql/access.ts";
import { missingAccess } from "../../components/storage/mysql/drift.ts";
import { endpoint } from "../../config/host.ts";
import type { Settings } from "../../config/schema.ts";
import { type ExistingServer, type ServerRole, existingServers } from "../../config/storage/mysql-servers.ts";
import { connect } from "../../preflight/administrator.ts";
import { messageOf } from "../../config/message.ts";
import type { Drift } from "./drift.ts";

/**
 * What MySQL servers lack of what a stack declares there: databases, accounts and privileges. A refresh of the stack does not
 * see a privilege that was revoked by hand.
 */
export async function mysqlDrift(settings: Settings): Promise<Drift> {
  const asked = existingServers(settings.mysql).filter(({ server }) => server.admin);
  const reports = await Promise.all(
    asked.map(({ role, key, server }) => report(settings, role, key, server)),
  );
  return { asked: asked.map(({ key }) => key), found: reports.flat() };
}

async function report(
  { mysql }: Settings,
  role: ServerRole,
  key: string,
  server: ExistingServer,
): Promise<string[]> {
  try {
    const connection = await connect(server);
    try {
      const ask = async (statement: string): Promise<unknown[][]> => {
        const [rows] = await connection.query({ sql: statement, rowsAsArray: true });
        return rows as unknown[][];
      };
      const missing = await missingAccess(ask, accessOf(role, mysql), {
        users: mysql.users,
        host: mysql.accountHost,
      });
      return missing.map((line) => `${key}: ${line}`);
    } finally {
      await connection.end();
    }
  } catch (error) {
    return [`${key}: not asked, ${endpoint(server.host, server.port)} says: ${messageOf(error)}`];
  }
}
