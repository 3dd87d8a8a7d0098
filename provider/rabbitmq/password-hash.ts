import { createHash, timingSafeEqual } from "node:crypto";

/** How RabbitMQ keeps a password, as its management API tells it. */
export interface PasswordHash {
  /** Base64 of a salt of 4 bytes and the digest of salt and password; empty where no password logs in. */
  readonly password_hash: string;
  /** Name of the Erlang module that made it. */
  readonly hashing_algorithm: string;
}

const SALT_BYTES = 4;

/** Erlang modules of RabbitMQ and the digests they make. */
const DIGESTS: Readonly<Record<string, string>> = {
  rabbit_password_hashing_sha256: "sha256",
  rabbit_password_hashing_sha512: "sha512",
  rabbit_password_hashing_md5: "md5",
};

/** Whether a hash is of this password (`rabbit_password_hashing` of RabbitMQ); undefined for an algorithm unknown here. */
export function isHashOf(
  { password_hash, hashing_algorithm }: PasswordHash,
  password: string,
): boolean | undefined {
  const algorithm = DIGESTS[hashing_algorithm];
  if (algorithm === undefined) return undefined;
  const kept = Buffer.from(password_hash, "base64");
  const [salt, digest] = [kept.subarray(0, SALT_BYTES), kept.subarray(SALT_BYTES)];
  const expected = createHash(algorithm).update(salt).update(password, "utf8").digest();
  return digest.length === expected.length && timingSafeEqual(digest, expected);
}
