import { createHash, createHmac } from "node:crypto";

/** A short digest of what is no secret, by which a change of it is seen. */
export function digestOf(settings: unknown): string {
  return createHash("sha256").update(JSON.stringify(settings)).digest("hex").slice(0, 12);
}

/** A digest of secret settings that tells nothing about a weak password among them, because a key is mixed in. */
export function keyedDigest(key: string, settings: unknown): string {
  return createHmac("sha256", key).update(JSON.stringify(settings)).digest("hex").slice(0, 16);
}
