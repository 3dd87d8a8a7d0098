import { createHmac } from "node:crypto";

/**
 * Twelve digits by which a key is seen to be the same as before, without showing it. The salt is a secret of the stack: from
 * the fingerprint alone even a weak key can't be guessed.
 */
export function fingerprintOf(salt: string, name: string, key: string): string {
  return createHmac("sha256", salt).update(`${name}:${key}`).digest("hex").slice(0, 12);
}
