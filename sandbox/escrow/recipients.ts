import fs from "node:fs";
import { Decrypter, Encrypter } from "age-encryption";

/**
 * Recipients of age.
 * @param given `age1…` between spaces or commas, or the path of a file with one in each line, as `age --recipients-file` takes
 * @throws Error that names the place of a wrong one, never the text: somebody may have given an identity
 */
export function recipientsFrom(given: string): readonly string[] {
  const inline = /^\s*age1/i.test(given);
  const recipients = inline ? given.split(/[\s,]+/).filter((word) => word !== "") : linesOf(given);
  const check = new Encrypter();
  return checked(recipients, inline ? "RECIPIENTS" : given, "recipient of age (age1…)", (recipient) => {
    check.addRecipient(recipient);
  });
}

/** Identities of age from a file as `age-keygen` writes it and `age --identity` takes it. @throws Error as above. */
export function identitiesFrom(file: string): readonly string[] {
  const check = new Decrypter();
  return checked(linesOf(file), file, "identity of age (AGE-SECRET-KEY-…)", (identity) => {
    check.addIdentity(identity);
  });
}

function linesOf(file: string): string[] {
  const lines = fs.readFileSync(file, "utf8").split("\n");
  return lines.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
}

function checked(
  words: readonly string[],
  place: string,
  title: string,
  check: (word: string) => void,
): readonly string[] {
  if (words.length === 0) throw new Error(`${place} names no ${title}`);
  for (const [index, word] of words.entries()) {
    try {
      check(word);
    } catch {
      throw new Error(`${place}: entry ${index + 1} is no ${title}`);
    }
  }
  return words;
}
