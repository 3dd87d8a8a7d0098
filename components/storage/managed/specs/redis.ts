import { imageOf } from "../../../../config/images.ts";
import { redisSizes } from "../../../../config/storage/sizes.ts";
import { objectName } from "../host.ts";
import { type Files, type Plan, type StoreSpec, fromSecret, liveness, readiness, startup } from "./spec.ts";

const CONFIGURATION = "/etc/redis";
const SECRETS = "/run/secrets/redis";
const DATA = "/data";

/** An answer while the data are still being read is no PONG, and the client calls no error a failure. */
const PING = { exec: { command: ["sh", "-c", 'test "$(redis-cli ping)" = PONG'] } };

/** A single Redis server; it holds queues, so it keeps everything and refuses what does not fit. */
export function redisSpec({
  name,
  size,
  images,
  databases,
}: Plan & { readonly databases: number }): StoreSpec {
  const share = redisSizes[size];
  return {
    software: "redis",
    image: imageOf(images, "redis"),
    nodes: 1,
    share,
    user: { uid: 999, gid: 999, volumeGroup: 999 },
    ports: { redis: 6379 },
    configuration: { "redis.conf": redisConfiguration(share.maxMemory, databases) },
    mounts: [
      { from: "configuration", at: CONFIGURATION },
      { from: "secrets", at: SECRETS },
      { from: "data", at: DATA },
    ],
    container: {
      args: ["redis-server", `${CONFIGURATION}/redis.conf`],
      env: [fromSecret("REDISCLI_AUTH", objectName(name), "password")],
      startupProbe: startup(PING),
      readinessProbe: readiness(PING),
      livenessProbe: liveness(PING),
    },
    graceSeconds: 120,
  };
}

/** Files of the Secret: the password for the probes, and as a part of the configuration. */
export function redisSecrets(password: string): Files {
  return { password, "password.conf": `requirepass ${quoted(password)}\n` };
}

function redisConfiguration(maxMemory: number, databases: number): string {
  const lines = [
    "port 6379",
    `dir ${DATA}`,
    `databases ${databases}`,
    `maxmemory ${maxMemory}mb`,
    "maxmemory-policy noeviction",
    // The log alone keeps the data; snapshots beside it would copy the process for nothing.
    "appendonly yes",
    'save ""',
    `include ${SECRETS}/password.conf`,
  ];
  return `${lines.join("\n")}\n`;
}

/** A value as a configuration file of Redis takes it, whatever is in it. */
function quoted(value: string): string {
  return `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
