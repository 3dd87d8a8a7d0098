import { compareVersions, seriesOf } from "../version.ts";
import type { Words } from "../words.ts";
import { type RequiredAction, actionsOf } from "./route-actions.ts";

/** A chart as Helm's record of a release names it. */
export interface ChartVersion {
  /** `paas-stack`, `bk-services` or `bkpaas3`. */
  readonly chart: string;
  readonly version: string;
}

/** A version whose chart or documents are known, in the order in which they are passed through. */
interface Known {
  readonly version: string;
  /** What it belongs to. */
  readonly release: string;
}

/**
 * The versions that are known. Our own charts have the versions of their `Chart.yaml`; no version of Tencent's charts of the
 * same names is public. bkpaas3: chart 0.1.3 itself (September 2022), and BlueKing's guides of the upgrades from 7.0 to 7.1
 * and from 7.1 to 7.2.
 */
export const KNOWN_VERSIONS: Readonly<Record<string, readonly Known[]>> = {
  "paas-stack": [
    { version: "0.1.0", release: "this program, with a chart of fewer modules" },
    { version: "0.2.0", release: "this program" },
  ],
  "bk-services": [{ version: "0.1.0", release: "this program" }],
  bkpaas3: [
    { version: "0.1.3", release: "BlueKing 7.0" },
    { version: "1.1.1-beta.2", release: "BlueKing 7.1" },
    { version: "1.4.0", release: "BlueKing 7.2" },
  ],
};

/** How a release gets from one version of its chart to another. */
export type Route =
  | {
      readonly kind: "allowed";
      readonly actions: readonly RequiredAction[];
      /** Undefined where both versions are known. */
      readonly unknown?: Words;
    }
  | {
      readonly kind: "refused";
      readonly because: "other-chart" | "unreadable" | "downgrade" | "skipped-step" | "unknown" | "not-asked";
      readonly message: Words;
      /** The version to go to first, where there is one. */
      readonly next?: string;
    }
  | {
      /** The old release is uninstalled and the new one installed; databases and keys stay. Never without being asked for. */
      readonly kind: "uninstall-and-install";
      readonly actions: readonly RequiredAction[];
    };

/**
 * The route from the deployed chart to the configured one: one known step at a time and never back, for migrations of the
 * platform's databases go one way. Versions that are not known go upward within their minor version.
 */
export function routeOf(from: ChartVersion, to: ChartVersion): Route {
  if (from.chart !== to.chart) return refused("other-chart", otherChart(from, to));
  const difference = compareVersions(to.version, from.version);
  if (difference === undefined) return refused("unreadable", unreadable(from, to));
  if (difference < 0) return refused("downgrade", downgrade(from, to));
  if (difference === 0) return { kind: "allowed", actions: [] };
  const [before, after] = [placeOf(from), placeOf(to)];
  if (before === -1 || after === -1) return unknownRoute(from, to);
  return after - before === 1 ? step(from, to) : skipped(from, to, before);
}

/**
 * The route where the deployed release may have to be uninstalled for the new one: only where exactly its version is named
 * as the one to go from (`platform.bkpaas3.migrateFrom`).
 */
export function routeAskedFor(from: ChartVersion, to: ChartVersion, migrateFrom: string | undefined): Route {
  const route = routeOf(from, to);
  if (route.kind !== "uninstall-and-install" || migrateFrom === from.version) return route;
  return refused("not-asked", notAsked(from, to));
}

/** What has to be done by hand for a route, in the order in which it is done; nothing for a refused one. */
export function requiredActions(from: ChartVersion, to: ChartVersion): readonly RequiredAction[] {
  const route = routeOf(from, to);
  return route.kind === "refused" ? [] : route.actions;
}

/** Whether workloads is part of the apiserver, as since chart bkpaas3 1.0 (BlueKing 7.1). */
export function hasMergedWorkloads({ chart, version }: ChartVersion): boolean {
  return chart === "bkpaas3" && (compareVersions(version, "1.0.0-0") ?? -1) >= 0;
}

function placeOf({ chart, version }: ChartVersion): number {
  return stepsOf(chart).findIndex((known) => compareVersions(known.version, version) === 0);
}

function stepsOf(chart: string): readonly Known[] {
  return KNOWN_VERSIONS[chart] ?? [];
}

function step(from: ChartVersion, to: ChartVersion): Route {
  const actions = actionsOf(from, to);
  const merges = !hasMergedWorkloads(from) && hasMergedWorkloads(to);
  return { kind: merges ? "uninstall-and-install" : "allowed", actions };
}

function unknownRoute(from: ChartVersion, to: ChartVersion): Route {
  if (seriesOf(from.version) === seriesOf(to.version)) {
    return { kind: "allowed", actions: [], unknown: unknownStep(from, to) };
  }
  // The known version of the same series is where a known step begins.
  const next = stepsOf(from.chart).find(
    ({ version }) =>
      seriesOf(version) === seriesOf(from.version) && (compareVersions(version, from.version) ?? 0) > 0,
  )?.version;
  return refused("unknown", unknownSeries(from, to), next);
}

function skipped(from: ChartVersion, to: ChartVersion, before: number): Route {
  const next = stepsOf(from.chart)[before + 1]?.version;
  const message = {
    en: `From ${name(from)} to ${to.version} leaves out ${next ?? ""}, whose migrations later versions build on.`,
    zh: `从 ${name(from)} 到 ${to.version} 跳过了 ${next ?? ""}，后续版本依赖它的数据迁移。`,
  };
  return refused("skipped-step", message, next);
}

function refused(
  because: Extract<Route, { kind: "refused" }>["because"],
  message: Words,
  next?: string,
): Route {
  if (next === undefined) return { kind: "refused", because, message };
  const first: Words = {
    en: `${message.en} Go to ${next} first.`,
    zh: `${message.zh}请先升级到 ${next}。`,
  };
  return { kind: "refused", because, message: first, next };
}

function otherChart(from: ChartVersion, to: ChartVersion): Words {
  return {
    en: `The release is of chart ${from.chart}, not ${to.chart}: no upgrade leads from one to the other. Keep ${from.chart}, or install ${to.chart} in another namespace.`,
    zh: `该 release 使用 chart ${from.chart}，而不是 ${to.chart}，两者之间不能升级。请继续使用 ${from.chart}，或把 ${to.chart} 安装到另一个 namespace。`,
  };
}

function unreadable(from: ChartVersion, to: ChartVersion): Words {
  return {
    en: `One of ${from.version} and ${to.version} is no version of semver.org, so nobody can say which is later.`,
    zh: `${from.version} 与 ${to.version} 中有一个不是语义化版本号，无法判断先后。`,
  };
}

function downgrade(from: ChartVersion, to: ChartVersion): Words {
  return {
    en: `${to.version} is older than ${name(from)}, which is deployed, and databases don't go back. Keep ${from.version} or a later one.`,
    zh: `${to.version} 比已部署的 ${name(from)} 旧，数据库无法回退。请保持 ${from.version} 或更高版本。`,
  };
}

function notAsked(from: ChartVersion, to: ChartVersion): Words {
  return {
    en: `No upgrade leads from ${name(from)} to ${to.version}: the release is uninstalled and installed anew, over the same databases and keys. Ask for that by platform.${from.chart}.migrateFrom: "${from.version}".`,
    zh: `${name(from)} 不能直接升级到 ${to.version}：需要卸载该 release 后重新安装，数据库和密钥保持不变。请设置 platform.${from.chart}.migrateFrom: "${from.version}" 以确认。`,
  };
}

function unknownStep(from: ChartVersion, to: ChartVersion): Words {
  return {
    en: `The step from ${name(from)} to ${to.version} is not known: read the chart's change log, and take a backup of the databases first.`,
    zh: `从 ${name(from)} 到 ${to.version} 的步骤未知：请阅读 chart 的更新日志，并先备份数据库。`,
  };
}

function unknownSeries(from: ChartVersion, to: ChartVersion): Words {
  return {
    en: `No route from ${name(from)} to ${to.version} is known, and what is not known goes upward within its minor version only.`,
    zh: `没有从 ${name(from)} 到 ${to.version} 的已知升级路线，未知版本只能在同一次版本内升级。`,
  };
}

function name({ chart, version }: ChartVersion): string {
  return `${chart} ${version}`;
}
