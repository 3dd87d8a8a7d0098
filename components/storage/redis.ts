import * as pulumi from "@pulumi/pulumi";
import { splitEndpoint } from "../../config/host.ts";
import type { Tls } from "../../config/storage/existing.ts";
import type { ManagedStore } from "../../config/storage/managed.ts";
import type { RedisSettings } from "../../config/storage/redis.ts";
import { optionalSecret } from "../secrets/given.ts";
import type { KeyRing } from "../secrets/key-ring.ts";
import { type Home, siteOf } from "./home.ts";
import { managedHost } from "./managed/host.ts";
import { managedRedis } from "./managed/redis.ts";
import { redisUrl, sentinelUrl } from "./url.ts";

export interface RedisArgs {
  readonly settings: RedisSettings;
  readonly home: Home;
  readonly keys: KeyRing;
}

/** A Redis server as clients reach it. */
export interface RedisServer {
  readonly host: string;
  readonly port: number;
  readonly password: pulumi.Output<string> | undefined;
  /** Undefined means plain text. */
  readonly tls: Tls;
}

/** How a client asks Sentinels; the address says where they are. */
export interface SentinelMaster {
  readonly master: string;
  readonly password: pulumi.Output<string> | undefined;
}

/** A server, or Sentinels that lead to one, and the address of each of its databases. */
interface Reached extends RedisServer {
  readonly sentinel: SentinelMaster | undefined;
  readonly url: (database: number) => pulumi.Output<string>;
}

/** Password of a Redis that is run here. */
type RedisKey = "redis" | "redisAddons";

const PORT = 6379;

/** How many databases Redis has unless told otherwise. */
const USUAL_DATABASES = 16;

/**
 * Where the platform finds Redis, and the addresses of its databases there. Takes the providers `random` and
 * `kubernetes` from its options.
 */
export class Redis extends pulumi.ComponentResource {
  /** Behind Sentinels, the first of them. */
  declare readonly host: string;
  declare readonly port: number;
  declare readonly tls: Tls;
  /** Undefined where the server asks for none. */
  declare readonly password: pulumi.Output<string> | undefined;
  /** Undefined where the server is asked directly. */
  declare readonly sentinel: SentinelMaster | undefined;
  /** `REDIS_URL` of the apiserver and `STREAM_CHANNEL_REDIS_URL` of workloads, one value for both. */
  declare readonly platformUrl: pulumi.Output<string>;
  /** Task queue and its results, of workloads. */
  declare readonly workloadsTasksUrl: pulumi.Output<string>;
  /** The server for applications. Undefined where only Sentinels are known, which no add-on service asks. */
  declare readonly addons: RedisServer | undefined;

  constructor(name: string, args: RedisArgs, options?: pulumi.ComponentResourceOptions) {
    const { mode, addons, databases } = args.settings;
    super("bkpaas:storage:Redis", name, { mode, addons: addons?.mode, databases }, options);
    const platform = this.#reach(name, "redis", args.settings, args);
    const others = addons ? this.#reach(`${name}-addons`, "redisAddons", addons, args) : platform;
    this.host = platform.host;
    this.port = platform.port;
    this.tls = platform.tls;
    this.password = platform.password;
    this.sentinel = platform.sentinel;
    this.platformUrl = platform.url(databases.platform);
    this.workloadsTasksUrl = platform.url(databases.workloadsTasks);
    this.addons = others.sentinel ? undefined : serverOf(others);
    this.registerOutputs({
      host: this.host,
      port: this.port,
      tls: this.tls,
      sentinel: this.sentinel,
      platformUrl: this.platformUrl,
      workloadsTasksUrl: this.workloadsTasksUrl,
      addons: this.addons,
    });
  }

  #reach(
    name: string,
    key: RedisKey,
    server: RedisSettings | NonNullable<RedisSettings["addons"]>,
    args: RedisArgs,
  ): Reached {
    switch (server.mode) {
      case "existing":
        return direct({ ...server, password: optionalSecret(server.password), tls: server.tls });
      case "managed":
        return direct(this.#run(name, key, server, args));
      case "sentinel":
        return behindSentinels(server);
    }
  }

  #run(name: string, key: RedisKey, store: ManagedStore, { settings, home, keys }: RedisArgs): RedisServer {
    const password = keys.key(key, this);
    const databases = Math.max(
      USUAL_DATABASES,
      ...Object.values(settings.databases).map((number) => number + 1),
    );
    managedRedis(name, { site: siteOf(home, store), password, databases }, this);
    return { host: managedHost(name, home.namespace), port: PORT, password, tls: undefined };
  }
}

type SentinelSettings = Extract<RedisSettings, { mode: "sentinel" }>;

function direct(server: RedisServer): Reached {
  const url = (database: number): pulumi.Output<string> =>
    secretUrl(server.password, (password) => redisUrl({ ...server, database, password }));
  return { ...serverOf(server), sentinel: undefined, url };
}

function behindSentinels({ sentinels, master, ...given }: SentinelSettings): Reached {
  const password = optionalSecret(given.password);
  const first = splitEndpoint(sentinels[0] ?? "");
  const url = (database: number): pulumi.Output<string> =>
    secretUrl(password, (opened) => sentinelUrl(sentinels, database, opened));
  const sentinel = { master, password: optionalSecret(given.sentinelPassword) };
  return { ...first, password, tls: undefined, sentinel, url };
}

function serverOf({ host, port, password, tls }: RedisServer): RedisServer {
  return { host, port, password, tls };
}

function secretUrl(
  password: pulumi.Output<string> | undefined,
  build: (password: string | undefined) => string,
): pulumi.Output<string> {
  return pulumi.secret(pulumi.output(password).apply(build));
}
