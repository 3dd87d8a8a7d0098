import { type Connection, createConnection } from "mysql2/promise";
import { bareHost } from "../config/host.ts";
import type { ExistingServer } from "../config/storage/mysql-servers.ts";

/** How long a server may take to answer, in milliseconds. */
const CONNECT_DEADLINE = 10_000;

/** Logs in to a server that exists, as its administrator. @throws Error with what the server or the network says. */
export function connect({ host, port, tls, admin }: ExistingServer): Promise<Connection> {
  const ssl = tls && {
    rejectUnauthorized: tls.verify === "full",
    ...(tls.ca !== undefined && { ca: tls.ca }),
  };
  return createConnection({
    host: bareHost(host),
    port,
    ...(admin && { user: admin.user, password: admin.password.reveal() }),
    connectTimeout: CONNECT_DEADLINE,
    ...(ssl && { ssl }),
  });
}
