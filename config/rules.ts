import { tlsSecretNeedsHttps } from "./addresses-rules.ts";
import { appAccountKnowsTheAuthority } from "./app-account-rules.ts";
import { bkrepoRules, passwordsOfOthersAreGiven } from "./bkrepo-rules.ts";
import { clusterRules } from "./clusters/rules.ts";
import { endpoints, passwords } from "./endpoints.ts";
import { oneRegistryForBkpaas3 } from "./images/rules.ts";
import { isLoopback } from "./loopback.ts";
import { type Problem, setCommand } from "./problem.ts";
import { noApplicationsNamespace } from "./namespace-rule.ts";
import { overlaysAddOnly } from "./platform/overlay.ts";
import { releasesHaveNamesOfTheirOwn } from "./platform/rules.ts";
import { bkpaas3Rules } from "./platform/bkpaas3-rules.ts";
import { retypingRules } from "./platform/retyping-rules.ts";
import type { SectionName, Settings } from "./schema.ts";
import { keyRules, noPublishedKey, onlyKeysInUse } from "./secrets/key-rules.ts";
import { publishedName } from "./secrets/published.ts";
import { mysqlRules, passwordsByHand } from "./storage/mysql-rules.ts";
import { elasticsearchRules, redisRules } from "./storage/store-rules.ts";
import { exclusiveInstancesAreOnce, poolJobNeedsOwnChart } from "./uploads-rules.ts";

/** A rule over sound sections: which it reads, and what it finds wrong. */
export interface Rule {
  readonly reads: readonly SectionName[];
  readonly check: (settings: Settings) => readonly Problem[];
}

/** What has a host and a password, and whether published ones will do. */
const EVERYTHING_REACHED = [
  "sandbox",
  "mysql",
  "redis",
  "rabbitmq",
  "elasticsearch",
  "bkrepo",
  "images",
  "uploads",
  "initialCluster",
  "appClusters",
] as const;

/** What the shape of single fields cannot say. */
export const rules: readonly Rule[] = [
  {
    reads: ["namespace"],
    check: ({ namespace }) => noApplicationsNamespace("namespace", namespace, "paas-system"),
  },
  { reads: ["addresses", "domain", "platform"], check: tlsSecretNeedsHttps },
  ...mysqlRules.map((check): Rule => ({ reads: ["mysql"], check })),
  { reads: ["mysql", "keys"], check: passwordsByHand },
  { reads: ["appAccount", "mysql"], check: appAccountKnowsTheAuthority },
  ...redisRules.map((check): Rule => ({ reads: ["redis"], check })),
  ...elasticsearchRules.map((check): Rule => ({ reads: ["elasticsearch"], check })),
  ...bkrepoRules.map((check): Rule => ({ reads: ["bkrepo"], check })),
  { reads: ["bkrepo", "keys"], check: passwordsOfOthersAreGiven },
  { reads: ["platform"], check: releasesHaveNamesOfTheirOwn },
  { reads: ["platform", "mysql", "redis", "elasticsearch"], check: overlaysAddOnly },
  ...retypingRules,
  ...bkpaas3Rules,
  ...clusterRules,
  ...keyRules.map((check): Rule => ({ reads: ["keys"], check })),
  { reads: ["images", "platform"], check: oneRegistryForBkpaas3 },
  { reads: ["uploads", "platform"], check: poolJobNeedsOwnChart },
  { reads: ["uploads"], check: exclusiveInstancesAreOnce },
  { reads: ["sandbox", "keys"], check: noPublishedKey },
  { reads: ["keys", "mysql", "redis", "rabbitmq", "elasticsearch"], check: onlyKeysInUse },
  ...[sandboxStaysHere, noPublishedPassword].map((check): Rule => ({ reads: EVERYTHING_REACHED, check })),
];

/** The sandbox has published defaults and stand-ins; none of it may reach another machine. */
function sandboxStaysHere(settings: Settings): Problem[] {
  if (!settings.sandbox) return [];
  return endpoints(settings)
    .filter(({ host }) => !isLoopback(host))
    .map(({ key }) => ({
      key,
      rule: "must be on this machine (127.0.0.1) while sandbox is true",
      fix: setCommand("sandbox", "false", false),
    }));
}

function noPublishedPassword(settings: Settings): Problem[] {
  if (settings.sandbox) return [];
  return passwords(settings).flatMap(({ key, password }) => {
    const published = publishedName(password.reveal());
    if (published === undefined) return [];
    const rule = `is published (${published}): change it on the server, then here`;
    return [{ key, rule, fix: setCommand(key, "", true) }];
  });
}
