import { randomBytes } from "node:crypto";
import { UNKNOWN, pick } from "../../../provider/protocol/value.ts";
import { generated } from "./generated.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An identifier, not secret; its id is its value; imported by it. */
export const randomUuid = generated({
  settings: (properties) => pick(properties, ["keepers"]),
  failures: () => [],
  draw() {
    // As the official plugin: 128 random bits in the notation, without the version and variant bits of RFC 9562.
    const hex = randomBytes(16).toString("hex");
    const result = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    return { id: result, outputs: { id: result, result } };
  },
  undrawn: { id: UNKNOWN, result: UNKNOWN },
  adopt(text) {
    const result = text.toLowerCase();
    if (!UUID.test(result))
      throw new Error("RandomUuid is imported by its value, 8-4-4-4-12 hexadecimal digits");
    return { id: result, inputs: {}, outputs: { id: result, result } };
  },
});
