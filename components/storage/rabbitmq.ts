import * as pulumi from "@pulumi/pulumi";
import type { Tls } from "../../config/storage/existing.ts";
import { endpoint } from "../../config/host.ts";
import {
  MANAGED_ADMIN,
  type RabbitMQSettings,
  isProvided,
  servesApplications,
} from "../../config/storage/rabbitmq.ts";
import { type Account, account } from "../secrets/given.ts";
import type { KeyRing } from "../secrets/key-ring.ts";
import { type Home, siteOf } from "./home.ts";
import { managedHost } from "./managed/host.ts";
import { managedRabbitMQ } from "./managed/rabbitmq.ts";
import { provideRabbitMQ } from "./rabbitmq-accounts.ts";
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

/** A server, who administers it for svc-rabbitmq, and the platform's virtual host and account where it has one there. */
interface Reached extends RabbitMQServer {
  readonly serviceAdmin: Account;
  readonly platform: (Account & { readonly virtualHost: string }) | undefined;
}

type AddonsSettings = NonNullable<RabbitMQSettings["addons"]>;
type Provided = Extract<RabbitMQSettings | AddonsSettings, { serviceAdmin: unknown }>;

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
    const platform = this.#reach(name, args.settings, args);
    const others = addons ? this.#reach(`${name}-addons`, addons, args) : platform;
    this.host = platform.host;
    this.port = platform.port;
    this.apiPort = platform.apiPort;
    this.tls = platform.tls;
    this.admin = platform.admin;
    this.platformUrl = platformUrl(platform);
    this.addons = { ...serverOf(others), admin: others.serviceAdmin };
    this.registerOutputs({ ...serverOf(platform), platformUrl: this.platformUrl, addons: this.addons });
  }

  #reach(name: string, server: RabbitMQSettings | AddonsSettings, args: RabbitMQArgs): Reached {
    if (server.mode === "managed") return this.#run(name, server, args);
    return isProvided(server) ? this.#prepare(name, server, args) : prepared(server);
  }

  /** A server in the cluster; what is on it stands in its definitions. */
  #run(
    name: string,
    server: Extract<RabbitMQSettings | AddonsSettings, { mode: "managed" }>,
    { home, keys }: RabbitMQArgs,
  ): Reached {
    const adminKey = "platform" in server ? "rabbitmqAdmin" : "rabbitmqAddonsAdmin";
    const admin = { user: MANAGED_ADMIN, password: keys.key(adminKey, this) };
    const platform = this.#platformAccount("platform" in server ? server.platform : undefined, keys);
    managedRabbitMQ(name, { site: siteOf(home, server), admin, platform }, this);
    const host = managedHost(name, home.namespace);
    return { host, port: AMQP_PORT, apiPort: API_PORT, tls: undefined, admin, serviceAdmin: admin, platform };
  }

  /** A server that exists, on which virtual host and accounts are made. */
  #prepare(name: string, server: Provided, { settings, keys }: RabbitMQArgs): Reached {
    const { host, port, apiPort, tls } = server;
    const admin = account(server.admin);
    const isForApplications = server === servesApplications(settings);
    const serviceAdmin = isForApplications
      ? { user: server.serviceAdmin.user, password: keys.key("rabbitmqAddonsAdmin", this) }
      : undefined;
    const platform = this.#platformAccount("platform" in server ? server.platform : undefined, keys);
    const url = server.managementUrl ?? `${tls ? "https" : "http"}://${endpoint(host, apiPort)}`;
    provideRabbitMQ(name, { url, tls, admin, ownership: server.ownership }, { platform, serviceAdmin }, this);
    return { host, port, apiPort, tls, admin, serviceAdmin: serviceAdmin ?? admin, platform };
  }

  /** The platform's account with its own password, on the server that is to have one. */
  #platformAccount(
    own: { readonly virtualHost: string; readonly user: string } | undefined,
    keys: KeyRing,
  ): Reached["platform"] {
    return own && { ...own, password: keys.key("rabbitmqPlatform", this) };
  }
}

/** A server that exists, with all the accounts that are needed. */
function prepared(server: Extract<RabbitMQSettings | AddonsSettings, { provisioning: "none" }>): Reached {
  const { host, port, apiPort, tls } = server;
  const admin = account(server.admin);
  const own = "platform" in server ? server.platform : undefined;
  const platform = own && { ...account(own), virtualHost: own.virtualHost };
  return { host, port, apiPort, tls, admin, serviceAdmin: admin, platform };
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
