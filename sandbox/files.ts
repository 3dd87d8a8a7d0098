import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

/** Makes a directory that only its owner can enter. */
export function privateDirectory(directory: string): string {
  fs.mkdirSync(directory, { recursive: true, mode: 0o700 });
  return directory;
}

/** Writes a file in one step, so that a reader sees the old text or the new, never a part. */
export function writeAtomically(file: string, text: string, mode = 0o600): void {
  privateDirectory(path.dirname(file));
  const draft = `${file}.${randomUUID()}`;
  try {
    fs.writeFileSync(draft, text, { mode });
    fs.renameSync(draft, file);
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

/** The text of a file, or nothing where there is no such file. */
export function readIfExists(file: string): string | undefined {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    if (isSystemError(error, "ENOENT")) return undefined;
    throw error;
  }
}

/** Whether the operating system refused something for this reason, as `ENOENT`. */
export function isSystemError(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
