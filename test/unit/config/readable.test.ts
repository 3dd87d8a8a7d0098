import assert from "node:assert/strict";
import { test } from "node:test";
import { isUsablePassword, readsAsText } from "../../../config/storage/readable.ts";

// Measured with the platform's own settings reader.
const misread = [
  "123456",
  "true",
  "false",
  "1e5",
  "12e45",
  "1.5",
  '["a"]',
  "{a=1}",
  "nan",
  "inf",
  "0x1f",
  "1_000",
  "+1",
  "-5",
  "2024-01-01",
  "@int 3",
  "@none",
  "@empty",
  "@merge a",
  "$abc",
  "7#x",
];
const unchanged = ["null", "none", "a#b", "1a", "on", "yes", "p4ssw0rd", "Nan", "e12"];

for (const text of misread) {
  test(`${text} would reach the platform as something else`, () => {
    assert.equal(readsAsText(text), false);
    assert.equal(isUsablePassword(text), false);
  });
}

for (const text of ["12:30:00", "'abc'", '"abc"', " 7", "7 # seven", "true\n"]) {
  test(`${JSON.stringify(text)} would not reach the platform as that text`, () => {
    assert.equal(readsAsText(text), false);
  });
}

for (const text of unchanged) {
  test(`${text} reaches the platform as it is`, () => {
    assert.equal(readsAsText(text), true);
    assert.equal(isUsablePassword(text), true);
  });
}

for (const text of ["a:b", "a'b", 'a"b', "a\\b", "a b", "a`b", "pässword", "12:30:00", "a\nb", ""]) {
  test(`${JSON.stringify(text)} is refused as a password`, () => {
    assert.equal(isUsablePassword(text), false);
  });
}
