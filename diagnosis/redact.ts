import type { Finding } from "./finding.ts";
import { containersOf } from "./pods.ts";
import type { Snapshot } from "./snapshot.ts";

/** Takes secrets out of a text. */
export type Redact = (text: string) => string;

const HIDDEN = "[secret]";

/** Anything shorter is in every second word, and no secret of this program is that short. */
const SHORTEST = 4;

/** A variable, or a key inside a configuration, whose value is a secret by its name. */
const SECRET_NAME = /pass|secret|token|key|auth|credential|private|dsn|jwt|krill|salt/i;

/** A value that no person wrote: long, of letters and digits, without the punctuation of hosts, paths and sentences. */
const RANDOM = /^(?=.*\d)(?=.*[a-z])[A-Za-z0-9_+=-]{16,}$/;

/** Logins in a text, whoever they belong to: in an address, in a header, on a command line of curl. */
const LOGINS: readonly [RegExp, string][] = [
  [/([a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@]*:)[^\s/@]+@/gi, `$1${HIDDEN}@`],
  [/\b(Basic|Bearer)\s+[\w+/=.~-]{8,}/gi, `$1 ${HIDDEN}`],
  [/(\s(?:-u|--user)[ =]'?"?[^\s:'"]+:)[^\s'"]+/g, `$1${HIDDEN}`],
];

/**
 * What keeps the secrets of a namespace out of texts: the values of its Secrets, and of variables and ConfigMaps those that are
 * secret by name or look generated; each also in base64 and as JSON writes it.
 */
export function redactorOf({ secrets = [], configMaps, pods }: Snapshot): Redact {
  const hidden = secrets.flatMap(({ data = {} }) =>
    Object.values(data).flatMap((value) => partsOf(Buffer.from(value, "base64").toString())),
  );
  const stated = pods
    .flatMap(containersOf)
    .flatMap(({ env = [] }) => env.map(({ name, value = "" }) => [name, value] as const));
  const shown = [...stated, ...configMaps.flatMap(({ data = {} }) => Object.entries(data))].flatMap(
    ([name, value]) => (isSecret(name, value) ? partsOf(value) : innerParts(value)),
  );
  return redactorFor([...hidden, ...shown]);
}

/** Takes these values out of a text, and every login. */
export function redactorFor(secrets: readonly string[]): Redact {
  const forms = secrets
    .filter((secret) => secret.length >= SHORTEST)
    .flatMap((secret) => [
      secret,
      JSON.stringify(secret).slice(1, -1),
      encodeURIComponent(secret),
      Buffer.from(secret).toString("base64"),
    ]);
  // The longest first: a secret may be a part of another.
  const ordered = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return (text) => {
    const without = ordered.reduce((shown, secret) => shown.replaceAll(secret, HIDDEN), text);
    return LOGINS.reduce((shown, [form, instead]) => shown.replaceAll(form, instead), without);
  };
}

/** A finding without secrets. */
export function redacted(finding: Finding, redact: Redact): Finding {
  return {
    ...finding,
    messages: finding.messages.map(redact),
    events: finding.events.map((event) => ({ ...event, message: redact(event.message) })),
    log: finding.log.map(redact),
  };
}

function isSecret(name: string, value: string): boolean {
  return SECRET_NAME.test(name) ? !/^(?:true|false|\d{1,5})$/i.test(value) : RANDOM.test(value);
}

/** A secret value, and what stands inside it: its lines, and where it is a configuration or an address, the secrets in it. */
function partsOf(value: string): string[] {
  const lines = value.split(/\r?\n/).map((line) => line.trim());
  return [
    value.trim(),
    ...(lines.length > 1 ? lines.filter((line) => line.length >= 2 * SHORTEST) : []),
    ...innerParts(value),
  ];
}

/** Secrets inside a text of another kind: passwords in addresses, and values of keys that are secret by name. */
function innerParts(value: string): string[] {
  const passwords = [...value.matchAll(/:\/\/[^\s/:@]*:([^\s/@]+)@/g)].flatMap(([, password = ""]) => [
    password,
    decoded(password),
  ]);
  const pairs = value.matchAll(/["']?([\w.-]+)["']?\s*[:=]\s*("(?:[^"\\]|\\.)*"|'[^']*'|[^\s,}]+)/g);
  const named = [...pairs].flatMap(([, key = "", quoted = ""]) => {
    const inner = quoted.replace(/^(["'])(.*)\1$/s, "$2");
    return isSecret(key, inner) && SECRET_NAME.test(key) ? [inner] : [];
  });
  return [...passwords, ...named];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
