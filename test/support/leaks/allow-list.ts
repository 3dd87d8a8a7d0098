import { type Finding, describeFinding } from "./scanner.ts";

/** A place where secrets are known to stand. */
export interface Allowed {
  readonly place: RegExp;
  /** Why nothing can be done about it. */
  readonly reason: string;
  /** How many findings there are: one more is a leak, one less an entry that has become too wide. */
  readonly count: number;
}

/** What is wrong with findings: those in no allowed place, and allowed places with another count. Empty when all is well. */
export function complaints(findings: readonly Finding[], allowed: readonly Allowed[]): string[] {
  const unlisted = findings.filter((finding) => !allowed.some(({ place }) => place.test(finding.place)));
  const miscounted = allowed.flatMap(({ place, reason, count }) => {
    const found = findings.filter((finding) => place.test(finding.place));
    if (found.length === count) return [];
    const list = found.map((finding) => `\n  ${describeFinding(finding)}`).join("");
    return [`${found.length} in ${place.source} instead of ${count} (${reason})${list}`];
  });
  return [...unlisted.map(describeFinding), ...miscounted];
}
