import assert from "node:assert/strict";
import { describe, it } from "node:test";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { type Properties, Secret, UNKNOWN } from "../../../provider/protocol/value.ts";
import { fromPlain, fromWire, toWire } from "../../../provider/protocol/wire.ts";

// As the engine writes them (pulumi/pulumi sdk/go/common/resource/sig).
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Plain JSON with secrets shown as what they hold, to compare what `Secret` hides. */
function revealed(value: unknown): unknown {
  if (value instanceof Secret) return { secret: revealed(value.open()) };
  if (Array.isArray(value)) return value.map(revealed);
  if (typeof value !== "object" || value === null || value === UNKNOWN) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revealed(item)]));
}

describe("the wire form of properties", () => {
  it("marks secrets and unknowns the way the engine does", () => {
    const wire = toWire({ a: new Secret("s"), b: UNKNOWN, c: new Secret(UNKNOWN), d: [new Secret(1)] });
    assert.deepEqual(wire.toJavaScript(), {
      a: { [SIGNATURE]: SECRET, value: "s" },
      b: UNKNOWN_TEXT,
      c: { [SIGNATURE]: SECRET, value: UNKNOWN_TEXT },
      d: [{ [SIGNATURE]: SECRET, value: 1 }],
    });
  });

  it("comes back as it went", () => {
    const properties: Properties = {
      text: "é密码😀",
      number: 1.5,
      no: false,
      nothing: null,
      list: [1, [], {}],
      secret: new Secret({ user: "u", keys: ["a", UNKNOWN] }),
      "odd.key[0]": "value",
    };
    assert.deepEqual(revealed(fromWire(toWire(properties))), revealed(properties));
  });

  it("reads output values with their secrecy, known or not", () => {
    const read = (fields: object): unknown => revealed(fromPlain({ [SIGNATURE]: OUTPUT, ...fields }));
    assert.equal(read({ value: "v", dependencies: [] }), "v");
    assert.deepEqual(read({ value: "v", secret: true }), { secret: "v" });
    assert.equal(read({}), UNKNOWN);
    assert.deepEqual(read({ secret: true }), { secret: UNKNOWN });
  });

  it("takes a missing struct for an empty one", () => {
    assert.deepEqual(fromWire(undefined), {});
    assert.deepEqual(fromWire(new struct.Struct()), {});
  });
});
