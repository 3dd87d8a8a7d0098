import { randomUUID } from "node:crypto";
import fs from "node:fs";
import { isSystemError } from "../files.ts";

/**
 * Puts a text where a file may be already, readable by its owner only. The older file is never lost: it is copied to the
 * first free name `<file>.1`, `<file>.2` … before the new one takes its place in one step.
 * @param verify reads what is on the disk; if it throws, everything stays as it was
 * @returns where the older file is, if there was one
 */
export async function putBeside(
  file: string,
  text: string,
  verify: (written: string) => Promise<void>,
): Promise<string | undefined> {
  const draft = `${file}.${randomUUID()}`;
  try {
    writeDurably(draft, text);
    await verify(fs.readFileSync(draft, "utf8"));
    const older = fs.existsSync(file) ? copyToFreeName(file) : undefined;
    fs.renameSync(draft, file);
    return older;
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

function copyToFreeName(file: string): string {
  for (let number = 1; ; number++) {
    const copy = `${file}.${number}`;
    try {
      fs.copyFileSync(file, copy, fs.constants.COPYFILE_EXCL);
      return copy;
    } catch (error) {
      if (!isSystemError(error, "EEXIST")) throw error;
    }
  }
}

/** A power cut right after the command must not leave an empty file. */
function writeDurably(file: string, text: string): void {
  fs.writeFileSync(file, text, { mode: 0o600, flag: "wx", flush: true });
}
