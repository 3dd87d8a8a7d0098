import { type KeySettings, givenValue } from "../../../config/secrets/keys.ts";
import type { MySQLSettings } from "../../../config/storage/mysql.ts";
import {
  ACCOUNT_KEYS,
  type ServerRole,
  existingServers,
  provisioningOf,
} from "../../../config/storage/mysql-servers.ts";
import { accessOf } from "./access.ts";
import { provisioningSql } from "./statements.ts";

/**
 * The statements for every server that its administrator prepares by hand. They follow from the configuration alone, so
 * that they can be had before the first update; the rules see to it that it holds the passwords.
 */
export function manualStatements(
  mysql: MySQLSettings,
  keys: Pick<KeySettings, (typeof ACCOUNT_KEYS)[keyof typeof ACCOUNT_KEYS]>,
): Partial<Record<ServerRole, string>> {
  const passwords = {
    platform: givenValue(keys[ACCOUNT_KEYS.platform]),
    services: givenValue(keys[ACCOUNT_KEYS.services]),
    plan: givenValue(keys[ACCOUNT_KEYS.plan]),
  };
  const facts = { users: mysql.users, passwords, host: mysql.accountHost };
  return Object.fromEntries(
    existingServers(mysql)
      .filter(({ server }) => provisioningOf(server).by === "manual")
      .map(({ role }) => [role, provisioningSql(accessOf(role, mysql), facts)]),
  );
}
