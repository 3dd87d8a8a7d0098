/** One way in which a secret may stand in a text. */
export interface Form {
  readonly name: string;
  readonly text: string;
}

/**
 * Every form in which a secret is looked for, each text once: an alphanumeric secret looks the same in JSON as in a URL.
 * Nothing depends on what stands around the secret.
 */
export function formsOf(secret: string): Form[] {
  const forms = new Map<string, string>();
  const add = (name: string, texts: readonly string[]): void => {
    for (const text of texts) if (!forms.has(text)) forms.set(text, name);
  };
  add("plain", [secret]);
  add("URL-encoded", urlEncoded(secret));
  add("JSON-escaped", jsonEscaped(secret));
  add("JSON-escaped twice", jsonEscaped(secret).flatMap(jsonEscaped));
  // In double quotes YAML escapes as JSON does.
  add("YAML-escaped", [secret.replaceAll("'", "''")]);
  add("base64", base64(secret));
  add("double base64", base64(secret).flatMap(base64));
  const hex = Buffer.from(secret).toString("hex");
  add("hex", [hex, hex.toUpperCase()]);
  add("reversed", [Array.from(secret).reverse().join("")]);
  return [...forms].map(([text, name]) => ({ name, text }));
}

/** Base64 of whatever contains the secret: at each of the three offsets, in both alphabets, as far as the secret decides it. */
function base64(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
    const first = Math.ceil((offset * 8) / 6);
    const end = Math.floor(((offset + bytes.length) * 8) / 6);
    const text = encoded.slice(first, end);
    return [text, text.replaceAll("+", "-").replaceAll("/", "_")];
  });
}

/** What encoders leave as it is: RFC 3986, `encodeURIComponent`, Go's user information and path, browsers' user information. */
const KEPT = [/[\w.~-]/, /[\w.~!'()*-]/, /[\w.~$&+,;=-]/, /[\w.~$&+=:@-]/, /[\w.~!$%&'()*+,-]/, /$^/];

function urlEncoded(secret: string): string[] {
  const upper = KEPT.map((kept) =>
    Array.from(secret, (character) => (kept.test(character) ? character : percents(character))).join(""),
  );
  const lower = upper.map((text) => text.replace(/%../g, (code) => code.toLowerCase()));
  return [...upper, ...lower].flatMap((text) => [text, text.replace(/%20/g, "+")]);
}

function percents(character: string): string {
  return Buffer.from(character).toString("hex").toUpperCase().replace(/../g, "%$&");
}

/** As JavaScript writes it, as Go does for HTML, as Python does for ASCII alone, and with slashes escaped. */
function jsonEscaped(secret: string): string[] {
  const usual = JSON.stringify(secret).slice(1, -1);
  return [usual, unicode(usual, /[<>&]/g), unicode(usual, /[^ -~]/g), usual.replaceAll("/", "\\/")];
}

function unicode(text: string, characters: RegExp): string {
  return text.replace(
    characters,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
