import { cut } from "./escape.ts";

/** Where the pods of a CronJob are described, which is one step deeper than in other workloads. */
const DEEPER = /^spec\.jobTemplate\.(?=spec\.)/;

/**
 * What a diff changes, wherever it stands: of each hunk the keys above it and the lines that come and go, without those
 * around them, their indentation and the name of the object.
 */
export function changedLines(diff: string): readonly (readonly string[])[] {
  return hunksOf(diff).map(({ place, lines }) => {
    const changed = lines.filter((line) => /^[-+]/.test(line));
    const margin = Math.min(...changed.map((line) => line.slice(1).search(/[^ ]|$/)));
    return [place.replace(DEEPER, ""), ...changed.map((line) => line.charAt(0) + line.slice(1 + margin))];
  });
}

/** The text of an object that only comes or goes, from its diff. */
export function withoutSigns(diff: string): string {
  return hunksOf(diff)
    .flatMap(({ lines }) => lines.map((line) => line.slice(1)))
    .join("\n");
}

interface Hunk {
  /** What the line above it says of where it is. */
  readonly place: string;
  readonly lines: readonly string[];
}

function hunksOf(diff: string): Hunk[] {
  const parts = diff.trimEnd().split(/^(?=@@ [-+\d, ]+ @@)/m);
  return parts.map((part) => {
    const [head = "", ...lines] = part.replace(/\n$/, "").split("\n");
    const [, place] = /^@@ [-+\d, ]+ @@ ?(.*)$/.exec(head) ?? [];
    return place === undefined ? { place: "", lines: [head, ...lines] } : { place, lines };
  });
}

/** Characters of a line in a diff that is too long as it is. */
const SHORT_LINE = 200;

/** Lines of a diff that is too long as it is. */
const SHORT_DIFF = 150;

/** A diff whose lines are cut where they are long, each so that it can be told from its counterpart; and so is their list. */
export function shortDiff(diff: string): string {
  const lines = diff.trimEnd().split("\n");
  const others = counterparts(lines);
  const kept = lines.slice(0, SHORT_DIFF).map((line, at) => cut(line, SHORT_LINE, others.get(at)));
  const more = lines.length - kept.length;
  return [...kept, ...(more > 0 ? [`@@ ${more} more lines @@`] : [])].join("\n");
}

/** For each line that goes the one that takes its place, and the other way round, with the sign of the line itself. */
function counterparts(lines: readonly string[]): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  const endOf = (sign: string, from: number): number => {
    const length = lines.slice(from).findIndex((line) => !line.startsWith(sign));
    return length === -1 ? lines.length : from + length;
  };
  for (let start = 0; start < lines.length; start++) {
    const middle = endOf("-", start);
    const end = endOf("+", middle);
    for (let at = 0; at < Math.min(middle - start, end - middle); at++) {
      found.set(start + at, `-${(lines[middle + at] ?? "").slice(1)}`);
      found.set(middle + at, `+${(lines[start + at] ?? "").slice(1)}`);
    }
    start = Math.max(start, end - 1);
  }
  return found;
}
