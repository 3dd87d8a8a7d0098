import { type ConfiguredCluster, configuredClusters } from "./clusters/configured.ts";
import { serverIn } from "./clusters/kubeconfig.ts";
import type { Hidden } from "./hidden.ts";
import { splitEndpoint } from "./host.ts";
import type { Settings } from "./schema.ts";
import { existingServers } from "./storage/mysql-servers.ts";
import { redisInstances } from "./uploads.ts";

type Stores = Pick<Settings, "mysql" | "redis" | "rabbitmq" | "elasticsearch" | "bkrepo">;
type Clusters = Pick<Settings, "initialCluster" | "appClusters">;

/** The hosts that are configured, each with its key. */
export function endpoints(settings: Stores & Clusters): { readonly key: string; readonly host: string }[] {
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
    ...configuredClusters(settings).flatMap(apiServers),
  ];
}

/** The API servers of a cluster that is another than the platform's own. */
function apiServers({ key, settings }: ConfiguredCluster): { readonly key: string; readonly host: string }[] {
  const configured = "apiServers" in settings ? (settings.apiServers ?? []) : [];
  const addresses = configured.map((address, index) => ({ key: `${key}.apiServers[${index}]`, address }));
  if (settings.mode === "kubeconfig") {
    const address = serverIn(settings.kubeconfig.reveal(), settings.context);
    if (address !== undefined) addresses.push({ key: `${key}.kubeconfig`, address });
  }
  return addresses.map((server) => ({ key: server.key, host: new URL(server.address).hostname }));
}

/** The passwords of systems that exist, each with its key. */
export function passwords(
  settings: Stores & Pick<Settings, "images" | "uploads">,
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
    ...poolPasswords(settings.uploads),
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

function poolPasswords(uploads: Settings["uploads"]): Record<string, Hidden | undefined> {
  const passwords = Object.entries(redisInstances(uploads)).map(
    ([name, { password }]) => [`uploads.redis.instances.${name}.password`, password] as const,
  );
  return Object.fromEntries(passwords);
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
