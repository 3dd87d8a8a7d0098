import { isSecretByName } from "../../policy/secret-names.ts";
import { withoutBlocks } from "./yaml-blocks.ts";

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
  /^(([ \t]*(?:- +)*)name:[ \t]+["']?([\w.-]+)["']?[ \t]*\r?\n[ \t]*value:[ \t]+)(\S.*)$/gm,
] as const;

/** What is hidden already, and the beginning of what follows in the lines below. */
const NO_SECRET = /\((?:secret|unknown|private key)\b|^[|>][-+]?$/;

/** What stands in the place of what is hidden, where nothing is said of it. */
const HIDDEN = /\((checksum|private key|secret|unknown)\)/g;

/** What is said in the place of a secret, which is called so. */
type Say = (secret: string, what: "secret" | "private key", name: string) => string;

/** Secrets that stand in a text: each, and those that are called the same. */
interface Secrets {
  readonly every: ReadonlySet<string>;
  readonly byName: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * A text without the secrets that stand in it in the clear, which is wrong already, but no reason to show them here too.
 * @param before the text in its place: a secret that is called so there and is another one is told to have changed
 * @param all texts in which every other secret is looked for that stayed as it was
 */
export function withoutPlainSecrets(text: string, before = text, all = before): string {
  if (text === before) return replaced(text, (_, what) => `(${what})`);
  const here = secretsOf(before);
  let others: Secrets | undefined;
  const isKnown = (secret: string, name: string): boolean =>
    // Most texts have no secret: those of all others are looked for only where one has.
    here.byName.get(name)?.has(secret) ?? (others ??= secretsOf(all)).every.has(secret);
  const closed = replaced(text, (secret, what, name) =>
    isKnown(secret, name) ? `(${what})` : `(${what}, changed)`,
  );
  return toldApart(closed, withoutPlainSecrets(before));
}

/** A text in which everything hidden has changed where it looks like that of the other side, which it is not. */
export function toldApart(shown: string, before: string): string {
  return shown === before ? shown.replaceAll(HIDDEN, "($1, changed)") : shown;
}

function secretsOf(text: string): Secrets {
  const every = new Set<string>();
  const byName = new Map<string, Set<string>>();
  replaced(text, (secret, what, name) => {
    every.add(secret);
    byName.set(name, (byName.get(name) ?? new Set()).add(secret));
    return `(${what})`;
  });
  return { every, byName };
}

/** A text with something else in the place of every secret. */
function replaced(text: string, say: Say): string {
  const byName = (name: string, value: string): string | undefined =>
    isSecretByName({ name, keys: [], text: value }) && !NO_SECRET.test(value)
      ? say(value, "secret", name)
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
  const blocks = (all: string): string => withoutBlocks(all, byName);
  const closed = properties(
    variables(blocks(text.replaceAll(PRIVATE_KEY, (key) => say(key, "private key", "")))),
  ).replaceAll(
    PASSWORD,
    (_, address: string, secret: string) => `${address}${say(secret, "secret", address)}@`,
  );
  if (!closed.includes("\n")) return closed;
  return closed.replaceAll(
    LINE,
    (_, begin: string, name: string, sign: string, value: string) =>
      `${begin}${name}${sign}${byName(name, value) ?? value}`,
  );
}
