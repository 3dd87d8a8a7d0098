/** Lines around a change that a reader needs to know where it is. */
const CONTEXT = 3;

/** A line of one or both sides. */
interface Line {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

/** Tells where a line of a text stands, in words of that text. */
export type PlaceOf = (lines: readonly string[], index: number) => string;

/**
 * Unified diff of two texts with three lines of context, without the lines that name files; empty where they are the same.
 * @param placeOf is asked for the first line of each hunk that changes, and its answer ends the line above the hunk
 */
export function unifiedDiff(old: string, after: string, placeOf: PlaceOf = () => ""): string {
  const lines = editsOf(linesOf(old), linesOf(after));
  const texts = lines.map(({ text }) => text);
  return hunksOf(lines)
    .map(([from, to]) => [
      `${header(lines, from, to)} ${placeOf(texts, firstChange(lines, from))}`.trimEnd(),
      ...lines.slice(from, to).map(({ sign, text }) => sign + text),
    ])
    .flat()
    .join("\n");
}

function linesOf(text: string): string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

/** The shortest way from one side to the other; what is alike at both ends needs no search. */
function editsOf(old: readonly string[], after: readonly string[]): Line[] {
  const shorter = Math.min(old.length, after.length);
  let head = 0;
  while (head < shorter && old[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const kept = (lines: readonly string[]): Line[] => lines.map((text) => ({ sign: " ", text }));
  return [
    ...kept(old.slice(0, head)),
    ...searched(old.slice(head, old.length - tail), after.slice(head, after.length - tail)),
    ...kept(old.slice(old.length - tail)),
  ];
}

/** By the longest common subsequence; removed lines come before added ones. */
function searched(old: readonly string[], after: readonly string[]): Line[] {
  const width = after.length + 1;
  // Length of the longest common subsequence of what follows line i of one side and line j of the other.
  const common = new Uint32Array((old.length + 1) * width);
  const from = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      common[i * width + j] =
        old[i] === after[j] ? from(i + 1, j + 1) + 1 : Math.max(from(i + 1, j), from(i, j + 1));
    }
  }
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < after.length) {
    const [gone = "", come = ""] = [old[i], after[j]];
    if (i < old.length && j < after.length && gone === come) {
      lines.push({ sign: " ", text: gone });
      i++;
      j++;
    } else if (i < old.length && (j === after.length || from(i + 1, j) >= from(i, j + 1))) {
      lines.push({ sign: "-", text: gone });
      i++;
    } else {
      lines.push({ sign: "+", text: come });
      j++;
    }
  }
  return lines;
}

/** Ranges of lines that hold changes and their context; neighbours are joined. */
function hunksOf(lines: readonly Line[]): [number, number][] {
  const hunks: [number, number][] = [];
  for (const [index, { sign }] of lines.entries()) {
    if (sign === " ") continue;
    const [from, to] = [Math.max(0, index - CONTEXT), Math.min(lines.length, index + CONTEXT + 1)];
    const last = hunks.at(-1);
    if (last && from <= last[1]) last[1] = to;
    else hunks.push([from, to]);
  }
  return hunks;
}

function firstChange(lines: readonly Line[], from: number): number {
  return lines.findIndex(({ sign }, index) => index >= from && sign !== " ");
}

function header(lines: readonly Line[], from: number, to: number): string {
  const range = (sign: "-" | "+"): string => {
    const count = (part: readonly Line[]): number =>
      part.filter((line) => [" ", sign].includes(line.sign)).length;
    const [before, length] = [count(lines.slice(0, from)), count(lines.slice(from, to))];
    return `${sign}${length === 0 ? before : before + 1}${length === 1 ? "" : `,${length}`}`;
  };
  return `@@ ${range("-")} ${range("+")} @@`;
}
