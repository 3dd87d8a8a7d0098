import { accessOf } from "../../components/storage/mysql/access.ts";
import { missingAccess } from "../../components/storage/mysql/drift.ts";
import { endpoint } from "../../config/host.ts";
import type { Settings } from "../../config/schema.ts";
import { type ExistingServer, type ServerRole, existingServers } from "../../config/storage/mysql-servers.ts";
import { messageOf } from "../message.ts";
import { connect } from "../mysql.ts";
import { prepare } from "../prepare.ts";
import { settingsOf } from "../stack/configured.ts";
import { type Target, stackOf } from "../stack/target.ts";

/**
 * Compares the MySQL servers of a stack with what it declares there: databases, accounts and privileges. A refresh of
 * the stack does not see a privilege that was revoked by hand. Nothing is changed.
 * @returns 1 where something is missing or a server could not be asked.
 */
export async function drift(target: Target): Promise<number> {
  if (target.kind === "dev") await prepare();
  const settings = await settingsOf(target);
  const asked = existingServers(settings.mysql).filter(({ server }) => server.admin);
  const reports = await Promise.all(
    asked.map(({ role, key, server }) => report(settings, role, key, server)),
  );
  const lines = reports.flat();
  for (const line of lines) console.log(line);
  const stack = stackOf(target);
  const names = asked.map(({ key }) => key).join(", ") || "none";
  console.log(`Servers of stack ${stack} that exist and have an administrator: ${names}.`);
  console.log(lines.length === 0 ? "They have all that is declared." : repair(stack));
  return lines.length === 0 ? 0 : 1;
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

function repair(stack: string): string {
  return `
What is missing comes back with:
  a Job        pulumi config set --path 'mysql.jobRun' '<another text>' --stack ${stack}, then pulumi up
  by hand      make sql STACK=${stack}, and the administrator runs the file again
  the plugin   pulumi up --replace <urn of the grant>, or pulumi refresh and up where an account or database is gone`;
}
