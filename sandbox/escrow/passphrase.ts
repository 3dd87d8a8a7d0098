import fs from "node:fs";
import { type Terminal, askHidden } from "./terminal.ts";

/** A shorter one can be found by trying, once the file is in other hands: age recommends as much as this. */
const SHORTEST = 12;

/** The passphrase of a file that exists. @param file holds it in its one line; without it, the terminal is asked. */
export async function passphraseToOpen(file: string | undefined, terminal: Terminal): Promise<string> {
  return file === undefined ? askHidden("Passphrase of the escrow: ", terminal) : passphraseIn(file);
}

/** A passphrase for a new file. @throws Error where it is too short or, from the terminal, not the same twice. */
export async function passphraseToSeal(file: string | undefined, terminal: Terminal): Promise<string> {
  const passphrase = file === undefined ? await askTwice(terminal) : passphraseIn(file);
  if (passphrase.length < SHORTEST) {
    throw new Error(`The passphrase is shorter than ${SHORTEST} characters, and could be found by trying.`);
  }
  return passphrase;
}

async function askTwice(terminal: Terminal): Promise<string> {
  const passphrase = await askHidden(`New passphrase, ${SHORTEST} characters or more: `, terminal);
  if ((await askHidden("Once more: ", terminal)) !== passphrase) {
    throw new Error("The two passphrases differ; nothing was written.");
  }
  return passphrase;
}

function passphraseIn(file: string): string {
  const passphrase = fs.readFileSync(file, "utf8").replace(/\r?\n$/, "");
  if (passphrase === "" || /[\r\n]/.test(passphrase)) {
    throw new Error(`${file} must hold the passphrase in its first and only line.`);
  }
  return passphrase;
}
