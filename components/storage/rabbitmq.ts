import * as pulumi from "@pulumi/pulumi";
import type { Tls } from "../../config/storage/existing.ts";
import { MANAGED_ADMIN, type RabbitMQSettings } from "../../config/storage/rabbitmq.ts";
import { type Account, account } from "../secrets/given.ts";
import type { KeyRing } from "../secrets/key-ring.ts";
import { type Home, siteOf } from "./home.ts";
import { managedHost } from "./managed/host.ts";
import { managedRabbitMQ } from "./managed/rabbitmq.ts";
import { amqpUrl } from "./url.ts";

export interface RabbitMQArgs {
  readonly settings: RabbitMQSettings;
  readonly home: Home;
  readonly keys: KeyRing;
}

/** A RabbitMQ server as clients reach it, with its administrator. */
export interface RabbitMQServer {
  readonly host: string;
  /** Of AMQP. */
  readonly port: number;
  /** Of the management HTTP API. */
  readonly apiPort: number;
  readonly tls: Tls;
  readonly admin: Account;
}

/** A server and, where the platform has one there, its virtual host and the account that may use it. */
interface Reached extends RabbitMQServer {
  readonly platform: (Account & { readonly virtualHost: string }) | undefined;
}

type AddonsSettings = NonNullable<RabbitMQSettings["addons"]>;

const AMQP_PORT = 5672;
const API_PORT = 15672;

/**
 * Where the platform and the add-on service find RabbitMQ. Takes the providers `random` and `kubernetes` from its
 * options.
 */
export class RabbitMQ extends pulumi.ComponentResource {
  declare readonly host: string;
  declare readonly port: number;
  declare readonly apiPort: number;
  declare readonly tls: Tls;
  declare readonly admin: Account;
  /** `amqp://…` of the platform's virtual host; undefined where it has none. */
  declare readonly platformUrl: pulumi.Output<string> | undefined;
  /** The server on which svc-rabbitmq makes virtual hosts for applications. */
  declare readonly addons: RabbitMQServer;

  constructor(name: string, args: RabbitMQArgs, options?: pulumi.ComponentResourceOptions) {
    const { mode, addons } = args.settings;
    super("bkpaas:storage:RabbitMQ", name, { mode, addons: addons?.mode }, options);
    const platform = this.#reach(name, "rabbitmqAdmin", args.settings, args);
    const others = addons ? this.#reach(`${name}-addons`, "rabbitmqAddonsAdmin", addons, args) : platform;
    this.host = platform.host;
    this.port = platform.port;
    this.apiPort = platform.apiPort;
    this.tls = platform.tls;
    this.admin = platform.admin;
    this.platformUrl = platformUrl(platform);
    this.addons = serverOf(others);
    this.registerOutputs({ ...serverOf(platform), platformUrl: this.platformUrl, addons: this.addons });
  }

  #reach(
    name: string,
    adminKey: "rabbitmqAdmin" | "rabbitmqAddonsAdmin",
    server: RabbitMQSettings | AddonsSettings,
    { home, keys }: RabbitMQArgs,
  ): Reached {
    if (server.mode === "existing") return existing(server);
    const admin = { user: MANAGED_ADMIN, password: keys.key(adminKey, this) };
    const platform =
      "platform" in server ? { ...server.platform, password: keys.key("rabbitmqPlatform", this) } : undefined;
    managedRabbitMQ(name, { site: siteOf(home, server), admin, platform }, this);
    const host = managedHost(name, home.namespace);
    return { host, port: AMQP_PORT, apiPort: API_PORT, tls: undefined, admin, platform };
  }
}

function existing(server: Extract<RabbitMQSettings | AddonsSettings, { mode: "existing" }>): Reached {
  const { host, port, apiPort, tls } = server;
  const own = "platform" in server ? server.platform : undefined;
  const platform = own && { ...account(own), virtualHost: own.virtualHost };
  return { host, port, apiPort, tls, admin: account(server.admin), platform };
}

function serverOf({ host, port, apiPort, tls, admin }: RabbitMQServer): RabbitMQServer {
  return { host, port, apiPort, tls, admin };
}

function platformUrl({ host, port, tls, platform }: Reached): pulumi.Output<string> | undefined {
  if (!platform) return undefined;
  const { virtualHost, user } = platform;
  return pulumi.secret(
    platform.password.apply((password) => amqpUrl({ host, port, virtualHost, user, password, tls })),
  );
}
