import assert from "node:assert/strict";
import { test } from "node:test";
import { fit, whole } from "../../../report/markdown/fit.ts";
import { type Section, list, table } from "../../../report/markdown/section.ts";

const first = list("First", "lines", [{ text: "- ä\n" }, { text: "- b\n" }]);
const second = list("Second", "blocks", [{ text: "- block\n" }]);
const head = "# Head\n\n";
const all = whole(head, [first, second]);
const size = Buffer.byteLength(all);
const place = "prod.full.md";

function fitted(limit: number, sections: readonly Section[] = [first, second]): string {
  return fit(head, sections, place, limit);
}

test("what is as long as the limit is there in full, and nothing is said to be missing", () => {
  assert.equal(fitted(size), all);
});

test("one byte less leaves out the last piece of the least important section, and says so", () => {
  const lines = Array.from({ length: 20 }, (_, index) => ({ text: `- line ${index}\n` }));
  const sections = [list("First", "lines", lines), list("Second", "blocks", [{ text: "- block\n" }])];
  const enough = Buffer.byteLength(whole(head, sections));
  assert.equal(fitted(enough, sections), whole(head, sections));
  const text = fitted(enough - 1, sections);
  assert.ok(Buffer.byteLength(text) < enough);
  assert.match(text, /line 0/);
  assert.doesNotMatch(text, /### Second/);
  assert.match(
    text,
    /left out or shortened: .*1 of 1 blocks\. The whole report is the file `prod\.full\.md`\.\n$/,
  );
});

test("bytes are counted, not characters", () => {
  const wide = list("Wide", "lines", [{ text: `- ${"漢".repeat(400)}\n` }]);
  assert.match(fit(head, [wide], place, 1000), /1 of 1 lines/);
  assert.match(fit(head, [wide], place, 1300), /漢/);
});

test("a section of which nothing fits has no heading", () => {
  const big = list("Big", "lines", [{ text: `${"x".repeat(5000)}\n` }]);
  const text = fitted(600, [big, first]);
  assert.doesNotMatch(text, /Big/);
  assert.match(text, /- ä/);
});

test("a piece that is too long for its kind is short in a comment and in full in the whole", () => {
  const rows = table(
    "Values",
    "values",
    ["Property", "After"],
    [[{ value: "a" }, { value: "x".repeat(2000) }]],
  );
  assert.match(fitted(60_000, [rows]), /`x{90}…x{30} \(2000 characters\)`/);
  assert.match(fitted(60_000, [rows]), /1 of 1 values/);
  assert.match(whole(head, [rows]), /x{2000}/);
});
