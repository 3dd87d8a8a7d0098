import { readsAsText } from "../../config/storage/readable.ts";

/**
 * How a text gets through what charts and the platform's settings readers do with it. Each function answers the text as it
 * has to be given so that the reader at the end holds the one that was meant.
 */

/** Characters that JSON leaves as they are, and YAML and TOML don't take. */
const UNPRINTABLE = /[\u007f-\u009f\ufeff\ufffe\uffff]/g;

/** In double quotes, with the escapes that JSON, YAML and TOML have in common. */
function inQuotes(text: string): string {
  const escape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(text).replaceAll(UNPRINTABLE, escape);
}

/** A text of TOML: literal where it can be, for there nothing has to be escaped. */
export function tomlText(text: string): string {
  return /^[\t\x20-\x26\x28-\x7e]*$/.test(text) ? `'${text}'` : inQuotes(text);
}

/**
 * For apiserver and workloads, whose reader (dynaconf) takes every variable for a value of TOML: as it is, or in quotes
 * where it would become a number, a date or a list. Measured: the reader takes the quotes away.
 */
export function dynaconfText(text: string): string {
  return readsAsText(text) ? text : tomlText(text);
}

/** For a template that writes a value between double quotes, as chart bkpaas3 does nearly everywhere. */
export function insideQuotes(text: string): string {
  return inQuotes(text).slice(1, -1);
}

/** For a template that writes a value without any quotes. */
export function withQuotes(text: string): string {
  return inQuotes(text);
}

/** For `value` of a container's variable: Kubernetes puts other variables in for `$(…)`, and `$$` is a dollar sign. */
export function containerText(text: string): string {
  return text.replaceAll("$", () => "$$");
}
