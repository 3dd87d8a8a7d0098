/** One Redis database, as an address. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly database: number;
  readonly password?: string | undefined;
}

/** `redis://:password@host:port/database`; the password is percent-encoded, as the platform's client expects. */
export function redisUrl({ host, port, database, password }: RedisAddress): string {
  const account = password === undefined ? "" : `:${encodeURIComponent(password)}@`;
  return `redis://${account}${bracketed(host)}:${port}/${database}`;
}

/** `host:port`, for MySQL's provider and for people. */
export function endpoint(host: string, port: number): string {
  return `${bracketed(host)}:${port}`;
}

/** A bare IPv6 address needs brackets before a port can follow. */
function bracketed(host: string): string {
  return host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
}
