import { endpoint } from "../../config/host.ts";
import type { Tls } from "../../config/storage/existing.ts";

/** Where pods find the certificates of the stores' authorities. */
export const AUTHORITIES = "/etc/bkpaas/authorities";

/** A store whose certificate an authority of its own may have signed. */
export type AuthorityName = "mysql" | "mysql-open-paas" | "redis" | "elasticsearch";

/** Where pods find the certificates of one authority. */
export function authorityFile(name: AuthorityName): string {
  return `${AUTHORITIES}/${name}.pem`;
}

/** One Redis database, as an address. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly database: number;
  readonly password?: string | undefined;
  readonly tls?: Tls;
}

/**
 * `redis://:password@host:port/database`; the password is percent-encoded, as the platform's client expects. With TLS
 * it is `rediss://`, with the options that redis-py and Celery read.
 */
export function redisUrl({ host, port, database, password, tls }: RedisAddress): string {
  const address = `${credentials("", password)}${endpoint(host, port)}/${database}`;
  if (!tls) return `redis://${address}`;
  const options = new URLSearchParams({ ssl_cert_reqs: tls.verify === "full" ? "required" : "none" });
  if (tls.ca !== undefined) options.set("ssl_ca_certs", authorityFile("redis"));
  return `rediss://${address}?${options.toString()}`;
}

/**
 * One database of a Redis behind Sentinels: `sentinel://:password@host:port/database`, one for each Sentinel, between
 * semicolons (chart bkpaas3 0.1.3). The master's name and the Sentinels' password travel apart from it.
 * @param sentinels as `host:port`
 */
export function sentinelUrl(sentinels: readonly string[], database: number, password?: string): string {
  return sentinels
    .map((address) => `sentinel://${credentials("", password)}${address}/${database}`)
    .join(";");
}

/** One virtual host of RabbitMQ, as an address. */
export interface AmqpAddress {
  readonly host: string;
  readonly port: number;
  readonly virtualHost: string;
  readonly user: string;
  readonly password: string;
  readonly tls?: Tls;
}

/** `amqp://user:password@host:port/vhost`, everything percent-encoded, the virtual host's own slashes too. */
export function amqpUrl({ host, port, virtualHost, user, password, tls }: AmqpAddress): string {
  const scheme = tls ? "amqps" : "amqp";
  const path = encodeURIComponent(virtualHost);
  return `${scheme}://${credentials(user, password)}${endpoint(host, port)}/${path}`;
}

/** An ElasticSearch, and the account that reads there. */
export interface ElasticSearchAddress {
  readonly scheme: "http" | "https";
  readonly host: string;
  readonly port: number;
  /** `user:password` */
  readonly auth?: string | undefined;
  /** Whether its authority's certificates are mounted. */
  readonly hasAuthority?: boolean;
}

/**
 * The list of hosts as chart bkpaas3 takes it: TOML in one text, `[{host='…', port='…', http_auth='user:password'}]`.
 * `use_ssl` and `ca_certs` are options of the Python client, which gets the table as it stands.
 */
export function elasticsearchHosts({ scheme, host, port, auth, hasAuthority }: ElasticSearchAddress): string {
  const fields = {
    host: tomlText(host),
    port: tomlText(String(port)),
    ...(auth !== undefined && { http_auth: tomlText(auth) }),
    ...(scheme === "https" && { use_ssl: "true" }),
    ...(hasAuthority && { ca_certs: tomlText(authorityFile("elasticsearch")) }),
  };
  return `[{${Object.entries(fields)
    .map(([name, value]) => `${name}=${value}`)
    .join(", ")}}]`;
}

/** A literal text of TOML where it can be one; there nothing has to be escaped. */
function tomlText(text: string): string {
  return text.includes("'") ? JSON.stringify(text) : `'${text}'`;
}

/** `http://host:port`, for people and for clients that take an address. */
export function httpUrl(scheme: "http" | "https", host: string, port: number): string {
  return `${scheme}://${endpoint(host, port)}`;
}

function credentials(user: string, password: string | undefined): string {
  return password === undefined ? "" : `${encodeURIComponent(user)}:${encodeURIComponent(password)}@`;
}
