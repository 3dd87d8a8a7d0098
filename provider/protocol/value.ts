/**
 * Property values as the engine and a provider exchange them: JSON, with two additions that JSON cannot say.
 * A `Secret` must stay encrypted in the state; `UNKNOWN` is a value that exists only after the update.
 */
export type Value = null | boolean | number | string | Secret | Unknown | Value[] | Properties;

/** The inputs or outputs of one resource. */
export interface Properties {
  [key: string]: Value;
}

/** Plain JSON: what remains of a value once secrets are opened and nothing is unknown. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  [key: string]: Json;
}

/** A value that must never be stored or shown in the clear. Printing it by accident shows `[secret]`. */
export class Secret {
  readonly #value: Value;

  constructor(value: Value) {
    this.#value = value instanceof Secret ? value.open() : value;
  }

  /** The value itself; every call is a place to ask where it goes next. */
  open(): Value {
    return this.#value;
  }

  toString(): string {
    return "[secret]";
  }

  toJSON(): string {
    return "[secret]";
  }
}

/** A value known only after the update; previews carry it. */
export class Unknown {
  toString(): string {
    return "[unknown]";
  }
}

/** The one unknown value. */
export const UNKNOWN = new Unknown();

/** Whether a value is an object with properties, not a list, secret or unknown. */
export function isProperties(value: Value | undefined): value is Properties {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Secret) &&
    !(value instanceof Unknown)
  );
}

/** Whether a value is a list. */
export function isList(value: Value | undefined): value is Value[] {
  return Array.isArray(value);
}

/** Replaces every value for which `replace` answers, and walks into the rest. */
export function mapValue(value: Value, replace: (value: Value) => Value | undefined): Value {
  const replaced = replace(value);
  if (replaced !== undefined) return replaced;
  if (isList(value)) return value.map((item) => mapValue(item, replace));
  return isProperties(value) ? mapProperties(value, replace) : value;
}

/** `mapValue` for the properties of a resource. */
export function mapProperties(
  properties: Properties,
  replace: (value: Value) => Value | undefined,
): Properties {
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [key, mapValue(value, replace)]),
  );
}

/** The properties with these names that are there. */
export function pick(properties: Properties, names: readonly string[]): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => names.includes(name)));
}

/** Whether any value inside satisfies the predicate; secrets are looked into. */
export function someValue(value: Value, predicate: (value: Value) => boolean): boolean {
  if (predicate(value)) return true;
  if (value instanceof Secret) return someValue(value.open(), predicate);
  if (isList(value)) return value.some((item) => someValue(item, predicate));
  return isProperties(value) && Object.values(value).some((item) => someValue(item, predicate));
}

/** Whether a secret is anywhere inside. */
export function hasSecret(value: Value): boolean {
  return someValue(value, (item) => item instanceof Secret);
}

/** Whether an unknown is anywhere inside. */
export function hasUnknown(value: Value): boolean {
  return someValue(value, (item) => item instanceof Unknown);
}

/** The value with every secret opened, for the call that really needs it. */
export function openSecrets(value: Properties): Properties;
export function openSecrets(value: Value): Value;
export function openSecrets(value: Value): Value {
  return mapValue(value, (item) => (item instanceof Secret ? openSecrets(item.open()) : undefined));
}

/**
 * The value as plain JSON, secrets opened.
 * @throws Error when something inside is unknown: the caller should have asked `hasUnknown` first.
 */
export function toJson(value: Properties): JsonObject;
export function toJson(value: Value): Json;
export function toJson(value: Value): Json {
  if (value instanceof Secret) return toJson(value.open());
  if (value instanceof Unknown) throw new Error("a value is not known before the update");
  if (isList(value)) return value.map((item) => toJson(item));
  if (!isProperties(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]));
}

/** Marks in `value` as secret each leaf that is a secret at the same place in `pattern`. */
export function copySecrecy(value: Value, pattern: Value | undefined): Value {
  if (value instanceof Secret || pattern === undefined) return value;
  if (pattern instanceof Secret) return new Secret(value);
  if (isList(value)) {
    return isList(pattern) ? value.map((item, index) => copySecrecy(item, pattern[index])) : value;
  }
  if (!isProperties(value) || !isProperties(pattern)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, copySecrecy(item, pattern[key])]),
  );
}
