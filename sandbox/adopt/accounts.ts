import type { Settings } from "../../config/schema.ts";
import type { KeyName } from "../../config/secrets/catalogue.ts";
import { MANAGED_ADMIN } from "../../config/storage/rabbitmq.ts";

/** For each key that is a password, the account it belongs to; the password of another account is not that key. */
export type Accounts = Readonly<Partial<Record<KeyName, string>>>;

/** The accounts of a stack. */
export function accountsOf({
  mysql,
  rabbitmq,
  bkrepo,
}: Pick<Settings, "mysql" | "rabbitmq" | "bkrepo">): Accounts {
  return {
    mysqlPlatform: mysql.users.platform,
    mysqlServices: mysql.users.services,
    mysqlPlan: mysql.users.plan,
    rabbitmqAdmin: MANAGED_ADMIN,
    ...(rabbitmq.platform && { rabbitmqPlatform: rabbitmq.platform.user }),
    rabbitmqAddonsAdmin: MANAGED_ADMIN,
    bkrepoPlatform: bkrepo.users.platform,
    bkrepoAddons: bkrepo.users.addons,
    bkrepoLesscode: bkrepo.users.lesscode,
  };
}
