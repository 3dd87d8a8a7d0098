import assert from "node:assert/strict";
import { test } from "node:test";
import { allMatch, compare } from "../../../sandbox/escrow/comparison.ts";

test("each key of either side gets its verdict", () => {
  const verdicts = compare({ same: "a", changed: "b", gone: "c" }, { same: "a", changed: "x", fresh: "d" });
  assert.deepEqual(Object.fromEntries(verdicts), {
    same: "matches",
    changed: "differs",
    fresh: "missing in the file",
    gone: "no longer in the stack",
  });
  assert.ok(!allMatch(verdicts));
});

test("all match only where there is something and nothing else", () => {
  assert.ok(allMatch(compare({ same: "a" }, { same: "a" })));
  assert.ok(!allMatch(compare({}, {})));
  assert.ok(!allMatch(compare({ same: "a", gone: "b" }, { same: "a" })));
});
