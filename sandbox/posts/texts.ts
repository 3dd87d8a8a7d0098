import fs from "node:fs";
import path from "node:path";

/** A text about one stack, as a job left it in a folder. */
export interface StackText {
  readonly stack: string;
  readonly text: string;
}

/** A comment of GitHub holds 65,536 characters, the marker among them; one of GitLab holds more. */
const LIMIT = 65_000;

const CUT = "\n\n… cut here: the whole is among the files of the run.\n";

/** More files than there are environments were not written by `make report`. */
const MOST = 20;

/**
 * The texts `<stack><ending>` of a folder, by stack. They may have been written by the code of a stranger's pull request: a name
 * that is none of a stack is left out, what is too long is cut, and nobody is called by an `@name`.
 */
export function textsIn(folder: string, ending: string): StackText[] {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map(({ name }) => name.slice(0, -ending.length))
    .filter((stack) => /^[A-Za-z0-9][\w-]{0,39}$/.test(stack))
    .sort()
    .slice(0, MOST)
    .map((stack) => ({ stack, text: harmless(readStart(path.join(folder, `${stack}${ending}`))) }));
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

function harmless(text: string): string {
  // A space without width keeps a name from being one that is notified.
  const quiet = text.replace(/(?<![\w/])@(?=[A-Za-z])/g, "@\u200b");
  return quiet.length <= LIMIT ? quiet : quiet.slice(0, LIMIT - CUT.length) + CUT;
}
