import fs from "node:fs";
import path from "node:path";
import { isStackName } from "../stack/target.ts";

/** A text about one stack, as a job left it in a folder. */
export interface StackText {
  readonly stack: string;
  readonly text: string;
}

/** A comment of GitHub holds 65,536 characters, marker and last line among them; one of GitLab holds more. */
const LIMIT = 65_000;

const CUT = "\n\n… cut here: the whole is among the files of the run.\n";

/** More files than there are environments were not written by `make report`. */
const MOST = 20;

/**
 * The texts `<stack><ending>` of a folder, by stack. The code of a stranger's pull request may have written them:
 * a name that is none of a stack is left out, and of what is too long only the beginning is read.
 */
export function textsIn(folder: string, ending: string): StackText[] {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map(({ name }) => name.slice(0, -ending.length))
    .filter(isStackName)
    .sort()
    .slice(0, MOST)
    .map((stack) => ({ stack, text: readStart(path.join(folder, `${stack}${ending}`)) }));
}

/** No more than can be posted: a file may be as large as somebody likes. */
function readStart(file: string): string {
  const descriptor = fs.openSync(file, "r");
  try {
    const buffer = Buffer.alloc(4 * LIMIT);
    return buffer.subarray(0, fs.readSync(descriptor, buffer, 0, buffer.length, 0)).toString();
  } finally {
    fs.closeSync(descriptor);
  }
}

/**
 * An `@` before a name: as it is, unless a letter or digit stands before it that is none of an entity's; or as HTML has it, which
 * reads a number without a semicolon too.
 */
const AT = /(?:(?<![a-z0-9])|(?<=&#?\w{1,31}))@(?=[\w&])|&(?:#0*64(?!\d)|#x0*40(?![\da-f])|commat(?=;));?/gi;

/** A stranger's text as it may be posted: nobody is called by an `@name`, and what is too long is cut. */
export function harmless(text: string): string {
  // A space without width keeps a name from being one that is notified.
  return fitting(text.replace(AT, "$&\u200b"));
}

/** A text that fits into a post. */
export function fitting(text: string, end = ""): string {
  if (text.length + end.length <= LIMIT) return text + end;
  // Not in the middle of a character.
  return text.slice(0, LIMIT - CUT.length - end.length).toWellFormed() + end + CUT;
}
