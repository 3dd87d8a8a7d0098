import { type Opening, type Sealing, type SealedFile, isForPassphrase } from "./age.ts";
import type { EscrowOptions } from "./options.ts";
import { passphraseToOpen, passphraseToSeal } from "./passphrase.ts";
import { identitiesFrom, recipientsFrom } from "./recipients.ts";
import type { Terminal } from "./terminal.ts";

/** For whom a new file is to be: the recipients named, else a passphrase. */
export async function sealingOf(options: EscrowOptions, terminal: Terminal): Promise<Sealing> {
  const { recipients, passphraseFile } = options;
  return recipients === undefined
    ? { kind: "passphrase", passphrase: await passphraseToSeal(passphraseFile, terminal) }
    : { kind: "recipients", recipients: recipientsFrom(recipients) };
}

/** By what a file just written can be opened again; undefined where that is in other hands. */
export function openingAgain(sealing: Sealing, { identityFile }: EscrowOptions): Opening | undefined {
  if (sealing.kind === "passphrase") return sealing;
  return identityFile === undefined ? undefined : byIdentity(identityFile);
}

/** By what a file is opened: the identity named, else its passphrase. @throws Error where it needs an identity */
export async function openingOf(
  file: SealedFile,
  { identityFile, passphraseFile }: EscrowOptions,
  terminal: Terminal,
): Promise<Opening> {
  if (identityFile !== undefined) return byIdentity(identityFile);
  if (!isForPassphrase(file)) {
    throw new Error(`${file.name} was made for recipients: name the identity of one, IDENTITY_FILE=<file>.`);
  }
  return { kind: "passphrase", passphrase: await passphraseToOpen(passphraseFile, terminal) };
}

function byIdentity(file: string): Opening {
  return { kind: "identities", identities: identitiesFrom(file) };
}
