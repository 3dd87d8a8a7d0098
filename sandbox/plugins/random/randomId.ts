import { randomBytes } from "node:crypto";
import type { Created } from "../../../provider/protocol/provider.ts";
import { type Properties, UNKNOWN, pick } from "../../../provider/protocol/value.ts";
import { countFailures, generated } from "./generated.ts";

/** A short identifier, not secret, in four notations. Imported by its base64url, after `<prefix>,` if it has one. */
export const randomId = generated({
  settings: (properties) => pick(properties, ["byteLength", "prefix", "keepers"]),
  failures: (settings) => countFailures(settings, "byteLength"),
  draw: (settings) => describe(randomBytes(Number(settings.byteLength)), prefixOf(settings)),
  undrawn: { id: UNKNOWN, b64Std: UNKNOWN, b64Url: UNKNOWN, dec: UNKNOWN, hex: UNKNOWN },
  adopt(text) {
    const [, prefix = "", id = ""] = /^(?:(.*),)?([^,]*)$/s.exec(text) ?? [];
    const bytes = Buffer.from(id, "base64url");
    if (bytes.length === 0 || bytes.toString("base64url") !== id) {
      throw new Error("RandomId is imported by its base64url text, or by <prefix>,<base64url>");
    }
    const inputs: Properties = { byteLength: bytes.length };
    if (prefix !== "") inputs.prefix = prefix;
    return { id, inputs, outputs: { ...inputs, ...describe(bytes, prefix).outputs } };
  },
});

function prefixOf(settings: Properties): string {
  return typeof settings.prefix === "string" ? settings.prefix : "";
}

function describe(bytes: Buffer, prefix: string): Created {
  const id = bytes.toString("base64url");
  const hex = bytes.toString("hex");
  const outputs = {
    id,
    b64Std: prefix + bytes.toString("base64"),
    b64Url: prefix + id,
    dec: prefix + BigInt(`0x${hex}`).toString(),
    hex: prefix + hex,
  };
  return { id, outputs };
}
