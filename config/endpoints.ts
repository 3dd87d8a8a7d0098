import type { Hidden } from "./hidden.ts";
import { splitEndpoint } from "./host.ts";
import type { Settings } from "./schema.ts";
import { existingServers } from "./storage/mysql-servers.ts";

type Stores = Pick<Settings, "mysql" | "redis" | "rabbitmq" | "elasticsearch" | "bkrepo">;

/** The hosts that are configured, each with its key. */
export function endpoints(settings: Stores): { readonly key: string; readonly host: string }[] {
  const { mysql, redis, rabbitmq, elasticsearch, bkrepo } = settings;
  const existing = {
    redis,
    "redis.addons": redis.addons,
    rabbitmq,
    "rabbitmq.addons": rabbitmq.addons,
    elasticsearch,
  };
  return [
    ...existingServers(mysql).map(({ key, server }) => ({ key: `${key}.host`, host: server.host })),
    ...Object.entries(existing).flatMap(([key, server]) =>
      server?.mode === "existing" ? [{ key: `${key}.host`, host: server.host }] : [],
    ),
    ...(redis.mode === "sentinel" ? redis.sentinels : []).map((address, index) => ({
      key: `redis.sentinels[${index}]`,
      host: splitEndpoint(address).host,
    })),
    { key: "bkrepo.endpoint", host: new URL(bkrepo.endpoint).hostname },
    ...(bkrepo.dockerRegistry === undefined
      ? []
      : [{ key: "bkrepo.dockerRegistry", host: splitEndpoint(bkrepo.dockerRegistry).host }]),
  ];
}

/** The passwords of systems that exist, each with its key. */
export function passwords(
  settings: Stores & Pick<Settings, "images">,
): { readonly key: string; readonly password: Hidden }[] {
  const { mysql, redis, rabbitmq, elasticsearch, bkrepo } = settings;
  const given: Record<string, Hidden | undefined> = {
    ...Object.fromEntries(
      existingServers(mysql).map(({ key, server }) => [`${key}.admin.password`, server.admin?.password]),
    ),
    ...redisPasswords(redis),
    ...rabbitmqPasswords(rabbitmq),
    "elasticsearch.account.password":
      elasticsearch?.mode === "existing" ? elasticsearch.account?.password : undefined,
    "bkrepo.admin.password": "admin" in bkrepo ? bkrepo.admin?.password : undefined,
    "images.credentials.password": settings.images.credentials?.password,
  };
  return Object.entries(given).flatMap(([key, password]) => (password ? [{ key, password }] : []));
}

function redisPasswords(redis: Settings["redis"]): Record<string, Hidden | undefined> {
  return {
    ...(redis.mode !== "managed" && { "redis.password": redis.password }),
    ...(redis.mode === "sentinel" && { "redis.sentinelPassword": redis.sentinelPassword }),
    ...(redis.addons?.mode === "existing" && { "redis.addons.password": redis.addons.password }),
  };
}

function rabbitmqPasswords(rabbitmq: Settings["rabbitmq"]): Record<string, Hidden | undefined> {
  const { addons } = rabbitmq;
  return {
    ...(rabbitmq.mode === "existing" && {
      "rabbitmq.admin.password": rabbitmq.admin.password,
      "rabbitmq.platform.password":
        rabbitmq.provisioning === "none" ? rabbitmq.platform?.password : undefined,
    }),
    ...(addons?.mode === "existing" && { "rabbitmq.addons.admin.password": addons.admin.password }),
  };
}
