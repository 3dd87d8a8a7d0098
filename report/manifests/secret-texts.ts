import type { JsonObject } from "../../provider/protocol/value.ts";
import { isObject } from "../json.ts";

/** Texts of a Secret by their keys. */
export type Texts = Readonly<Record<string, string>>;

/** Bytes of texts that a Secret has, whether they were given so or in Base64; one text where nobody knows its keys. */
export function secretTexts(body: JsonObject | undefined): Texts {
  const entries = (field: string, encoding: "base64" | "utf8"): [string, string][] => {
    const value = body?.[field];
    if (typeof value === "string") return [[field, value]];
    return Object.entries(isObject(value) ? value : {}).map(([key, text]) => [
      key,
      Buffer.from(typeof text === "string" ? text : JSON.stringify(text), encoding).toString("latin1"),
    ]);
  };
  const given = [...entries("data", "base64"), ...entries("stringData", "utf8")];
  return Object.fromEntries(given.sort(([a], [b]) => (a < b ? -1 : 1)));
}
