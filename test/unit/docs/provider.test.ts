import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { DECLARATIONS } from "../../../provider/schema/all.ts";
import { SETTINGS } from "../../../provider/settings.ts";
import { providerTables } from "../../../sandbox/docs/provider-tables.ts";
import { CHECKOUT } from "../../../sandbox/layout.ts";

for (const [page, language] of [
  ["provider.md", "en"],
  ["provider.zh-CN.md", "zh"],
] as const) {
  const text = readFileSync(path.join(CHECKOUT, "docs", page), "utf8");
  const tables = providerTables(language);

  test(`${page} names every setting`, () => {
    for (const name of Object.keys(SETTINGS)) assert.ok(tables.settings?.includes(`| \`${name}\` |`), name);
  });

  for (const { token, inputs, outputs, errors, exampleId } of DECLARATIONS) {
    const kind = token.replace("bkpaas:", "");

    test(`${page} has a section on ${kind} with inputs, outputs, errors and how it is imported`, () => {
      assert.ok(text.includes(`\n### ${kind}\n`));
      const section = tables[kind] ?? "";
      for (const name of Object.keys({ ...inputs, ...outputs }))
        assert.ok(section.includes(`| \`${name}\` |`), name);
      for (const { then } of errors) assert.ok(section.includes(then[language].split("`")[0] ?? ""));
      assert.equal(section.includes(`pulumi import ${token} `), exampleId !== undefined);
      if (exampleId !== undefined) assert.ok(section.includes(` '${exampleId}' `));
    });
  }
}

test("both pages have the same headings in the same order, and the same code", () => {
  const [english = "", chinese = ""] = ["provider.md", "provider.zh-CN.md"].map((page) =>
    readFileSync(path.join(CHECKOUT, "docs", page), "utf8"),
  );
  const shape = (text: string): string[] =>
    [...text.matchAll(/^(#+ |```\w*|<!-- table: .*)/gm)].map(([line]) => line);
  assert.deepEqual(shape(chinese), shape(english));
});
