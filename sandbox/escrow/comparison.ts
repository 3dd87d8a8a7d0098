type Texts = Readonly<Record<string, string>>;

/** How a key in a file stands to the same key of the stack. */
export type Verdict = "matches" | "differs" | "missing in the file" | "no longer in the stack";

/** Compares fingerprints key by key, in the order of the stack. */
export function compare(file: Texts, stack: Texts): ReadonlyMap<string, Verdict> {
  const names = new Set([...Object.keys(stack), ...Object.keys(file)]);
  return new Map([...names].map((name) => [name, verdict(file[name], stack[name])]));
}

function verdict(inFile: string | undefined, inStack: string | undefined): Verdict {
  if (inFile === undefined) return "missing in the file";
  if (inStack === undefined) return "no longer in the stack";
  return inFile === inStack ? "matches" : "differs";
}

/** Whether there is something to compare, and all of it is the same. */
export function allMatch(verdicts: ReadonlyMap<string, Verdict>): boolean {
  return verdicts.size > 0 && [...verdicts.values()].every((verdict) => verdict === "matches");
}

/** Lines of two columns: names and what is said of each. */
export function table(rows: Iterable<readonly [string, string]>): string {
  const entries = [...rows];
  const width = Math.max(0, ...entries.map(([name]) => name.length));
  return entries.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`).join("\n");
}
