import * as z from "zod";
import { host, pattern, port, secret, text, whole } from "../fields.ts";
import { tls } from "./existing.ts";
import { managedStore } from "./managed.ts";

const existingServer = {
  mode: z.literal("existing"),
  host: host({ doc: "Host of the Redis server, as the cluster reaches it.", example: "redis.example.com" }),
  port: port("Port of the Redis server.", 6379).default(6379),
  password: secret({ doc: "Password of the Redis server." }).optional(),
  tls: tls.optional(),
};

/** Redis behind Sentinels, which tell who the master is. */
const sentinelServers = {
  mode: z.literal("sentinel"),
  sentinels: z
    .array(
      pattern(
        { doc: "A Sentinel.", example: "sentinel-0.example.com:26379" },
        /^(\[[0-9a-f:]+\]|[a-z0-9.-]+):\d{1,5}$/i,
        "must be host:port",
      ),
      { error: "is missing: the Sentinels, as a list of host:port" },
    )
    .min(1, "must name at least one Sentinel"),
  master: text({ doc: "Name of the master that the Sentinels watch.", example: "mymaster" }),
  sentinelPassword: secret({ doc: "Password of the Sentinels." }).optional(),
  password: secret({ doc: "Password of the Redis servers." }).optional(),
};

const databaseNumber = (doc: string, fallback: number) =>
  whole({ doc, example: String(fallback) }, 0, 65535).default(fallback);

const databases = {
  databases: z
    .strictObject({
      platform: databaseNumber("Cache, queue and log channel of apiserver and workloads.", 10),
      workloadsTasks: databaseNumber("Task queue of workloads; never the one above.", 11),
    })
    .prefault({}),
  takenBy: z
    .record(
      z.string(),
      z.array(whole({ doc: "A database of another environment.", example: "8" }, 0, 65535)),
      {
        error: "must name the databases of each other environment: { staging: [8, 9] }",
      },
    )
    .prefault({}),
  addons: z
    .discriminatedUnion("mode", [z.strictObject(existingServer), z.strictObject(managedStore)])
    .optional(),
};

/** Section `redis`: the platform's server, and where it differs that of the applications. */
export const redis = z.discriminatedUnion("mode", [
  z.strictObject({ ...existingServer, ...databases }),
  z.strictObject({ ...sentinelServers, ...databases }),
  z.strictObject({ ...managedStore, ...databases }),
]);

/** The section as read. */
export type RedisSettings = z.output<typeof redis>;
