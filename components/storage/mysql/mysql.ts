import * as pulumi from "@pulumi/pulumi";
import type { ImageName } from "../../../config/images.ts";
import type { KeyName } from "../../../config/secrets/catalogue.ts";
import { type DatabaseNames, databaseNames } from "../../../config/storage/database-names.ts";
import type { Tls } from "../../../config/storage/existing.ts";
import type { MySQLSettings } from "../../../config/storage/mysql.ts";
import {
  ACCOUNT_KEYS,
  type AccountRole,
  type ExistingServer,
  type ManagedServer,
  type ServerRole,
  clientFor,
  mysqlServers,
  provisioningOf,
} from "../../../config/storage/mysql-servers.ts";
import { type Account, account } from "../../secrets/given.ts";
import type { KeyRing } from "../../secrets/key-ring.ts";
import { type Home, siteOf } from "../home.ts";
import { managedHost } from "../managed/host.ts";
import { managedMySQL } from "../managed/mysql.ts";
import { accessOf } from "./access.ts";
import { runStatements } from "./by-job.ts";
import { provideByPlugin } from "./by-provider.ts";
import type { Endpoint } from "./endpoint.ts";
import { manualStatements } from "./manual.ts";
import { provisioningSql } from "./statements.ts";
import type { AdministeredServer, Wanted, WantedAccounts } from "./wanted.ts";

export interface MySQLArgs {
  readonly settings: MySQLSettings;
  readonly home: Home;
  readonly keys: KeyRing;
}

const PORT = 3306;

/** The resources' names; Kubernetes allows no capital letters. */
const PREFIX: Readonly<Record<ServerRole, string>> = {
  platform: "",
  openPaas: "-open-paas",
  addons: "-addons",
};

/** The password of root on a server that is run here; PaaS 2.0 has none such. */
const ROOT_KEYS: Readonly<Record<ServerRole, KeyName>> = {
  platform: "mysqlRoot",
  openPaas: "mysqlRoot",
  addons: "mysqlAddonsRoot",
};

/**
 * The platform's databases, accounts and grants, on up to three MySQL servers that exist or are run here. Takes the
 * providers `random` and `kubernetes` from its options.
 *
 * **Gotchas** Databases and managed servers are protected and kept when the stack is destroyed; a renamed role without
 * an alias stops the update instead of dropping data.
 */
export class MySQL extends pulumi.ComponentResource {
  declare readonly host: string;
  declare readonly port: number;
  declare readonly tls: Tls;
  declare readonly databases: DatabaseNames;
  /** Account of apiserver and workloads; it is on the server of PaaS 2.0 too. */
  declare readonly platform: Account;
  /** Account of the add-on services. */
  declare readonly services: Account;
  /** Where the database of PaaS 2.0 is. */
  declare readonly openPaas: Endpoint;
  /** Where svc-mysql makes databases for applications, and its account there. */
  declare readonly plan: Endpoint & Account;
  /** For each server that its administrator prepares by hand: the statements, secret because of the passwords. */
  declare readonly sql: Readonly<Partial<Record<ServerRole, pulumi.Output<string>>>>;

  constructor(name: string, args: MySQLArgs, options?: pulumi.ComponentResourceOptions) {
    const { users, accountHost, naming } = args.settings;
    const databases = databaseNames(naming, args.settings.databases);
    const { platform, openPaas, addons } = mysqlServers(args.settings);
    const modes = { platform: platform.mode, openPaas: openPaas?.mode, addons: addons?.mode };
    super("bkpaas:storage:MySQL", name, { modes, databases, users, accountHost }, options);
    const accounts = this.#accounts(args);
    const provide = (role: ServerRole, server: ExistingServer | ManagedServer): Endpoint => {
      const access = accessOf(role, args.settings);
      return this.#provide(name, role, server, { access, accounts }, args);
    };
    const provided = {
      platform: provide("platform", platform),
      ...(openPaas && { openPaas: provide("openPaas", openPaas) }),
      ...(addons && { addons: provide("addons", addons) }),
    };
    const accountOf = (role: AccountRole): Account => ({
      user: users[role],
      password: accounts.passwords[role],
    });
    this.host = provided.platform.host;
    this.port = provided.platform.port;
    this.tls = provided.platform.tls;
    this.databases = databases;
    this.platform = accountOf("platform");
    this.services = accountOf("services");
    this.openPaas = endpointOf(provided.openPaas ?? provided.platform);
    this.plan = { ...endpointOf(provided.addons ?? provided.platform), ...accountOf("plan") };
    this.sql = secretTexts(manualStatements(args.settings, args.keys.settings));
    this.registerOutputs({
      host: this.host,
      port: this.port,
      tls: this.tls,
      databases,
      platform: this.platform,
      services: this.services,
      openPaas: this.openPaas,
      plan: this.plan,
      sql: this.sql,
    });
  }

  #accounts({ settings: { users, accountHost }, keys }: MySQLArgs): WantedAccounts {
    const passwords = {
      platform: keys.key(ACCOUNT_KEYS.platform, this),
      services: keys.key(ACCOUNT_KEYS.services, this),
      plan: keys.key(ACCOUNT_KEYS.plan, this),
    };
    return { users, passwords, host: accountHost };
  }

  #provide(
    name: string,
    role: ServerRole,
    server: ExistingServer | ManagedServer,
    wanted: Wanted,
    args: MySQLArgs,
  ): Endpoint {
    const prefix = name + PREFIX[role];
    if (server.mode === "managed") return this.#runAndProvide(prefix, ROOT_KEYS[role], server, wanted, args);
    const { host, port, tls } = server;
    const provisioning = provisioningOf(server);
    if (provisioning.by === "manual") return { host, port, tls };
    const administered = { host, port, tls, admin: account(provisioning.admin) };
    if (provisioning.by === "provider") provideByPlugin(prefix, administered, wanted, this);
    else this.#provideByJob(prefix, administered, clientFor(server), wanted, args, []);
    return { host, port, tls };
  }

  #runAndProvide(
    prefix: string,
    rootKey: KeyName,
    server: ManagedServer,
    wanted: Wanted,
    args: MySQLArgs,
  ): Endpoint {
    const { version } = server;
    const password = args.keys.key(rootKey, this);
    const site = siteOf(args.home, server);
    const store = managedMySQL(prefix, { site, version, rootPassword: password }, this);
    const reached = { host: managedHost(prefix, args.home.namespace), port: PORT, tls: undefined };
    const administered = { ...reached, admin: { user: "root", password } };
    this.#provideByJob(prefix, administered, clientFor(server), wanted, args, store.ready);
    return reached;
  }

  #provideByJob(
    prefix: string,
    server: AdministeredServer,
    client: ImageName,
    wanted: Wanted,
    { settings, home }: MySQLArgs,
    after: readonly pulumi.Resource[],
  ): void {
    runStatements(
      `${prefix}-provisioning`,
      {
        server,
        account: server.admin,
        sql: secretStatements(wanted),
        run: settings.jobRun,
        home,
        client,
      },
      this,
      after,
    );
  }
}

function endpointOf({ host, port, tls }: Endpoint): Endpoint {
  return { host, port, tls };
}

function secretStatements({ access, accounts }: Wanted): pulumi.Output<string> {
  return pulumi.secret(
    pulumi
      .output(accounts.passwords)
      .apply((passwords) => provisioningSql(access, { ...accounts, passwords })),
  );
}

function secretTexts(texts: Partial<Record<ServerRole, string>>): MySQL["sql"] {
  return Object.fromEntries(Object.entries(texts).map(([role, text]) => [role, pulumi.secret(text)]));
}
