import { type Problem, removeCommand, setCommand } from "../problem.ts";
import type { Settings } from "../schema.ts";
import { configuredClusters } from "./configured.ts";
import { domainsOf } from "./domains.ts";
import type { Toleration } from "./registration.ts";

/** The platform's longest domain of applications (blueking-paas, plat_mgt/infras/clusters/serializers). */
const LONGEST_DOMAIN = 128;

/** What the platform would refuse when a cluster is saved, or every pod when it is made. */
export function registrationsAreSound(settings: Settings): Problem[] {
  return configuredClusters(settings).flatMap(({ key, settings: cluster }) => [
    ...domainProblems(key, domainsOf(cluster, settings.domain)),
    ...cluster.tolerations.flatMap((toleration, index) =>
      tolerationProblems(`${key}.tolerations[${index}]`, toleration),
    ),
  ]);
}

function domainProblems(key: string, domains: object): Problem[] {
  return Object.entries(domains).flatMap(([name, domain]) => {
    if (typeof domain !== "string" || domain.length <= LONGEST_DOMAIN) return [];
    const rule = `must have at most ${LONGEST_DOMAIN} characters, and ${domain} has ${domain.length}`;
    return [{ key: `${key}.${name}`, rule, fix: setCommand(`${key}.${name}`, "apps.example.com", false) }];
  });
}

function tolerationProblems(key: string, toleration: Toleration): Problem[] {
  const { operator, value, effect, tolerationSeconds } = toleration;
  const isEqual = operator === "Equal";
  const found = [
    isEqual &&
      toleration.key === undefined && {
        key: `${key}.key`,
        rule: "is missing: operator Equal compares the value of one taint",
        fix: setCommand(`${key}.key`, "dedicated", false),
      },
    isEqual &&
      value === undefined && {
        key: `${key}.value`,
        rule: "is missing: operator Equal compares it; Exists does not",
        fix: setCommand(`${key}.value`, "apps", false),
      },
    !isEqual &&
      value !== undefined && {
        key: `${key}.value`,
        rule: "is for operator Equal: Exists drops it",
        fix: removeCommand(`${key}.value`),
      },
    tolerationSeconds !== undefined &&
      effect !== "NoExecute" && {
        key: `${key}.tolerationSeconds`,
        rule: "is for effect NoExecute only",
        fix: removeCommand(`${key}.tolerationSeconds`),
      },
  ];
  return found.filter((problem) => problem !== false);
}
