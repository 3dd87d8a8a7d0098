import type { Leaf } from "./leaves.ts";

/** Words that say of what is called so that it is secret. */
const SECRET_WORDS =
  /^(pass(word|wd|phrase)?s?|pwd|secrets?|tokens?|credentials?|dsn|authorization|[a-z]*(password|secret|token))$/;

/** Words that say of a `…Key` that it is none. */
const OPEN_KEYS: ReadonlySet<string> = new Set([
  "public",
  "sort",
  "partition",
  "primary",
  "foreign",
  "topology",
  "label",
  "routing",
]);

/** Last words that say it is something about a secret: where it lies, how long it lasts. */
const ABOUT = new Set([
  "name",
  "names",
  "ref",
  "file",
  "path",
  "dir",
  "ttl",
  "seconds",
  "minutes",
  "length",
  "enabled",
  "policy",
  "type",
  "key",
]);

/** Keys of charts and of Kubernetes below which Secrets are named, never their contents. */
const REFERENCES =
  /^(imagePullSecrets?|extraSecrets|existingSecret\w*|secret(Key)?Ref|secretName|tlsSecret|podAnnotations|annotations|checksum\/.*)$/i;

/** Whether a text by its name is a secret, and not just the name of a Secret or the like. */
export function isCalledSecret({ name, keys }: Pick<Leaf, "name" | "keys">): boolean {
  if ([...keys, name].some((key) => REFERENCES.test(key))) return false;
  const words = wordsOf(name);
  const last = words.at(-1) ?? "";
  if (last === "key" && words.length > 1) return !OPEN_KEYS.has(words.at(-2) ?? "") && !isNameOfEntry(words);
  return words.some((word) => SECRET_WORDS.test(word)) && !ABOUT.has(last);
}

/** Whether a text is a secret by its name, and no other kind of text that may be called so. */
export function isSecretByName(leaf: Pick<Leaf, "name" | "keys" | "text">): boolean {
  return leaf.text !== "" && isCalledSecret(leaf) && !isOpen(leaf.text);
}

/** A switch, nothing in quotes, an address, a certificate or another variable that Kubernetes puts in, whatever its name says. */
function isOpen(text: string): boolean {
  return (
    /^(\{\w+=)?'?\$\(\w+\)'?\}?$/.test(text) ||
    /^(true|false|""|'')$/i.test(text) ||
    /^https?:\/\/[^\s@]+$/i.test(text) ||
    text.startsWith("-----BEGIN CERTIFICATE")
  );
}

/** `existingSecretPasswordKey`, `secretKey…`: charts call so the entry of a Secret that holds the password. */
function isNameOfEntry(words: readonly string[]): boolean {
  return words.slice(0, -1).some((word) => word === "password" || word === "passwd");
}

/** `BK_APP_SECRET`, `appSecret`, `app-secret`: the words app and secret. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}
