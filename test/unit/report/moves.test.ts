import assert from "node:assert/strict";
import { test } from "node:test";
import type { LeafChange } from "../../../report/model.ts";
import { withoutMoves } from "../../../report/changes/moves.ts";

function leaf(path: string, old?: string, after?: string): LeafChange {
  return {
    path,
    ...(old !== undefined && { old: { kind: "plain", text: old } }),
    ...(after !== undefined && { new: { kind: "plain", text: after } }),
  };
}

test("a line in front of a list is one line more, not a change of every line", () => {
  const leaves = [leaf("steps[0]", "a", "new"), leaf("steps[1]", "b", "a"), leaf("steps[2]", undefined, "b")];
  assert.deepEqual(withoutMoves(leaves), [leaf("steps[]", undefined, "new")]);
});

test("a line that is there twice counts twice", () => {
  const leaves = [leaf("steps[0]", "a", "b"), leaf("steps[1]", "a", "a2"), leaf("steps[2]", "b", "a")];
  assert.deepEqual(withoutMoves(leaves), [leaf("steps[]", "a"), leaf("steps[]", undefined, "a2")]);
});

test("a list in which only the order is another stays as it is", () => {
  const leaves = [leaf("args[0]", "a", "b"), leaf("args[1]", "b", "a")];
  assert.deepEqual(withoutMoves(leaves), leaves);
});

test("entries that are other ones keep their places", () => {
  const leaves = [leaf("args[0]", "a", "b"), leaf("env[0].value", "1", "2")];
  assert.deepEqual(withoutMoves(leaves), leaves);
});

test("secrets of a list are never matched by what they show", () => {
  const secret: LeafChange = { path: "hosts[0]", old: { kind: "secret" }, new: { kind: "secret" } };
  const leaves = [secret, leaf("hosts[1]", "a", "a2")];
  assert.deepEqual(withoutMoves(leaves), leaves);
});
