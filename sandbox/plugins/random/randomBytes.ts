import { randomBytes } from "node:crypto";
import type { Created } from "../../../provider/protocol/provider.ts";
import { Secret, UNKNOWN, pick } from "../../../provider/protocol/value.ts";
import { countFailures, generated } from "./generated.ts";

/**
 * Secret bytes; imported by their base64. As in the official plugin that is the id too, and ids stand in the state
 * in the clear: not for keys.
 */
export const randomBytesResource = generated({
  settings: (properties) => pick(properties, ["length", "keepers"]),
  failures: (settings) => countFailures(settings, "length"),
  draw: (settings) => describe(randomBytes(Number(settings.length))),
  undrawn: { base64: new Secret(UNKNOWN), hex: new Secret(UNKNOWN) },
  adopt(text) {
    const bytes = Buffer.from(text, "base64");
    if (bytes.length === 0 || bytes.toString("base64") !== text) {
      throw new Error("RandomBytes is imported by the base64 text of the bytes, with padding");
    }
    const { id, outputs } = describe(bytes);
    return { id, inputs: { length: bytes.length }, outputs: { ...outputs, length: bytes.length } };
  },
});

function describe(bytes: Buffer): Created {
  const base64 = bytes.toString("base64");
  return { id: base64, outputs: { base64: new Secret(base64), hex: new Secret(bytes.toString("hex")) } };
}
