import type { Words } from "../words.ts";

/** Something that nobody but a person can do for an upgrade, and when. */
export interface RequiredAction {
  readonly when: "before" | "after";
  readonly what: Words;
}

interface Step {
  readonly chart: string;
  readonly from: string;
  readonly to: string;
  readonly actions: readonly RequiredAction[];
}

const BACKUP: RequiredAction = {
  when: "before",
  what: {
    en: "Take a backup of every database of the platform, and of the keys (make escrow): the migrations go one way.",
    zh: "备份平台的全部数据库和密钥（make escrow）：数据迁移不可逆。",
  },
};

/** The platform refuses to deploy applications by an operator of another version (blueking-paas, pull request 2341). */
function operator(version: string): RequiredAction {
  return {
    when: "before",
    what: {
      en: `Install or upgrade the release bkpaas-app-operator to ${version} in namespace bkpaas-app-operator-system of every application cluster: the platform deploys applications by it.`,
      zh: `在每个应用集群的 namespace bkpaas-app-operator-system 中安装 release bkpaas-app-operator，或将其升级到 ${version}：平台通过它部署应用。`,
    },
  };
}

/** From chart 0.1.3 to 1.x: BlueKing's guide of the upgrade from 7.0 to 7.1. */
const TO_7_1: readonly RequiredAction[] = [
  BACKUP,
  operator("1.1.1-beta.2"),
  {
    when: "after",
    what: {
      en: "Let DNS know bknodeman, job and jobapi below the shared domain, which pods of 7.1 ask for too.",
      zh: "为共享域名下的 bknodeman、job、jobapi 配置 DNS，7.1 的 Pod 也会访问它们。",
    },
  },
];

/** From chart 1.1 to 1.4: BlueKing's guide of the upgrade from 7.1 to 7.2. */
const TO_7_2: readonly RequiredAction[] = [
  BACKUP,
  operator("1.4.0"),
  {
    when: "before",
    what: {
      en: "Where MySQL goes from 5.7 to 8.0, as BlueKing 7.2 does: move the databases by a dump, then point the configuration at the new server.",
      zh: "如果 MySQL 从 5.7 换到 8.0（BlueKing 7.2 的默认做法）：先用 dump 迁移数据库，再把配置指向新服务器。",
    },
  },
  {
    when: "after",
    what: {
      en: "Where the server for applications changed: reset svc-mysql's plan (reset_ins_config) and load its fixtures by hand, for an upgrade only adds keys to a plan.",
      zh: "如果应用所用的服务器有变化：重置 svc-mysql 的方案（reset_ins_config）并手动 loaddata，因为升级只会向方案中添加键。",
    },
  },
];

const STEPS: readonly Step[] = [
  { chart: "bkpaas3", from: "0.1.3", to: "1.1.1-beta.2", actions: TO_7_1 },
  { chart: "bkpaas3", from: "1.1.1-beta.2", to: "1.4.0", actions: TO_7_2 },
];

/** What has to be done by hand for one known step. */
export function actionsOf(
  from: { readonly chart: string; readonly version: string },
  to: { readonly version: string },
): readonly RequiredAction[] {
  const found = STEPS.find(
    ({ chart, ...step }) => chart === from.chart && step.from === from.version && step.to === to.version,
  );
  return found?.actions ?? [];
}
