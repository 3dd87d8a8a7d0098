import type { RowDataPacket } from "mysql2/promise";
import type { TestServer } from "./server.ts";

/** What a server was asked. */
export interface Traffic {
  /** How many connections were opened or refused. */
  readonly connections: number;
  /** Every statement in its order; MySQL writes `<secret>` for a password in it. */
  readonly statements: string[];
}

/** Counts what a server is asked while `work` runs, by its general log. Only one may count at a time. */
export async function countStatements(server: TestServer, work: () => Promise<unknown>): Promise<Traffic> {
  return server.asRoot(async (connection) => {
    await connection.query("TRUNCATE TABLE mysql.general_log");
    await connection.query("SET GLOBAL log_output = 'TABLE', GLOBAL general_log = ON");
    try {
      await work();
    } finally {
      await connection.query("SET GLOBAL general_log = OFF");
    }
    const [entries] = await connection.query<RowDataPacket[]>(
      `SELECT thread_id AS thread, command_type AS command, CONVERT(argument USING utf8mb4) AS text
       FROM mysql.general_log WHERE thread_id <> CONNECTION_ID()`,
    );
    const opened = entries.filter(({ command }) => command === "Connect").map(({ thread }) => Number(thread));
    return {
      // A refused connection is logged twice.
      connections: new Set(opened).size,
      statements: entries
        .filter(({ command }) => command === "Query" || command === "Execute")
        .map(({ text }) => String(text)),
    };
  });
}
