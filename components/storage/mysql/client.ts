import { bareHost } from "../../../config/host.ts";
import type { Tls } from "../../../config/storage/existing.ts";

/** What MySQL's command-line client needs to know to log in. */
export interface ClientLogin {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly tls: Tls;
}

/**
 * The option file of MySQL's client (`--defaults-extra-file`), by which no password stands among the arguments.
 * @param authority path of the file with `tls.ca`, where there is one
 */
export function clientOptions({ host, port, user, password, tls }: ClientLogin, authority: string): string {
  const options = {
    protocol: "TCP",
    host: bareHost(host),
    port: String(port),
    user,
    password,
    "connect-timeout": "10",
    // Not every release of the client knows the following; loose- lets those that don't pass over them.
    ...(tls
      ? { "loose-ssl-mode": tls.verify === "full" ? "VERIFY_IDENTITY" : "REQUIRED" }
      : { "loose-get-server-public-key": "ON" }),
    ...(tls?.ca !== undefined && { "ssl-ca": authority }),
  };
  const lines = Object.entries(options).map(([name, value]) => `${name}=${quoteOption(value)}`);
  return `[client]\n${lines.join("\n")}\n`;
}

/** A value between quotes keeps #, spaces and other quotes; a backslash escapes. */
function quoteOption(value: string): string {
  return `"${value.replaceAll("\\", "\\\\").replaceAll('"', String.raw`\"`)}"`;
}
