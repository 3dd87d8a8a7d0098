import type { Failure } from "../../../provider/protocol/provider.ts";
import { type Properties, openSecrets } from "../../../provider/protocol/value.ts";

/** Fills in defaults the way the official plugin stores them: with the names it filled in. */
export function withDefaults(inputs: Properties, defaults: Properties): Properties {
  const filled = Object.keys(defaults).filter((name) => inputs[name] === undefined);
  return { ...defaults, ...inputs, __defaults: filled.sort() };
}

/** Whether a property was left to its default by the program. */
export function isDefault(inputs: Properties, name: string): boolean {
  return Array.isArray(inputs.__defaults) && inputs.__defaults.includes(name);
}

/** A failure for each of these properties that is not there. */
export function missing(inputs: Properties, names: readonly string[]): Failure[] {
  const absent = names.filter((name) => inputs[name] === undefined || inputs[name] === "");
  return absent.map((property) => ({ property, reason: `${property} is required` }));
}

/** A failure for each of these properties that is there, because only the official plugin knows it. */
export function unsupported(inputs: Properties, hints: Readonly<Record<string, string>>): Failure[] {
  const present = Object.entries(hints).filter(([property]) => inputs[property] !== undefined);
  return present.map(([property, hint]) => ({
    property,
    reason: `the sandbox's stand-in for the mysql plugin has no ${property}: ${hint}`,
  }));
}

/** The text of a property, opened if it is secret; empty when it is not there. @throws Error for anything else. */
export function textOf(properties: Properties, name: string): string {
  const value = openSecrets(properties)[name] ?? "";
  if (typeof value !== "string") throw new Error(`${name} must be a text`);
  return value;
}
