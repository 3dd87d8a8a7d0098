import readline from "node:readline";
import { type Readable, Writable } from "node:stream";

/** Where a person types, and where the question is shown. */
export interface Terminal {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable;
}

/** The terminal of this process. Standard output stays free for what a command prints. */
export const terminal: Terminal = { input: process.stdin, output: process.stderr };

/**
 * Asks for a line without showing it.
 * @throws Error where nobody can be asked, or where the person gives up
 */
export async function askHidden(question: string, { input, output }: Terminal): Promise<string> {
  if (input.isTTY !== true) {
    throw new Error(
      "There is no terminal to ask for a passphrase: put it into a file and name it, PASSPHRASE_FILE=<file>.",
    );
  }
  output.write(question);
  // The editor of readline echoes into its output; this one goes nowhere.
  const nowhere = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  const editor = readline.createInterface({ input, output: nowhere, terminal: true, historySize: 0 });
  try {
    return await new Promise((resolve, reject) => {
      const giveUp = () => {
        reject(new Error("No passphrase was given."));
      };
      editor.once("line", resolve).once("SIGINT", giveUp).once("close", giveUp);
    });
  } finally {
    editor.close();
    output.write("\n");
  }
}
