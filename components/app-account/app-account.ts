import * as pulumi from "@pulumi/pulumi";
import type { AppAccountSettings, OtherToken } from "../../config/app-account.ts";
import type { MySQLSettings } from "../../config/storage/mysql.ts";
import { clientFor, openPaasServer } from "../../config/storage/mysql-servers.ts";
import type { Home } from "../storage/home.ts";
import { runStatements } from "../storage/mysql/by-job.ts";
import type { MySQL } from "../storage/mysql/mysql.ts";
import { isByHand } from "./manual.ts";
import { appAccountSql } from "./statements.ts";
import { appAccountSteps } from "./steps.ts";
import { type AppAccountValues, appAccountValues } from "./values.ts";

export interface AppAccountArgs {
  readonly settings: AppAccountSettings;
  /** Secret of the application. */
  readonly secret: pulumi.Output<string>;
  /** What it was before. */
  readonly formerSecrets: readonly pulumi.Output<string>[];
  readonly servers: MySQLSettings;
  readonly mysql: MySQL;
  readonly home: Home;
}

/**
 * The account of the developer centre's own application where others look it up: in PaaS 2.0, or in bk-auth and the API
 * gateway. Takes the provider `kubernetes` from its options.
 *
 * **Gotchas** In PaaS 2.0 a Job writes it, as the platform's account: the mysql plugin has no resource for rows. It is
 * never taken out again, and another token there is only overwritten where the settings say so.
 */
export class AppAccount extends pulumi.ComponentResource {
  declare readonly mode: AppAccountSettings["mode"];
  /** For who prepares the database of PaaS 2.0 by hand: the statements, secret. */
  declare readonly sql: pulumi.Output<string> | undefined;
  /** For who installs bk-auth and the API gateway. */
  declare readonly values: AppAccountValues | undefined;
  /** What is left to a person, in order. */
  declare readonly steps: readonly string[];

  constructor(name: string, args: AppAccountArgs, options?: pulumi.ComponentResourceOptions) {
    const { settings, secret, servers } = args;
    super("bkpaas:platform:AppAccount", name, { ...settings }, options);
    const byHand = isByHand(servers);
    const sql = settings.mode === "esb" ? statements(args, settings.otherToken) : undefined;
    if (sql && !byHand) this.#run(name, sql, args);
    this.mode = settings.mode;
    this.sql = byHand ? sql : undefined;
    this.values = settings.mode === "bkauth" ? appAccountValues(secret) : undefined;
    this.steps = appAccountSteps(settings, byHand);
    this.registerOutputs({ mode: this.mode, sql: this.sql, values: this.values });
  }

  #run(name: string, sql: pulumi.Output<string>, { servers, mysql, home }: AppAccountArgs): void {
    runStatements(
      `${name}-statements`,
      {
        server: mysql.openPaas,
        account: mysql.platform,
        sql,
        run: servers.jobRun,
        home,
        client: clientFor(openPaasServer(servers).server),
      },
      this,
      [mysql],
    );
  }
}

function statements(
  { secret, formerSecrets, mysql }: AppAccountArgs,
  otherToken: OtherToken,
): pulumi.Output<string> {
  const database = mysql.databases.openPaas;
  return pulumi.secret(
    pulumi
      .all([secret, pulumi.all([...formerSecrets])])
      .apply(([token, former]) => appAccountSql({ database, token, former, otherToken })),
  );
}
