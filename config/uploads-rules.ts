import { isOwn } from "./platform/chart.ts";
import { isBkpaas3 } from "./platform/platform.ts";
import { type Problem, setCommand } from "./problem.ts";
import type { Settings } from "./schema.ts";
import { type RedisInstance, redisInstances } from "./uploads.ts";

/** The Job needs the apiserver's whole environment, which only our own chart reads from Secrets of this program. */
export function poolJobNeedsOwnChart({ uploads, platform }: Settings): Problem[] {
  if (uploads.redis.by !== "job") return [];
  if (!isBkpaas3(platform) && isOwn(platform.paasStack.chart)) return [];
  const key = "uploads.redis.by";
  return [
    {
      key,
      rule: "must be command with a chart that is not our own: only the chart knows the environment of its apiserver",
      fix: setCommand(key, "command", false),
    },
  ];
}

/** An exclusive instance is one application's; twice in the pool it would be given to two (deployment FAQ of the platform). */
export function exclusiveInstancesAreOnce({ uploads }: Settings): Problem[] {
  const instances = Object.entries(redisInstances(uploads));
  const addresses = instances.map(([, instance]) => addressOf(instance));
  return instances.flatMap(([name, instance]) => {
    if (instance.plan === "0shared") return [];
    const key = `uploads.redis.instances.${name}`;
    if (instance.entries > 1) {
      const rule = "must be 1 with plan 1exclusive: each entry is given to another application";
      return [{ key: `${key}.entries`, rule, fix: setCommand(`${key}.entries`, "1", false) }];
    }
    const address = addressOf(instance);
    if (addresses.filter((other) => other === address).length === 1) return [];
    return [
      { key: `${key}.host`, rule: `must be the only ${address}: plan 1exclusive is for one application` },
    ];
  });
}

function addressOf({ host, port }: RedisInstance): string {
  return `${host}:${port}`;
}
