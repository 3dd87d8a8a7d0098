import type { Settings } from "../schema.ts";
import { isProvided, servesApplications } from "../storage/rabbitmq.ts";
import { type KeyName, keyNames, keyOf } from "./catalogue.ts";

/** What decides which keys a stack has. */
type Deciding = Pick<Settings, "keys" | "mysql" | "redis" | "rabbitmq" | "elasticsearch">;

/** The keys of a stack: those that every stack has, those asked for, and the passwords of the stores that it runs or prepares. */
export function keysInUse(settings: Deciding): KeyName[] {
  const stores = passwordsOfStores(settings);
  return keyNames.filter((name) => {
    switch (keyOf(name).when) {
      case "always":
        return true;
      case "asked":
        return settings.keys[name] !== undefined;
      case "used":
        return stores[name] ?? false;
    }
  });
}

function passwordsOfStores({
  mysql,
  redis,
  rabbitmq,
  elasticsearch,
}: Deciding): Partial<Record<KeyName, boolean>> {
  return {
    mysqlRoot: mysql.mode === "managed",
    mysqlAddonsRoot: mysql.addons?.mode === "managed",
    redis: redis.mode === "managed",
    redisAddons: redis.addons?.mode === "managed",
    rabbitmqAdmin: rabbitmq.mode === "managed",
    rabbitmqPlatform: rabbitmq.mode === "managed" || isProvided(rabbitmq),
    rabbitmqAddonsAdmin: rabbitmq.addons?.mode === "managed" || isProvided(servesApplications(rabbitmq)),
    elasticsearch: elasticsearch?.mode === "managed",
  };
}
