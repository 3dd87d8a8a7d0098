/** A user and the host it comes from. */
export interface SqlAccount {
  readonly user: string;
  readonly host: string;
}

/**
 * A database or table as it stands in a statement.
 * @throws Error for what MySQL takes as no name at all: empty, with control characters, those beyond
 * U+FFFF or a space at the end.
 */
export function quoteName(name: string): string {
  assertName(name, "a database");
  return `\`${name.replaceAll("`", "``")}\``;
}

/** Characters of a text that MySQL would read otherwise, or its client change on the way: it drops CR before LF. */
const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "'": "''",
  "\0": "\\0",
  "\n": "\\n",
  "\r": "\\r",
  "\x1a": "\\Z",
};

/** A text as it stands in a statement; the server must not be in the mode NO_BACKSLASH_ESCAPES. */
export function quoteText(text: string): string {
  return `'${text.replaceAll(/[\\'\p{Cc}]/gu, (character) => ESCAPES[character] ?? character)}'`;
}

/**
 * An account as it stands in a statement.
 * @throws Error for a name that MySQL would cut: with control characters, those beyond U+FFFF or a space at the end.
 */
export function quoteAccount({ user, host }: SqlAccount): string {
  for (const name of [user, host]) assertName(name, "an account");
  return `${quoteText(user)}@${quoteText(host)}`;
}

/** A database's name as GRANT reads it: there `_` and `%` stand for others unless escaped. */
export function grantPattern(database: string): string {
  return database.replaceAll(/[\\_%]/g, String.raw`\$&`);
}

function assertName(name: string, what: string): void {
  if (/^[\u0020-\u007e\u00a0-\uffff]+$/u.test(name) && !name.endsWith(" ")) return;
  throw new Error(`${JSON.stringify(name)} can't be the name of ${what}`);
}
