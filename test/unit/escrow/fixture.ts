import { fingerprintOf } from "../../../config/secrets/fingerprint.ts";
import { type EscrowDocument, newDocument } from "../../../sandbox/escrow/document.ts";

const SALT = "an-invented-salt-of-32-characters";

/** Invented keys, with what JSON has to escape in one of them. */
export const KEYS = {
  encryption: "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=",
  jwt: 'quoted " and \\ and 密钥',
  fingerprintSalt: SALT,
};

export const FINGERPRINTS = {
  encryption: fingerprintOf(SALT, "encryption", KEYS.encryption),
  jwt: fingerprintOf(SALT, "jwt", KEYS.jwt),
};

/** An escrow of the stack prod. */
export const DOCUMENT: EscrowDocument = newDocument(
  { stack: "acme/bkpaas/prod", contractVersion: 1, keys: KEYS, fingerprints: FINGERPRINTS },
  Date.parse("2026-01-02T03:04:05Z"),
);
