import type { Settings } from "../../config/schema.ts";
import { givenValue } from "../../config/secrets/keys.ts";
import { databaseNames } from "../../config/storage/database-names.ts";
import type { MySQLSettings } from "../../config/storage/mysql.ts";
import { openPaasServer, provisioningOf } from "../../config/storage/mysql-servers.ts";
import { appAccountSql } from "./statements.ts";

/** Whether the administrator of the server with PaaS 2.0's database runs the statements. */
export function isByHand(mysql: MySQLSettings): boolean {
  const { server } = openPaasServer(mysql);
  return server.mode === "existing" && provisioningOf(server).by === "manual";
}

/**
 * The statements for that administrator, where there are any; `undefined` also where the secret is generated, so that
 * only the stack knows it.
 */
export function manualAppAccount({
  appAccount,
  mysql,
  keys,
}: Pick<Settings, "appAccount" | "mysql" | "keys">): string | undefined {
  const token = givenValue(keys.appSecret);
  if (appAccount.mode !== "esb" || !isByHand(mysql) || token === undefined) return undefined;
  const { openPaas: database } = databaseNames(mysql.naming, mysql.databases);
  return appAccountSql({ database, token, former: [], otherToken: appAccount.otherToken });
}
