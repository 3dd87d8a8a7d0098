import { type Pool, type RowDataPacket, createPool } from "mysql2/promise";
import type { Properties } from "../../../provider/protocol/value.ts";
import { isLoopback } from "../../../config/loopback.ts";
import { remoteRefusal } from "../refusal.ts";
import { textOf } from "./inputs.ts";

/** How long to wait for the server to answer at all. The official plugin goes on trying for minutes. */
const CONNECT_SECONDS = 10;

const DEFAULT_PORT = 3306;

/** What the setting `tls` may say. */
const TLS = new Map([
  ["", undefined],
  ["false", undefined],
  ["true", {}],
  ["skip-verify", { rejectUnauthorized: false }],
]);

/** An error the server answered with, in the words of the official plugin: `Error 1007 (HY000): …`. */
export class SqlError extends Error {
  /** The server's error number. */
  readonly number: number;

  constructor(number: number, state: string, message: string) {
    super(`Error ${number} (${state}): ${message}`);
    this.number = number;
  }
}

/** The server the provider's settings name, behind one connection that is made at the first statement. */
export class Server {
  #pool: Pool | undefined;
  #endpoint = "";

  /** Takes the provider's settings. @throws Error when they name a server that is not on this machine. */
  configure(settings: Properties): void {
    this.#endpoint = textOf(settings, "endpoint");
    const { host, port } = parseEndpoint(this.#endpoint);
    if (!isLoopback(host)) throw new Error(remoteRefusal("mysql", host));
    const tls = textOf(settings, "tls");
    if (!TLS.has(tls)) throw new Error('tls must be "true", "false" or "skip-verify"');
    const ssl = TLS.get(tls);
    this.#pool = createPool({
      host,
      port,
      user: textOf(settings, "username"),
      password: textOf(settings, "password"),
      connectionLimit: 1,
      connectTimeout: CONNECT_SECONDS * 1000,
      ...(ssl && { ssl }),
    });
    this.#pool.on("connection", (connection) => {
      // Texts are quoted with backslashes, whatever mode the server prefers.
      void connection.query("SET SESSION sql_mode = REPLACE(@@SESSION.sql_mode, 'NO_BACKSLASH_ESCAPES', '')");
    });
  }

  /** Runs one statement. @throws SqlError as answered; Error when the server cannot be reached. */
  async run(statement: string): Promise<RowDataPacket[]> {
    if (!this.#pool) throw new Error("the mysql provider is not configured yet: its settings are unknown");
    try {
      const [rows] = await this.#pool.query<RowDataPacket[]>(statement);
      return rows;
    } catch (error) {
      throw this.#explain(error);
    }
  }

  /** Ends the connection. */
  async close(): Promise<void> {
    await this.#pool?.end();
  }

  #explain(error: unknown): Error {
    const { errno, sqlState, message } = error as { errno?: number; sqlState?: string; message: string };
    // Only what the server itself answered has a state.
    if (errno !== undefined && sqlState !== undefined) return new SqlError(errno, sqlState, message);
    return new Error(
      `no connection to the MySQL server at ${this.#endpoint} within ${CONNECT_SECONDS} s (${message}). ` +
        "Start it, or correct endpoint in the settings of the mysql provider.",
    );
  }
}

/** Reads `host:port` or `[address]:port`; the port may be left out. */
function parseEndpoint(endpoint: string): { host: string; port: number } {
  const [, bracketed, plain = "", port] = /^(?:\[(.*)\]|([^:]*))(?::(\d+))?$/.exec(endpoint) ?? [];
  const host = bracketed ?? plain;
  if (host === "") throw new Error("endpoint of the mysql provider must be host:port");
  return { host, port: Number(port ?? DEFAULT_PORT) };
}
