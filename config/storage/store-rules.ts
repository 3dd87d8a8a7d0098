import { type Problem, setCommand } from "../problem.ts";
import type { Settings } from "../schema.ts";

/** The rules of section `redis`. */
export const redisRules: readonly ((settings: Settings) => readonly Problem[])[] = [
  distinctRedisDatabases,
  redisDatabasesAreFree,
];

/** The rules of section `elasticsearch`. */
export const elasticsearchRules: readonly ((settings: Settings) => readonly Problem[])[] = [
  nodesTrustEachOther,
  servedElasticSearch,
];

/** Celery mixes up the tasks of two services on one Redis database (paas-stack install guide, step 7). */
function distinctRedisDatabases({ redis: { databases } }: Settings): Problem[] {
  if (databases.platform !== databases.workloadsTasks) return [];
  const key = "redis.databases.workloadsTasks";
  return [
    {
      key,
      rule: `must differ from redis.databases.platform, which is ${databases.platform} too`,
      fix: setCommand(key, String(databases.platform + 1), false),
    },
  ];
}

/** The same between environments that share a server, as far as they are told of each other. */
function redisDatabasesAreFree({ redis: { databases, takenBy } }: Settings): Problem[] {
  const own = Object.entries(databases);
  const taken = Object.values(takenBy).flat();
  const used = [...taken, ...Object.values(databases)];
  return Object.entries(takenBy).flatMap(([environment, numbers]) =>
    own
      .filter(([, number]) => numbers.includes(number))
      .map(([use, number]) => ({
        key: `redis.databases.${use}`,
        rule: `is ${number}, which redis.takenBy says ${environment} uses`,
        fix: setCommand(`redis.databases.${use}`, String(firstFree(used)), false),
      })),
  );
}

function firstFree(used: readonly number[]): number {
  for (let number = 0; ; number++) if (!used.includes(number)) return number;
}

/** Nodes of one ElasticSearch that asks for passwords trust each other by certificates only. */
function nodesTrustEachOther({ elasticsearch }: Settings): Problem[] {
  if (elasticsearch?.mode !== "managed" || elasticsearch.nodes === "one") return [];
  if (elasticsearch.transportSecret !== undefined) return [];
  const key = "elasticsearch.transportSecret";
  return [
    {
      key,
      rule: "is missing: three nodes need a Secret with ca.crt, tls.crt and tls.key, as cert-manager makes them",
      fix: setCommand(key, "elasticsearch-transport", false),
    },
  ];
}

/** The platform and its log collector need ElasticSearch 7 (values reference of paas-stack). */
function servedElasticSearch({ elasticsearch }: Settings): Problem[] {
  if (elasticsearch?.mode !== "existing" || elasticsearch.version === undefined) return [];
  const [, major] = /^(\d+)\.\d+/.exec(elasticsearch.version) ?? [];
  if (Number(major) >= 7) return [];
  const key = "elasticsearch.version";
  return [
    { key, rule: "must be 7.0 or later, in the words of the server", fix: setCommand(key, "7.17.28", false) },
  ];
}
