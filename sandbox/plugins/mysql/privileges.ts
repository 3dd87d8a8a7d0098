import { crc32 } from "node:zlib";
import type { Changes } from "../../../provider/protocol/diff.ts";
import { type Value, hasUnknown, isList, openSecrets } from "../../../provider/protocol/value.ts";

/** Names of privileges are words; column lists are not supported. */
const NAME = /^[A-Za-z_]+( [A-Za-z_]+)*$/;

/** Whether a known value can be used as privileges: a list with at least one name and nothing else. */
export function isSet(value: Value | undefined): boolean {
  const names = value === undefined ? undefined : openSecrets(value);
  return (
    isList(names) && names.length > 0 && names.every((name) => typeof name === "string" && NAME.test(name))
  );
}

/**
 * The privileges in the order in which the official plugin lists a set: by the decimal text of each CRC-32.
 * @throws Error when they are anything but names, which would otherwise become part of a statement.
 */
export function privilegeSet(value: Value | undefined): string[] {
  if (!isSet(value)) throw new Error("privileges must be names of privileges");
  const names = openSecrets(value ?? []) as string[];
  const key = (name: string): string => String(crc32(name));
  return [...new Set(names)].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** `privilegeSet` for outputs: what is not known yet stays as it is. */
export function privilegeList(value: Value | undefined): Value {
  if (value === undefined) return [];
  return hasUnknown(value) ? value : privilegeSet(value);
}

/**
 * How a set differs, in the official plugin's way: what goes at its place in the outputs, what comes at its place in
 * the inputs, and the whole when the number changes.
 */
export function privilegeChanges(before: Value | undefined, after: Value | undefined): Changes {
  if (!isList(before) || !isList(after) || hasUnknown(after)) {
    return { privileges: { kind: "update", replace: true } };
  }
  const old = openSecrets(before) as Value[];
  const wanted = openSecrets(after) as Value[];
  const changes: Changes = {};
  if (old.length !== new Set(wanted).size) changes.privileges = { kind: "update" };
  old.forEach((name, index) => {
    if (!wanted.includes(name)) changes[`privileges[${index}]`] = { kind: "delete", replace: true };
  });
  wanted.forEach((name, index) => {
    if (old.includes(name)) return;
    const path = `privileges[${index}]`;
    changes[path] = { kind: path in changes ? "update" : "add", replace: true };
  });
  return changes;
}
