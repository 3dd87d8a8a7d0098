import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { inspect } from "node:util";
import {
  Secret,
  UNKNOWN,
  copySecrecy,
  hasSecret,
  hasUnknown,
  mapProperties,
  openSecrets,
  toJson,
} from "../../../provider/protocol/value.ts";

describe("a property value", () => {
  it("does not show a secret, whichever way it is printed", () => {
    const secret = new Secret("hunter2");
    for (const printed of [secret.toString(), JSON.stringify({ secret }), inspect({ secret })]) {
      assert.equal(printed.includes("hunter2"), false, printed);
    }
  });

  it("holds a secret once, however often it is wrapped", () => {
    assert.equal(new Secret(new Secret("a")).open(), "a");
  });

  it("finds secrets and unknowns at any depth, inside secrets too", () => {
    assert.equal(hasSecret({ a: [{ b: new Secret(1) }] }), true);
    assert.equal(hasSecret({ a: [1, "text", null] }), false);
    assert.equal(hasUnknown(new Secret({ a: [UNKNOWN] })), true);
    assert.equal(hasUnknown({ a: "04da6b54" }), false);
  });

  it("opens every secret and leaves the rest", () => {
    const value = { a: new Secret({ b: new Secret("c") }), d: [new Secret(1), 2], e: UNKNOWN };
    assert.deepEqual(openSecrets(value), { a: { b: "c" }, d: [1, 2], e: UNKNOWN });
  });

  it("becomes plain JSON only when all is known", () => {
    assert.deepEqual(toJson({ a: new Secret([1, null]) }), { a: [1, null] });
    assert.throws(() => toJson({ a: new Secret(UNKNOWN) }), /not known before the update/);
  });

  it("takes over the secrecy of another value, leaf by leaf", () => {
    const pattern = { a: new Secret("old"), list: ["x", new Secret("y")], deep: { b: new Secret(1) } };
    const value = { a: "new", list: ["x", "z", "more"], deep: { b: 2, c: 3 }, other: 4 };
    assert.deepEqual(copySecrecy(value, pattern), {
      a: new Secret("new"),
      list: ["x", new Secret("z"), "more"],
      deep: { b: new Secret(2), c: 3 },
      other: 4,
    });
    const open = copySecrecy(value, pattern) as typeof pattern;
    assert.ok(open.deep.b instanceof Secret && open.list[1] instanceof Secret);
  });

  it("is mapped without walking into what was replaced", () => {
    const mapped = mapProperties({ a: { b: 1 }, c: [1] }, (value) => (value === 1 ? { one: 1 } : undefined));
    assert.deepEqual(mapped, { a: { b: { one: 1 } }, c: [{ one: 1 }] });
  });
});
