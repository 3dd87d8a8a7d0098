/** What a MySQL or MariaDB server says it is. */
export interface ServerVersion {
  readonly flavour: "mysql" | "mariadb";
  /** As the server puts it, such as `10.11.6-MariaDB-log`. */
  readonly text: string;
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/** The rule of `isServed`, in words. */
export const oldestServed = "MySQL 5.7 or later, or MariaDB 10.4 or later";

/**
 * Reads what a server answers to SELECT VERSION(), or its beginning, such as `5.7`.
 * Undefined where the text doesn't begin with a version.
 */
export function parseVersion(text: string): ServerVersion | undefined {
  const numbers = /^(\d{1,3})\.(\d{1,3})(?:\.(\d{1,3}))?(?!\w)/.exec(text);
  if (!numbers) return undefined;
  const [major, minor, patch] = [Number(numbers[1]), Number(numbers[2]), Number(numbers[3] ?? 0)];
  // MySQL went from 9.7 to 26.7, the year and the month, so what lies between is MariaDB's, named or not.
  const isMariaDB = /mariadb/i.test(text) || (major >= 10 && major < 26);
  return { flavour: isMariaDB ? "mariadb" : "mysql", text, major, minor, patch };
}

/** Whether a version is that release of its flavour, or a later one. */
export function isAtLeast(version: ServerVersion, major: number, minor: number): boolean {
  return version.major > major || (version.major === major && version.minor >= minor);
}

/** Whether the platform's services take a server (the limits of Django, which refuses older ones). */
export function isServed(version: ServerVersion): boolean {
  return version.flavour === "mariadb" ? isAtLeast(version, 10, 4) : isAtLeast(version, 5, 7);
}

/** Flavour and numbers for a message, such as `MariaDB 10.11.6`. */
export function nameOf({ flavour, major, minor, patch }: ServerVersion): string {
  return `${flavour === "mariadb" ? "MariaDB" : "MySQL"} ${major}.${minor}.${patch}`;
}
