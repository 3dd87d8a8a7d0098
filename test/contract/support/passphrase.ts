import { createDecipheriv, pbkdf2Sync } from "node:crypto";

/** What `secrets_providers.state.salt` says of a stack with a passphrase: `v1:<salt>:v1:<nonce>:<check>`. */
const ITERATIONS = 1_000_000;

/**
 * Opens the secrets of a recorded state, in the engine's format: AES-256-GCM under a key from the passphrase.
 * @param salt of the state's secrets provider.
 * @returns a function that replaces every secret inside stored properties with its value.
 */
export function opener(passphrase: string, salt: string): (stored: unknown) => unknown {
  const key = pbkdf2Sync(
    passphrase,
    Buffer.from(salt.split(":")[1] ?? "", "base64"),
    ITERATIONS,
    32,
    "sha256",
  );
  const decrypt = (ciphertext: string): unknown => {
    const [, nonce = "", sealed = ""] = ciphertext.split(":");
    const bytes = Buffer.from(sealed, "base64");
    const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64"));
    decipher.setAuthTag(bytes.subarray(-16));
    return JSON.parse(decipher.update(bytes.subarray(0, -16), undefined, "utf8") + decipher.final("utf8"));
  };
  const open = (stored: unknown): unknown => {
    if (typeof stored !== "object" || stored === null) return stored;
    if (Array.isArray(stored)) return stored.map(open);
    if ("ciphertext" in stored) return decrypt(String(stored.ciphertext));
    return Object.fromEntries(Object.entries(stored).map(([key, value]) => [key, open(value)]));
  };
  return open;
}
