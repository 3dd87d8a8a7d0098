import { escape } from "mysql2";

/** A text as it stands in a statement; the server must not be in the mode NO_BACKSLASH_ESCAPES. */
export function quoteText(text: string): string {
  return escape(text);
}

/** A name as it stands in a statement. */
export function quoteName(name: string): string {
  return `\`${name.replaceAll("`", "``")}\``;
}

/** A user and the host it comes from. */
export interface Account {
  readonly user: string;
  readonly host: string;
}

/** An account as it stands in a statement. */
export function quoteAccount(account: Account): string {
  return `${quoteText(account.user)}@${quoteText(account.host)}`;
}
