import type { Report } from "../model.ts";
import { changedObjects } from "./objects.ts";
import { COMMENT_LIMIT, fit, whole } from "./fit.ts";
import { headline, plainName } from "./headline.ts";
import { errors, findings, manualSteps, resources } from "./overview.ts";
import { cost, edges, images, outputs, properties, sql, values } from "./details.ts";
import type { Section } from "./section.ts";

/** The report as a comment on a pull request: what does not fit is counted, with the file that has all of it. */
export function comment(report: Report, limit: number = COMMENT_LIMIT): string {
  return fit(headline(report), sections(report), wholeFile(report.stack), limit);
}

/** The whole report, however long. */
export function document(report: Report): string {
  return whole(headline(report), sections(report));
}

/** Name of the file with the comment. */
export function commentFile(stack: string): string {
  return `${plainName(stack)}.md`;
}

/** Name of the file with the whole report. */
export function wholeFile(stack: string): string {
  return `${plainName(stack)}.full.md`;
}

/** The most important first: what does not fit into a comment is left out from the end. */
function sections(report: Report): Section[] {
  const all = [
    errors(report),
    findings(report),
    manualSteps(report),
    resources(report),
    ...values(report),
    images(report),
    ...sql(report),
    ...changedObjects(report),
    ...properties(report),
    outputs(report),
    edges(report),
    cost(report),
  ];
  return all.filter(({ pieces }) => pieces.length > 0);
}
