import type { Json, JsonObject } from "../provider/protocol/value.ts";

/** Whether it is an object with properties. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What is at a path such as `spec.template`; undefined for nothing. No key on the way may have a dot in it. */
export function at(value: Json | undefined, path: string): Json | undefined {
  return path
    .split(".")
    .reduce<Json | undefined>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
}
