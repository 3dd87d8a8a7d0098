import { isSecretByName } from "../../policy/secret-names.ts";

/**
 * The password of an address: up to the last @ before a quote, else up to the last one before a blank. It may have in it
 * what no address should; a port and a path are none.
 */
const PASSWORD =
  /([a-z][a-z0-9+.-]*:\/\/[^\s/?#@:]*:)(?!\((?:secret|unknown)\)@)(?!\d*(?:[/?#]|$))([^\s"'<>]+|\S+)@/gi;

/** A private key, over several lines or on one. */
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|$)/gs;

/** A property of JSON, which may itself be a text of JSON: then every quote has backslashes before it. */
const PROPERTY = /(\\*")([\w.-]+)\1(\s*:\s*)\1((?:[^"\\]|\\.)*(?=")|.*?(?=(?<!\\)\1)|.*)/g;

/** A line of YAML or of variables, in a text of several lines. */
const LINE = /^([ \t]*(?:- +)*["']?)([\w.-]+)(["']?(?::[ \t]+|[ \t]*=[ \t]*))(\S.*)$/gm;

/** What is hidden already, and the beginning of what follows in the lines below. */
const NO_SECRET = /\((?:secret|unknown|private key)\b|^[|>][-+]?$/;

/**
 * A text without the secrets that stand in it in the clear, which is wrong already, but no reason to show them here too.
 * @param before a text in which a secret that stayed as it was stands as well: others are told to have changed
 */
export function withoutPlainSecrets(text: string, before = text): string {
  const said = (secret: string, name: string): string =>
    before.includes(secret) ? `(${name})` : `(${name}, changed)`;
  const byName = (name: string, value: string): string | undefined =>
    isSecretByName({ name, keys: [], text: value }) && !NO_SECRET.test(value)
      ? said(value, "secret")
      : undefined;
  const properties = (json: string): string =>
    json.replaceAll(
      PROPERTY,
      (_, quote: string, name: string, colon: string, value: string) =>
        `${quote}${name}${quote}${colon}${quote}${byName(name, value) ?? properties(value)}`,
    );
  const closed = properties(text.replaceAll(PRIVATE_KEY, (key) => said(key, "private key"))).replaceAll(
    PASSWORD,
    (_, address: string, secret: string) => `${address}${said(secret, "secret")}@`,
  );
  if (!closed.includes("\n")) return closed;
  return closed.replaceAll(
    LINE,
    (_, begin: string, name: string, sign: string, value: string) =>
      `${begin}${name}${sign}${byName(name, value) ?? value}`,
  );
}
