import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { PAGES, pageText } from "../../../sandbox/commands/docs.ts";
import { withTables } from "../../../sandbox/docs/page.ts";
import { CHECKOUT } from "../../../sandbox/layout.ts";

for (const [page, tables] of Object.entries(PAGES)) {
  test(`${page} is what make docs writes`, async () => {
    const file = path.join(CHECKOUT, page);
    const text = readFileSync(file, "utf8");
    assert.equal(await pageText(text, tables, file), text, "run: make docs");
  });
}

test("a page gets its tables where it asks for them, and nothing else of it changes", () => {
  const page = "before\n\n<!-- table: a:One -->\nold\n<!-- end -->\n\nafter\n";
  const filled = withTables(page, { "a:One": "| new |" });
  assert.match(filled, /^before\n\n<!-- table: a:One -->\n\n\| new \|\n\n<!-- end -->\n\nafter\n$/);
  assert.equal(withTables(filled, { "a:One": "| new |" }), filled);
});

test("a table that no page shows, or that is not there, is an error", () => {
  assert.throws(() => withTables("", { one: "" }), /shows no table one/);
  assert.throws(() => withTables("<!-- table: two -->\n\n<!-- end -->", {}), /no table two/);
});
