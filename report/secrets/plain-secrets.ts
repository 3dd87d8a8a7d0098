import { isSecretByName } from "../../policy/secret-names.ts";

/**
 * The password of an address: up to the last @ before a quote, else up to the last one before a blank. It may have in it
 * what no address should; a port and a path are none. Every part has a most, so that long texts are read in no time.
 */
const PASSWORD =
  /([a-z][a-z0-9+.-]{0,30}:\/\/[^\s/?#@:]{0,256}:)(?!\((?:secret|unknown)\)@)(?!\d{0,9}(?:[/?#]|$))([^\s"'<>]{1,2048}|\S{1,2048})@/gi;

/** A private key, over several lines or on one. */
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|$)/gs;

/** A property of JSON, and one of a text of JSON inside of another, where every quote has backslashes before it. */
const PROPERTY =
  /(?<!\\)(?:"([\w.-]+)"(\s*:\s*)"((?:[^"\\]|\\.)*)|(\\+")([\w.-]+)\4(\s*:\s*)\4(.*?(?=(?<!\\)\4)|.*))/g;

/** A line of YAML or of variables, in a text of several lines. */
const LINE = /^([ \t]*(?:- +)*["']?)([\w.-]+)(["']?(?::[ \t]+|[ \t]*=[ \t]*))(\S.*)$/gm;

/** A variable as containers have it, in JSON or in JSON inside of a text; and over two lines of YAML. */
const VARIABLES = [
  /(?<!\\)((\\*")name\2\s*:\s*\2([\w.-]+)\2\s*,\s*\2value\2\s*:\s*\2)(.*?(?=(?<!\\)\2)|.*)/g,
  /^(([ \t]*(?:- +)*)name:[ \t]+["']?([\w.-]+)["']?[ \t]*\n[ \t]*value:[ \t]+)(\S.*)$/gm,
] as const;

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
  const property = (quote: string, name = "", colon = "", value = ""): string =>
    `${quote}${name}${quote}${colon}${quote}${byName(name, value) ?? properties(value)}`;
  const properties = (json: string): string =>
    json.replaceAll(
      PROPERTY,
      (_, ...[name, colon, value, quote, innerName, innerColon, innerValue]: string[]) =>
        quote === undefined
          ? property('"', name, colon, value)
          : property(quote, innerName, innerColon, innerValue),
    );
  const variables = (all: string): string =>
    VARIABLES.reduce(
      (some, pattern) =>
        some.replaceAll(
          pattern,
          (_, begin: string, __, name: string, value: string) => begin + (byName(name, value) ?? value),
        ),
      all,
    );
  const closed = properties(
    variables(text.replaceAll(PRIVATE_KEY, (key) => said(key, "private key"))),
  ).replaceAll(PASSWORD, (_, address: string, secret: string) => `${address}${said(secret, "secret")}@`);
  if (!closed.includes("\n")) return closed;
  return closed.replaceAll(
    LINE,
    (_, begin: string, name: string, sign: string, value: string) =>
      `${begin}${name}${sign}${byName(name, value) ?? value}`,
  );
}
