import { createHash, createHmac } from "node:crypto";

/** The encryption key as the platform reads it: base64 of 32 characters, which Fernet and SM4 both accept. */
export function encryptionKeyFrom(characters: string): string {
  return Buffer.from(characters, "ascii").toString("base64");
}

/**
 * A version 4 UUID from 32 random hexadecimal digits.
 * @throws Error when the text is anything else, for a wrong application secret is refused much later.
 */
export function uuidFrom(hex: string): string {
  if (!/^[0-9a-f]{32}$/.test(hex)) throw new Error("a UUID needs 32 hexadecimal digits");
  const variant = "89ab"[Number.parseInt(hex.charAt(16), 16) % 4] ?? "8";
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, variant + hex.slice(17, 20)];
  return [...parts, hex.slice(20)].join("-");
}

/** Twelve digits by which two copies of a key can be compared without showing it. */
export function fingerprintOf(name: string, key: string): string {
  return createHash("sha256").update(`bkpaas:${name}:${key}`).digest("hex").slice(0, 12);
}

/** A digest of secret settings that tells nothing about a weak password among them, because a key is mixed in. */
export function keyedDigest(key: string, settings: unknown): string {
  return createHmac("sha256", key).update(JSON.stringify(settings)).digest("hex").slice(0, 16);
}
