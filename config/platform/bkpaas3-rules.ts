import { splitEndpoint } from "../host.ts";
import { type Problem, removeCommand, setCommand } from "../problem.ts";
import type { Rule } from "../rules.ts";
import type { Settings } from "../schema.ts";
import { existingServers } from "../storage/mysql-servers.ts";
import { isBkpaas3 } from "./platform.ts";
import { ofBkpaas3 } from "./retyping-rules.ts";
import { hasMergedWorkloads, routeOf } from "./versions.ts";

/** What chart bkpaas3 can't be told, or not do (its templates, 0.1.3). */
export const bkpaas3Rules: readonly Rule[] = [
  { reads: ["platform"], check: ofBkpaas3(noRecovery) },
  { reads: ["platform"], check: ofBkpaas3(noSecondIndex) },
  { reads: ["platform"], check: ofBkpaas3(migrationLeadsThere) },
  { reads: ["platform", "images"], check: ofBkpaas3(oldImagesAskIam) },
  { reads: ["platform", "redis"], check: ofBkpaas3(sentinelsShareAPort) },
  { reads: ["platform", "mysql", "redis"], check: ofBkpaas3(jobsKnowTheAuthorities) },
];

/** The fixtures Jobs of svc-mysql and svc-bkrepo are made by `.Release.IsInstall`, and no value says otherwise. */
function noRecovery({ platform }: Settings): Problem[] {
  if (platform.recovery === "none") return [];
  const rule =
    "has no counterpart in chart bkpaas3, which loads the plans of add-on services at an install only: uninstall the release, then install it again";
  return [{ key: "platform.recovery", rule, fix: removeCommand("platform.recovery") }];
}

function noSecondIndex({ platform }: Settings): Problem[] {
  const key = "platform.packages.pipExtraIndexUrl";
  if (platform.packages.pipExtraIndexUrl === undefined) return [];
  const rule = "can't be told to chart bkpaas3, which has bkrepo's own index for it";
  return [{ key, rule, fix: removeCommand(key) }];
}

/** Left behind, the permission to uninstall would be found one day by who doesn't expect it. */
function migrationLeadsThere({ platform }: Settings): Problem[] {
  if (!isBkpaas3(platform) || platform.bkpaas3.migrateFrom === undefined) return [];
  const { chart, migrateFrom } = platform.bkpaas3;
  const [from, to] = [migrateFrom, chart.version].map((version) => ({ chart: "bkpaas3", version }));
  if (from && to && routeOf(from, to).kind === "uninstall-and-install") return [];
  const key = "platform.bkpaas3.migrateFrom";
  const rule = `is for a step that uninstalls the release, and from ${migrateFrom} to ${chart.version} there is none`;
  return [{ key, rule, fix: removeCommand(key) }];
}

/** PAAS_BK_IAM_SKIP is read since May 2023 (blueking-paas, commit e1b63912e); chart 0.1.3 has images of 2022. */
function oldImagesAskIam({ platform, images }: Settings): Problem[] {
  if (platform.iam || !isBkpaas3(platform) || images.tags["paas3-apiserver"] !== undefined) return [];
  if (hasMergedWorkloads({ chart: "bkpaas3", version: platform.bkpaas3.chart.version })) return [];
  const key = "platform.iam";
  const rule =
    "must be true: the apiserver of this chart asks IAM in its migrations and can't be told not to; later images can, by images.tags.paas3-apiserver";
  return [{ key, rule, fix: setCommand(key, "true", false) }];
}

/** The chart has one port for all Sentinels. */
function sentinelsShareAPort({ redis }: Settings): Problem[] {
  if (redis.mode !== "sentinel") return [];
  const ports = new Set(redis.sentinels.map((address) => splitEndpoint(address).port));
  if (ports.size < 2) return [];
  return [
    { key: "redis.sentinels", rule: "must all have one port: chart bkpaas3 knows one for all of them" },
  ];
}

/** The chart mounts files into Deployments only; its Jobs and CronJobs reach MySQL and Redis as well. */
function jobsKnowTheAuthorities({ mysql, redis }: Settings): Problem[] {
  const servers = existingServers(mysql)
    .filter(({ role, server }) => role !== "addons" && server.tls?.ca !== undefined)
    .map(({ key }) => `${key}.tls.ca`);
  const stores = redis.mode === "existing" && redis.tls?.ca !== undefined ? ["redis.tls.ca"] : [];
  return [...servers, ...stores].map((key) => ({
    key,
    rule: "can't be given to the Jobs of chart bkpaas3: use a certificate that machines know, or tls.verify none",
    fix: removeCommand(key),
  }));
}
