import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Change, compare, rootOf, withoutIgnored } from "../../../provider/protocol/diff.ts";
import { Secret, UNKNOWN } from "../../../provider/protocol/value.ts";

const add: Change = { kind: "add", replace: false };
const remove: Change = { kind: "delete", replace: false };
const update: Change = { kind: "update", replace: false };

describe("the difference of two sets of properties", () => {
  it("names every changed leaf and what happened to it", () => {
    const before = { same: 1, gone: 1, list: ["a", "b", "c"], deep: { x: 1, y: 2 } };
    const after = { same: 1, fresh: 1, list: ["a", "B"], deep: { x: 1, y: 3 } };
    assert.deepEqual(compare(before, after), {
      gone: remove,
      fresh: add,
      "list[1]": update,
      "list[2]": remove,
      "deep.y": update,
    });
  });

  it("writes paths in the engine's notation", () => {
    const paths = Object.keys(
      compare({ labels: {} }, { labels: { "a.b/c": 1, plain: [{ "0": 1 }] }, "x y": 1 }),
    );
    assert.deepEqual(paths, ['labels["a.b/c"]', "labels.plain", '["x y"]']);
  });

  it("compares secrets by what they hold, and says nothing of secrecy alone", () => {
    assert.deepEqual(compare({ a: new Secret("x") }, { a: "x" }), {});
    assert.deepEqual(compare({ a: new Secret({ b: 1 }) }, { a: new Secret({ b: 2 }) }), { "a.b": update });
  });

  it("takes an unknown for a change, unless it was unknown before", () => {
    assert.deepEqual(compare({ a: "x" }, { a: UNKNOWN }), { a: update });
    assert.deepEqual(compare({ a: "x" }, { a: new Secret(UNKNOWN) }), { a: update });
    assert.deepEqual(compare({ a: UNKNOWN }, { a: UNKNOWN }), {});
  });

  it("takes a change of type for an update", () => {
    assert.deepEqual(compare({ a: [1], b: {}, c: null }, { a: { x: 1 }, b: "", c: 0 }), {
      a: update,
      b: update,
      c: update,
    });
  });

  it("asks of each path whether it replaces", () => {
    const changes = compare({ name: "a", size: 1 }, { name: "b", size: 2 }, (path) => path === "name");
    assert.deepEqual(changes, { name: { kind: "update", replace: true }, size: update });
  });

  it("drops what lies at or under an ignored path, and nothing that only begins alike", () => {
    const changes = { spec: update, "spec.replicas": update, "spec[0]": update, specification: update };
    assert.deepEqual(Object.keys(withoutIgnored(changes, ["spec"])), ["specification"]);
    assert.deepEqual(Object.keys(withoutIgnored({ "a.b": update, "a.bc": update }, ["a.b"])), ["a.bc"]);
  });

  it("finds the property a path lies in", () => {
    assert.equal(rootOf("spec.containers[0].image"), "spec");
    assert.equal(rootOf("list[0]"), "list");
    assert.equal(rootOf("plain"), "plain");
  });
});
