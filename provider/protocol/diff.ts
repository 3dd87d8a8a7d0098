import { type Properties, Secret, Unknown, type Value, isList, isProperties } from "./value.ts";

/** What happened to one property. */
export type ChangeKind = "add" | "delete" | "update";

/** One changed property: where, how, and whether the resource must be replaced for it. */
export interface Change {
  readonly kind: ChangeKind;
  readonly replace?: boolean;
}

/** Changed properties by path, in the engine's notation: `spec.containers[0].image`, `labels["a.b"]`. */
export type Changes = Record<string, Change>;

/** The answer to "what would an update do?". No change at all is an empty `changes`. */
export interface Difference {
  readonly changes: Changes;
  /** Replace by deleting first: the name can exist only once. */
  readonly deleteBeforeReplace?: boolean;
  /** False answers with the names of the changed properties only, and leaves the details to the engine. */
  readonly detailed?: boolean;
}

/**
 * Compares two sets of properties leaf by leaf. Secrets compare by value; an unknown differs from everything.
 * @param mustReplace decides for a path whether its change replaces the resource.
 */
export function compare(
  before: Properties,
  after: Properties,
  mustReplace: (path: string) => boolean = () => false,
): Changes {
  const changes: Changes = {};
  const report = (path: string, kind: ChangeKind): void => {
    changes[path] = { kind, replace: mustReplace(path) };
  };
  compareProperties("", before, after, report);
  return changes;
}

type Report = (path: string, kind: ChangeKind) => void;

function compareProperties(path: string, before: Properties, after: Properties, report: Report): void {
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    compareValues(joinKey(path, key), before[key], after[key], report);
  }
}

function compareValues(path: string, before: Value | undefined, after: Value | undefined, report: Report) {
  if (before instanceof Secret) before = before.open();
  if (after instanceof Secret) after = after.open();
  if (before === after) return;
  if (before === undefined) report(path, "add");
  else if (after === undefined) report(path, "delete");
  else if (isProperties(before) && isProperties(after)) compareProperties(path, before, after, report);
  else if (isList(before) && isList(after)) compareLists(path, before, after, report);
  else if (!(before instanceof Unknown && after instanceof Unknown)) report(path, "update");
}

function compareLists(path: string, before: Value[], after: Value[], report: Report): void {
  for (let index = 0; index < Math.max(before.length, after.length); index++) {
    compareValues(`${path}[${index}]`, before[index], after[index], report);
  }
}

/** Appends a key to a path; a key that is not a plain word is quoted. */
export function joinKey(path: string, key: string): string {
  if (!/^[A-Za-z_$][\w$-]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

/** The first segment of a path: the property it lies in. */
export function rootOf(path: string): string {
  return /^(?:\["((?:[^"\\]|\\.)*)"\]|[^.[]+)/.exec(path)?.[0] ?? path;
}

/** Drops the changes that lie at or under one of the ignored paths (the option `ignoreChanges`). */
export function withoutIgnored(changes: Changes, ignored: readonly string[]): Changes {
  return Object.fromEntries(
    Object.entries(changes).filter(([path]) => !ignored.some((prefix) => covers(prefix, path))),
  );
}

/** Whether a path is another one, or lies below it. */
export function covers(prefix: string, path: string): boolean {
  return path === prefix || (path.startsWith(prefix) && /^[.[]/.test(path.slice(prefix.length)));
}
