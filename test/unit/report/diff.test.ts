import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "../../support/fast-check.ts";
import { unifiedDiff } from "../../../report/manifests/diff.ts";

const numbered = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `line ${index + 1}`);
const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");

test("texts that are the same have no diff", () => {
  assert.equal(unifiedDiff("a\nb\n", "a\nb\n"), "");
});

test("a changed line stands between three lines before and after it", () => {
  const lines = numbered(20);
  const diff = unifiedDiff(text(lines), text(lines.with(9, "another")));
  assert.deepEqual(diff.split("\n"), [
    "@@ -7,7 +7,7 @@",
    ...[" line 7", " line 8", " line 9", "-line 10", "+another", " line 11", " line 12", " line 13"],
  ]);
});

test("changes far apart have hunks of their own, neighbours share one", () => {
  const lines = numbered(30);
  const far = unifiedDiff(text(lines), text(lines.with(2, "x").with(25, "y")));
  const near = unifiedDiff(text(lines), text(lines.with(9, "x").with(15, "y")));
  assert.deepEqual(far.match(/^@@.*/gm), ["@@ -1,6 +1,6 @@", "@@ -23,7 +23,7 @@"]);
  assert.deepEqual(near.match(/^@@.*/gm), ["@@ -7,13 +7,13 @@"]);
});

test("what is new or gone as a whole begins at line 0 of the side that has nothing", () => {
  assert.equal(unifiedDiff("", "a\nb\n"), "@@ -0,0 +1,2 @@\n+a\n+b");
  assert.equal(unifiedDiff("a\n", ""), "@@ -1 +0,0 @@\n-a");
});

/** What a diff makes of a text, by its own line numbers. */
function patched(old: readonly string[], diff: string): string[] {
  const after = [...old];
  let shift = 0;
  for (const hunk of diff.split(/^(?=@@ )/m).filter((part) => part !== "")) {
    const [head = "", ...lines] = hunk.replace(/\n$/, "").split("\n");
    const [, from = "", length = "1"] = /^@@ -(\d+)(?:,(\d+))? /.exec(head) ?? [];
    const start = Number(from) - (length === "0" ? 0 : 1) + shift;
    const put = lines.filter((line) => !line.startsWith("-")).map((line) => line.slice(1));
    after.splice(start, Number(length), ...put);
    shift += put.length - Number(length);
  }
  return after;
}

test("a diff leads from any text to any other", () => {
  const lines = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 30 });
  fc.assert(
    fc.property(lines, lines, (old, after) => {
      assert.deepEqual(patched(old, unifiedDiff(text(old), text(after))), after);
    }),
  );
});
