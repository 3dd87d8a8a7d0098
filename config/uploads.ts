import * as z from "zod";
import type { ImageName } from "./images/table.ts";
import { choice, host, label, pattern, port, secret, whole } from "./fields.ts";

/** What is brought into the environment after the install, in the order of the install guide's last part. */
export const uploadNames = ["runtimes", "devops", "pypi", "npm", "redis"] as const;

/** One of them; all but `redis` go to bkrepo. */
export type UploadName = (typeof uploadNames)[number];

/** Those that are files in bkrepo. */
export type BkrepoUpload = Exclude<UploadName, "redis">;

/** The same, in their order. */
export const bkrepoUploads = uploadNames.filter((name) => name !== "redis");

/** The image that has the files, or knows where they are. */
export const UPLOAD_IMAGES = {
  runtimes: "paas3-buildpack-toolkit",
  devops: "paas3-buildpack-toolkit",
  pypi: "paas3-init-pypi",
  npm: "paas3-init-npm",
} as const satisfies Record<BkrepoUpload, ImageName>;

/** The platform's repository in bkrepo of build tools and runtimes, which everybody may read. */
export const ASSETS_REPOSITORY = "bkpaas3-platform-assets";

/** Whether everybody gets the runtimes from there: `unknown` where bkrepo could not be asked. */
export type Presence = "there" | "missing" | "unknown";

/** Who does it: a Job of this program, a person by the command that `make upload` prints, or nobody. */
export type UploadBy = "job" | "command" | "off";

function by(what: string, fallback: UploadBy) {
  const doc = `${what}: job runs it in the cluster, command prints what a person runs (make upload), off leaves it out.`;
  return choice({ doc, example: "job" }, ["job", "command", "off"]).default(fallback);
}

const instance = z.strictObject({
  plan: choice(
    {
      doc: "Plan of the add-on service redis: 0shared for a server that several applications use, 1exclusive for one's own.",
      example: "1exclusive",
    },
    ["0shared", "1exclusive"],
  ).default("0shared"),
  host: host({ doc: "Host of a Redis server, as applications reach it.", example: "apps-redis.example.com" }),
  port: port("Port of that Redis server.", 6379).default(6379),
  password: secret({ doc: "Password of that Redis server." }).optional(),
  entries: whole(
    { doc: "How often it is put into the pool: each entry is for one application.", example: "10" },
    1,
    100,
  ).default(1),
});

/** A name of an instance, which is part of names of objects. */
const instanceName = label({ doc: "An instance of the pool.", example: "first" }).max(
  20,
  "must have at most 20 characters",
);

/** Section `uploads`: who brings runtimes, build tools, packages and Redis servers in after the install. */
export const uploads = z
  .strictObject({
    stack: pattern(
      {
        doc: "Stack of the runtimes and build tools: part of their paths in bkrepo, as the platform's images look for them.",
        example: "heroku-18",
      },
      /^[a-z0-9][a-z0-9.-]*$/,
      "must be letters in lower case, digits, - and dots",
    ).default("heroku-18"),
    runtimes: by("The language runtimes, which are downloaded from the Internet", "command"),
    devops: by("The build tools", "job"),
    pypi: by("The development packages of Python", "off"),
    npm: by("The development packages of Node.js", "off"),
    redis: z
      .discriminatedUnion("by", [
        z.strictObject({ by: z.literal("off") }),
        z.strictObject({
          by: z.literal(["job", "command"]),
          instances: z.record(instanceName, instance),
        }),
      ])
      .prefault({ by: "off" }),
  })
  .prefault({});

/** The section as read. */
export type UploadSettings = z.output<typeof uploads>;

/** A Redis server of the pool. */
export type RedisInstance = z.output<typeof instance>;

/** Who does one of them. */
export function uploadBy(settings: UploadSettings, name: UploadName): UploadBy {
  return name === "redis" ? settings.redis.by : settings[name];
}

/** The pool of the add-on service redis by name; empty where nobody fills it. */
export function redisInstances({ redis }: UploadSettings): Readonly<Record<string, RedisInstance>> {
  return redis.by === "off" ? {} : redis.instances;
}
