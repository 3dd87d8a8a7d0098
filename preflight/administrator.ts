import tls from "node:tls";
import type { Connection } from "mysql2/promise";
import { bareHost } from "../config/host.ts";
import type { ExistingServer } from "../config/storage/mysql-servers.ts";

/** How long a server may take to answer, in milliseconds. */
const CONNECT_DEADLINE = 10_000;

/** Logs in to a server that exists, as its administrator. @throws Error with what the server or the network says. */
export async function connect({ host, port, tls: wanted, admin }: ExistingServer): Promise<Connection> {
  // Loaded only here: most runs ask no database.
  const { createConnection } = await import("mysql2/promise");
  const ssl = wanted && {
    rejectUnauthorized: wanted.verify === "full",
    ca: wanted.ca ?? authorities(),
  };
  return createConnection({
    host: bareHost(host),
    port,
    ...(admin && { user: admin.user, password: admin.password.reveal() }),
    connectTimeout: CONNECT_DEADLINE,
    ...(ssl && { ssl }),
  });
}

/** The authorities that this machine knows, as the mysql plugin does, and those that Node brings. */
function authorities(): string[] {
  return [...tls.rootCertificates, ...tls.getCACertificates("system")];
}
