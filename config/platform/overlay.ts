import { keyOf } from "../describe.ts";
import { type Problem, removeCommand } from "../problem.ts";
import type { Settings } from "../schema.ts";
import type { OwnedPlace } from "./owned.ts";
import { OWNED_BY_BK_SERVICES, OWNED_BY_PAAS_STACK } from "./owned-paas-stack.ts";
import { OWNED_BY_BKPAAS3 } from "./owned-bkpaas3.ts";
import { type ChartSource, isOwn } from "./chart.ts";
import { mysqlServers } from "../storage/mysql-servers.ts";
import { isBkpaas3 } from "./platform.ts";
import { type ValuePath, type ValueTree, isTree, leavesOf } from "./value-tree.ts";

/** A release's own values may add to what this program sets, never change it or take it away, and hold no secret. */
export function overlaysAddOnly(settings: Settings): Problem[] {
  const { platform } = settings;
  if (isBkpaas3(platform)) return problemsOf("bkpaas3", platform.bkpaas3, OWNED_BY_BKPAAS3, settings);
  return [
    ...problemsOf("paasStack", platform.paasStack, OWNED_BY_PAAS_STACK, settings),
    ...problemsOf("bkServices", platform.bkServices, OWNED_BY_BK_SERVICES, settings),
  ];
}

interface ReleaseSettings {
  readonly chart: ChartSource;
  readonly values: ValueTree;
}

function problemsOf(
  release: string,
  { chart, values }: ReleaseSettings,
  places: readonly OwnedPlace[],
  settings: Settings,
): Problem[] {
  const isSet = { authorities: mountsAuthorities(settings), "own chart": isOwn(chart) };
  const owned = places.filter(({ only }) => only === undefined || isSet[only]);
  return overlayProblems(keyOf(["platform", release, "values"]), values, owned);
}

/**
 * What is wrong with values of one's own for any release.
 * @param at key of these values
 */
export function overlayProblems(at: string, values: ValueTree, owned: readonly OwnedPlace[]): Problem[] {
  return leavesOf(values).flatMap((leaf) => {
    const rule = ruleAgainst(leaf.path, leaf.value, owned);
    const key = keyOf([at, ...leaf.path]);
    return rule === undefined ? [] : [{ key, rule, fix: removeCommand(key) }];
  });
}

/** Whether pods mount certificates of the stores' authorities. */
function mountsAuthorities({ mysql, redis, elasticsearch }: Settings): boolean {
  const { platform, openPaas } = mysqlServers(mysql);
  const known = [
    platform.mode === "existing" && platform.tls?.ca,
    openPaas?.tls?.ca,
    redis.mode === "existing" && redis.tls?.ca,
    elasticsearch?.mode === "existing" && elasticsearch.ca,
  ];
  return known.some(Boolean);
}

/** What is wrong with a value; undefined where nothing is. */
function ruleAgainst(path: ValuePath, value: unknown, owned: readonly OwnedPlace[]): string | undefined {
  const place = owned.find((own) => isWithin(path, own.path));
  if (place) return `is set by this program${meant(place)}`;
  const lost = isTree(value) ? undefined : owned.find((own) => isWithin(own.path, path));
  if (lost) return `would take away ${lost.path.join(".")}, which this program sets${meant(lost)}`;
  if (Array.isArray(value)) return ruleAgainstVariables(path, value, owned);
  return isSecret(path.at(-1) ?? "", value) ? NO_SECRETS : undefined;
}

/** A native list of variables, such as `extrasEnv`: a pod takes the last one of a name. */
function ruleAgainstVariables(
  path: ValuePath,
  list: readonly unknown[],
  owned: readonly OwnedPlace[],
): string | undefined {
  const module = path.slice(0, -1);
  for (const { name, value } of list.filter(isTree)) {
    if (typeof name !== "string") continue;
    const place = owned.find((own) => isWithin([...module, "env", name], own.path));
    if (place) return `names ${name}, which this program sets${meant(place)}`;
    if (isSecret(name, value)) return NO_SECRETS;
  }
  return undefined;
}

const NO_SECRETS =
  "is by its name a secret, and values stand in the clear: put it into a Secret and name that one (valueFrom, existingSecret)";

function meant({ key }: OwnedPlace): string {
  return key === undefined ? "" : `: ${key} is the key for it`;
}

/** Whether a place is another or below it; `*` is any key. */
function isWithin(path: ValuePath, above: ValuePath): boolean {
  return (
    above.length <= path.length &&
    above.every((key, index) => key === "*" || path[index] === "*" || key === path[index])
  );
}

/** Names by which the documents of the charts call secrets, and those of their kind. */
const SECRET_NAMES = [
  /(^|_)(PASSWORD|PASSWD|SECRET|SECRET_KEY|TOKEN|DSN|AUTH)$/,
  /KRILL|JWT/,
  /^(REDIS_URL|STREAM_CHANNEL_REDIS_URL|CELERY_BROKER_URL|CELERY_RESULT_BACKEND|BLOBSTORE_BKREPO_CONFIG)$/,
  /(password|passwd|token|tokenValue|keyData|encryptKey|appSecret|SecretKey|JwtClientKey|sentryDsn)$/i,
];

/** An empty text or a null gives no secret away. */
function isSecret(name: string, value: unknown): boolean {
  if (typeof value !== "string" && typeof value !== "number") return false;
  return value !== "" && SECRET_NAMES.some((form) => form.test(name));
}
