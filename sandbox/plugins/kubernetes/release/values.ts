import { type Properties, type Value, isProperties } from "../../../../provider/protocol/value.ts";

/** Helm values over helm values, as helm itself merges files: objects key by key, everything else replaced. */
export function mergeValues(base: Properties, over: Properties): Properties {
  const merged = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = isProperties(value) && isProperties(below) ? mergeValues(below, value) : value;
  }
  return merged;
}

/** A value that should be text; anything else counts as not given. */
export function text(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}
