import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const PREFIX = "sm4ctr$";
const BLOCK = 16;

/** Encrypts as the platform does with `BK_CRYPTO_TYPE: SHANGMI`: `sm4ctr$` and base64 of a vector and the SM4-CTR text. */
export function sm4Encrypt(key: string, text: string, iv = randomBytes(BLOCK)): string {
  const cipher = createCipheriv("sm4-ctr", keyBytes(key), iv);
  return PREFIX + Buffer.concat([iv, cipher.update(text), cipher.final()]).toString("base64");
}

/** Decrypts it. Nothing is authenticated: another key gives another text. */
export function sm4Decrypt(key: string, encrypted: string): string {
  if (!encrypted.startsWith(PREFIX)) throw new Error(`the text does not begin with ${PREFIX}`);
  const bytes = Buffer.from(encrypted.slice(PREFIX.length), "base64");
  const decipher = createDecipheriv("sm4-ctr", keyBytes(key), bytes.subarray(0, BLOCK));
  return Buffer.concat([decipher.update(bytes.subarray(BLOCK)), decipher.final()]).toString();
}

/** The first 16 characters as they are written, not decoded (bkcrypto, symmetric/ciphers/base.py). */
function keyBytes(key: string): Buffer {
  return Buffer.from(key).subarray(0, BLOCK);
}
