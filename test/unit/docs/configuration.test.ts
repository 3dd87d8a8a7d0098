import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import type * as z from "zod";
import { sections } from "../../../config/schema.ts";
import { fieldsOfVariants, isGroup } from "../../../config/shape.ts";
import { CHECKOUT } from "../../../sandbox/layout.ts";

/** Every key that can be set, of all variants. */
function keysOf(path: readonly string[], schema: z.ZodType): string[][] {
  if (!isGroup(schema)) return [[...path]];
  return fieldsOfVariants(schema).flatMap((fields) =>
    Object.entries(fields).flatMap(([name, field]) => keysOf([...path, name], field)),
  );
}

const keys = Object.entries(sections).flatMap(([name, schema]) => keysOf([name], schema));

/** Keys that one table names for several places: those of other servers, and of every managed store. */
function standsForOthers([, second = ""]: readonly string[]): boolean {
  return ["openPaas", "addons"].includes(second);
}

/** The keys of the catalogue are one table by another name; docs/keys.md has their names. */
function asNamed([section = "", ...rest]: readonly string[]): readonly string[] {
  return section === "keys" ? [section, "<name>", ...rest.slice(1)] : [section, ...rest];
}

for (const page of ["configuration.md", "configuration.zh-CN.md"]) {
  test(`${page} names every key of the configuration`, () => {
    const text = readFileSync(path.join(CHECKOUT, "docs", page), "utf8");
    const named = new Set([...text.matchAll(/`([^`\n]+)`/g)].map(([, word = ""]) => word));
    const isNamed = (key: readonly string[]): boolean =>
      named.has(key.join(".")) || (key.length === 2 && named.has(key.at(-1) ?? ""));
    const missing = keys.filter((key) => !standsForOthers(key) && !isNamed(asNamed(key)));
    assert.deepEqual(
      missing.map((key) => key.join(".")),
      [],
    );
    assert.ok(keys.length > 100);
  });
}
