import type * as pulumi from "@pulumi/pulumi";
import type { Site } from "./site.ts";
import { redisSecrets, redisSpec } from "./specs/redis.ts";
import { type ManagedStore, runStore } from "./store.ts";

export interface ManagedRedisArgs {
  readonly site: Site;
  readonly password: pulumi.Output<string>;
  /** How many databases there are: one more than the highest number in use. */
  readonly databases: number;
}

/** A Redis server in the cluster, for TCP port 6379. */
export function managedRedis(
  name: string,
  { site, password, databases }: ManagedRedisArgs,
  parent: pulumi.Resource,
): ManagedStore {
  return runStore(name, redisSpec({ ...site, name, databases }), password.apply(redisSecrets), site, parent);
}
