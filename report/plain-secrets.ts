/** The password of an address, as the rule `plaintext-secret` sees it; what is hidden already stays as it is. */
const PASSWORD = /([a-z][a-z0-9+.-]*:\/\/[^\s/?#@:]*:)(?!\((?:secret|unknown)\)@)([^\s/?#@]+)@/gi;

/** A private key, over several lines or on one. */
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|$)/gs;

/**
 * A text without the secrets that stand in it in the clear, which is wrong already, but no reason to show them here too.
 * @param before a text in which a secret that stayed as it was stands as well: others are told to have changed
 */
export function withoutPlainSecrets(text: string, before = text): string {
  const named = (secret: string, name: string): string =>
    before.includes(secret) ? `(${name})` : `(${name}, changed)`;
  return text
    .replaceAll(PASSWORD, (_, address: string, password: string) => `${address}${named(password, "secret")}@`)
    .replaceAll(PRIVATE_KEY, (key) => named(key, "private key"));
}
