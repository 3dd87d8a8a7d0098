import { Database } from "@pulumi/mysql/database.js";
import { Grant } from "@pulumi/mysql/grant.js";
import { Provider } from "@pulumi/mysql/provider.js";
import { User } from "@pulumi/mysql/user.js";
import * as pulumi from "@pulumi/pulumi";
import { alphanumeric, generatedOnce } from "../secrets/password.ts";
import { FOREIGN_DATABASE, OWN_DATABASE } from "./privileges.ts";
import { endpoint } from "./url.ts";

/** A MySQL server that exists, and an account that may create databases and users there. */
export interface ExistingMySQL {
  readonly mode: "existing";
  readonly host: string;
  readonly port: number;
  readonly admin: { readonly user: string; readonly password: pulumi.Output<string> };
}

/** Database names by role. `openPaas` belongs to PaaS 2.0: it is granted, never created. */
export interface DatabaseNames {
  readonly apiserver: string;
  readonly workloads: string;
  readonly svcMysql: string;
  readonly svcBkrepo: string;
  readonly svcRabbitmq: string;
  readonly openPaas: string;
}

export interface MySQLArgs {
  readonly server: ExistingMySQL;
  readonly databases: DatabaseNames;
  readonly users: { readonly platform: string; readonly services: string };
  /** Host part of the accounts: `%` or the pod network. Never `localhost`, from which no pod comes. */
  readonly accountHost: string;
}

/** An account of the platform: its password is generated once. */
export interface Account {
  readonly user: string;
  readonly password: pulumi.Output<string>;
}

type Role = keyof DatabaseNames;

/** Which account owns which databases, and which others it may read and write. */
const ACCOUNTS = {
  platform: { owns: ["apiserver", "workloads"], shares: ["openPaas"] },
  services: { owns: ["svcMysql", "svcBkrepo", "svcRabbitmq"], shares: [] },
} as const satisfies Record<string, { owns: readonly Role[]; shares: readonly Role[] }>;

/**
 * The platform's databases, accounts and grants on a MySQL server. Takes the provider `random` from its options.
 *
 * **When to use** once per server. **Gotchas** Databases are protected and kept when the stack is destroyed; a renamed
 * role without an alias stops the update instead of dropping data.
 */
export class MySQL extends pulumi.ComponentResource {
  declare readonly host: string;
  declare readonly port: number;
  declare readonly databases: DatabaseNames;
  declare readonly platform: Account;
  declare readonly services: Account;

  constructor(name: string, args: MySQLArgs, options?: pulumi.ComponentResourceOptions) {
    const { mode, host, port, admin } = args.server;
    const { databases, users, accountHost } = args;
    super("bkpaas:storage:MySQL", name, { mode, host, port, databases, users, accountHost }, options);
    const provider = new Provider(
      `${name}-server`,
      { endpoint: endpoint(host, port), username: admin.user, password: admin.password, tls: "false" },
      { parent: this },
    );
    this.host = host;
    this.port = port;
    this.databases = databases;
    this.platform = this.#account(name, "platform", args, provider);
    this.services = this.#account(name, "services", args, provider);
    this.registerOutputs({
      host,
      port,
      databases,
      platform: this.platform,
      services: this.services,
    });
  }

  #account(name: string, role: keyof typeof ACCOUNTS, args: MySQLArgs, provider: Provider): Account {
    const password = generatedOnce(`${name}-${role}-password`, alphanumeric(32), this);
    const user = new User(
      `${name}-${role}-user`,
      { user: args.users[role], host: args.accountHost, plaintextPassword: password },
      { parent: this, provider },
    );
    const { owns, shares } = ACCOUNTS[role];
    for (const database of owns) {
      const created = this.#database(`${name}-${database}`, args.databases[database], provider);
      this.#grant(`${name}-${database}-grant`, user, created.name, OWN_DATABASE, provider);
    }
    for (const database of shares) {
      this.#grant(`${name}-${database}-grant`, user, args.databases[database], FOREIGN_DATABASE, provider);
    }
    return { user: args.users[role], password };
  }

  /**
   * utf8mb4, for utf8mb3 migrates and then refuses text of four bytes. Deleted before replaced, and said here: left to
   * the provider, a replacement that fails half-way and is then taken back would drop the new database as the old one.
   */
  #database(name: string, database: string, provider: Provider): Database {
    return new Database(
      name,
      { name: database, defaultCharacterSet: "utf8mb4", defaultCollation: "utf8mb4_general_ci" },
      { parent: this, provider, protect: true, retainOnDelete: true, deleteBeforeReplace: true },
    );
  }

  /** Replaced by deleting first: revoking the old grant after making the new one would revoke both. */
  #grant(
    name: string,
    user: User,
    database: pulumi.Input<string>,
    privileges: readonly string[],
    provider: Provider,
  ): void {
    new Grant(
      name,
      {
        user: user.user,
        host: user.host.apply((host) => host ?? "%"),
        database,
        privileges: [...privileges],
      },
      { parent: this, provider, deleteBeforeReplace: true },
    );
  }
}
