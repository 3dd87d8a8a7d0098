import type { Settings } from "../../config/schema.ts";
import type { KeyName } from "../../config/secrets/catalogue.ts";

/** For each key that is a password, the account it belongs to; the password of another account is not that key. */
export type Accounts = Readonly<Partial<Record<KeyName, string>>>;

/** The accounts of a stack. */
export function accountsOf({ mysql, rabbitmq }: Pick<Settings, "mysql" | "rabbitmq">): Accounts {
  return {
    mysqlPlatform: mysql.users.platform,
    mysqlServices: mysql.users.services,
    mysqlPlan: mysql.users.plan,
    rabbitmqAdmin: "admin",
    ...(rabbitmq.platform && { rabbitmqPlatform: rabbitmq.platform.user }),
    rabbitmqAddonsAdmin: "admin",
    bkrepoPlatform: "bkpaas3",
    bkrepoAddons: "bksaas-addons",
    bkrepoLesscode: "bklesscode",
  };
}
