import { randomBytes, scryptSync, timingSafeEqual } from "node:crypto";

/** Cheap on purpose: it runs at every request, and the passwords of a sandbox are long random ones. */
const COST = { N: 1024 };

/** Salt and scrypt hash in hexadecimal, joined by a colon. */
export function hashPassword(password: string, salt = randomBytes(16)): string {
  return `${salt.toString("hex")}:${scryptSync(password, salt, 32, COST).toString("hex")}`;
}

/** Whether a hash is this password's; an empty hash is nobody's. */
export function isHashOf(hash: string, password: string): boolean {
  const [salt, digest] = hash.split(":");
  if (!salt || !digest) return false;
  const given = scryptSync(password, Buffer.from(salt, "hex"), 32, COST);
  return timingSafeEqual(given, Buffer.from(digest, "hex"));
}
