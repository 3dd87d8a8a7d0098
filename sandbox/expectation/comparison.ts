import { isDeepStrictEqual } from "node:util";
import type { ExpectedStep } from "./steps.ts";

/** How the steps of a run differ from those that were reviewed, a line for each resource; empty where they don't. */
export function differencesOf(reviewed: readonly ExpectedStep[], found: readonly ExpectedStep[]): string[] {
  const before = byResource(reviewed);
  const now = byResource(found);
  return [...new Set([...before.keys(), ...now.keys()])]
    .sort()
    .flatMap((resource) => differenceOf(resource, before.get(resource), now.get(resource)));
}

function byResource(steps: readonly ExpectedStep[]): Map<string, ExpectedStep[]> {
  return Map.groupBy(steps, ({ resource }) => resource);
}

type Steps = readonly ExpectedStep[];

function differenceOf(resource: string, reviewed: Steps | undefined, found: Steps | undefined): string[] {
  if (isDeepStrictEqual(reviewed, found)) return [];
  if (reviewed === undefined) return [`new        ${resource}: ${toldOf(found ?? [])}`];
  if (found === undefined) return [`gone       ${resource}: ${toldOf(reviewed)}`];
  const [was, is] = [toldOf(reviewed, found), toldOf(found, reviewed)];
  const change = was === is ? `${is}, with other values` : `reviewed was ${was}; now it is ${is}`;
  return [`different  ${resource}: ${change}`];
}

/**
 * Steps in words, such as `update of spec.replicas`.
 * @param others steps that they are compared with: of many properties those are named first that are not among theirs
 */
export function toldOf(steps: readonly Omit<ExpectedStep, "resource">[], others: Steps = []): string {
  const known = (kind: "changed" | "reasons"): string[] => others.flatMap((other) => other[kind]);
  return steps
    .map(({ operation, was, changed, reasons }) => {
      const from = was === undefined ? "" : ` under another name than ${was}`;
      const what = changed.length > 0 ? ` of ${listed(changed, known("changed"))}` : "";
      const why = reasons.length > 0 ? ` because of ${listed(reasons, known("reasons"))}` : "";
      return `${operation}${from}${what}${why}`;
    })
    .join(" and ");
}

/** More names than these nobody reads in one line. */
const MOST_NAMES = 8;

function listed(names: readonly string[], known: readonly string[]): string {
  const newsFirst = [...names].sort(
    (one, other) => Number(known.includes(one)) - Number(known.includes(other)),
  );
  const more = names.length - MOST_NAMES;
  return newsFirst.slice(0, MOST_NAMES).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
