import { Decrypter, Encrypter, armor } from "age-encryption";

/** For whom a file is encrypted: the holders of identities, or those who know a passphrase. */
export type Sealing =
  | { readonly kind: "recipients"; readonly recipients: readonly string[] }
  | { readonly kind: "passphrase"; readonly passphrase: string };

/** By what a file is decrypted. */
export type Opening =
  | { readonly kind: "identities"; readonly identities: readonly string[] }
  | { readonly kind: "passphrase"; readonly passphrase: string };

/** A file as it was read. */
export interface SealedFile {
  readonly name: string;
  readonly text: string;
}

/** What the library says when a file was made for others; anything else that it says is damage. */
const NO_MATCH = "no identity matched any of the file's recipients";

/** Encrypts a text into age's ASCII armour, which survives mail and paste and which `age --decrypt` opens. */
export async function seal(text: string, sealing: Sealing): Promise<string> {
  const encrypter = new Encrypter();
  if (sealing.kind === "passphrase") encrypter.setPassphrase(sealing.passphrase);
  else for (const recipient of sealing.recipients) encrypter.addRecipient(recipient);
  return armor.encode(await encrypter.encrypt(text));
}

/**
 * Decrypts what `seal` or `age --armor` has made.
 * @throws Error that says whether it is no file of age, made for another, or damaged
 */
export async function open(file: SealedFile, opening: Opening): Promise<string> {
  const bytes = decode(file);
  const decrypter = new Decrypter();
  if (opening.kind === "passphrase") decrypter.addPassphrase(opening.passphrase);
  else for (const identity of opening.identities) decrypter.addIdentity(identity);
  try {
    return await decrypter.decrypt(bytes, "text");
  } catch (error) {
    if (!(error instanceof Error) || error.message !== NO_MATCH) throw damaged(file);
    const tried = opening.kind === "passphrase" ? "this passphrase" : "this identity";
    throw new Error(`${file.name} does not open with ${tried}: it was made for another one, or is damaged.`, {
      cause: error,
    });
  }
}

/** Whether a file was made with a passphrase, not for recipients. @throws Error as `open` */
export function isForPassphrase(file: SealedFile): boolean {
  // The header is text: a line with the version, then for each recipient a line `-> <type> …`.
  const [, recipient = ""] = Buffer.from(decode(file)).toString("latin1").split("\n");
  return recipient.startsWith("-> scrypt ");
}

function decode(file: SealedFile): Uint8Array {
  // Mail and paste may change line ends and what stands around the text, and nothing else.
  const text = file.text.replaceAll("\r\n", "\n").replace(/^[ \t\n]+|[ \t\n]+$/g, "");
  if (!text.startsWith("-----BEGIN AGE ENCRYPTED FILE-----\n")) {
    throw new Error(
      `${file.name} is no file of age in ASCII armour: it must begin with -----BEGIN AGE ENCRYPTED FILE-----`,
    );
  }
  const bytes = decodeArmour(text);
  if (bytes === undefined || armor.encode(bytes) !== `${text}\n`) throw damaged(file);
  return bytes;
}

function decodeArmour(text: string): Uint8Array | undefined {
  try {
    return armor.decode(text);
  } catch {
    return undefined;
  }
}

function damaged({ name }: SealedFile): Error {
  return new Error(`${name} is damaged: it is not as it was written. Take another copy of it.`);
}
