import { randomUUID } from "node:crypto";
import fs from "node:fs";

/**
 * Puts a program at a second place, as a hard link or, across file systems, as a copy. A symbolic link
 * would not do: the CLI resolves it and looks for its language host beside what it finds.
 */
export function placeProgram(from: string, to: string): void {
  const source = fs.statSync(from);
  const present = fs.statSync(to, { throwIfNoEntry: false });
  if (present && isSame(source, present)) return;
  const draft = `${to}.${randomUUID()}`;
  try {
    fs.linkSync(from, draft);
  } catch {
    fs.copyFileSync(from, draft);
    fs.utimesSync(draft, source.atime, source.mtime);
  }
  fs.renameSync(draft, to);
}

/** The same file, or a copy that kept size and time (to the second, which every file system keeps). */
function isSame(one: fs.Stats, other: fs.Stats): boolean {
  const second = (time: number): number => Math.trunc(time / 1000);
  return one.size === other.size && second(one.mtimeMs) === second(other.mtimeMs);
}
