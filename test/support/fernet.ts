import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

const PREFIX = "bkcrypt$";
const VERSION = 0x80;
/** Version, time in seconds as 64 bits, initialisation vector. */
const HEADER = 1 + 8 + 16;
const MAC = 32;

/** What a token of its own making is set to. */
interface Fixed {
  readonly seconds: number;
  readonly iv: Buffer;
}

/** Encrypts as the platform does with `BK_CRYPTO_TYPE: CLASSIC`: `bkcrypt$` and a Fernet token (spec of github.com/fernet). */
export function fernetEncrypt(key: string, text: string, fixed?: Fixed): string {
  const { seconds, iv } = fixed ?? { seconds: Math.floor(Date.now() / 1000), iv: randomBytes(16) };
  const { signing, encryption } = halves(key);
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(seconds));
  const cipher = createCipheriv("aes-128-cbc", encryption, iv);
  const signed = Buffer.concat([Buffer.from([VERSION]), time, iv, cipher.update(text), cipher.final()]);
  const token = Buffer.concat([signed, macOf(signing, signed)]);
  return PREFIX + token.toString("base64").replaceAll("+", "-").replaceAll("/", "_");
}

/** @throws Error where the text was not encrypted with this key */
export function fernetDecrypt(key: string, encrypted: string): string {
  if (!encrypted.startsWith(PREFIX)) throw new Error(`the text does not begin with ${PREFIX}`);
  const { signing, encryption } = halves(key);
  const token = Buffer.from(encrypted.slice(PREFIX.length), "base64url");
  if (token.length < HEADER + MAC || token[0] !== VERSION) throw new Error("not a Fernet token");
  const signed = token.subarray(0, -MAC);
  if (!timingSafeEqual(macOf(signing, signed), token.subarray(-MAC))) throw new Error("InvalidToken");
  const decipher = createDecipheriv("aes-128-cbc", encryption, signed.subarray(9, HEADER));
  return Buffer.concat([decipher.update(signed.subarray(HEADER)), decipher.final()]).toString();
}

function halves(key: string): { readonly signing: Buffer; readonly encryption: Buffer } {
  const bytes = Buffer.from(key, "base64url");
  if (bytes.length !== 32) throw new Error("Fernet key must be 32 url-safe base64-encoded bytes");
  return { signing: bytes.subarray(0, 16), encryption: bytes.subarray(16) };
}

function macOf(key: Buffer, signed: Buffer): Buffer {
  return createHmac("sha256", key).update(signed).digest();
}
