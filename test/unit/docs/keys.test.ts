import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { keyNames } from "../../../config/secrets/catalogue.ts";
import { CHECKOUT } from "../../../sandbox/layout.ts";

for (const page of ["keys.md", "keys.zh-CN.md"]) {
  test(`${page} names every key`, () => {
    const text = readFileSync(path.join(CHECKOUT, "docs", page), "utf8");
    for (const name of keyNames) assert.ok(text.includes(`| \`${name}\` `), name);
  });
}
