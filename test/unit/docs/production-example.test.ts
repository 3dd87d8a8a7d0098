import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { parse as parseYaml } from "yaml";
import type * as z from "zod";
import { parse } from "../../../config/parse.ts";
import { sections } from "../../../config/schema.ts";
import { fieldsOfVariants, isGroup } from "../../../config/shape.ts";
import { FILES, formatted } from "../../../sandbox/commands/docs.ts";
import { CHECKOUT } from "../../../sandbox/layout.ts";
import { type Section, merged, namedSecrets } from "../../support/named-secrets.ts";

const NAME = "Pulumi.production.example.yaml";
const file = path.join(CHECKOUT, NAME);
const text = readFileSync(file, "utf8");

test(`${NAME} is what make docs writes`, async () => {
  assert.equal(await formatted(FILES[NAME]?.() ?? "", file), text, "run: make docs");
});

/** The sections of the file, with a password in the place of each secret that it names. */
function filledIn(): Section {
  const { config } = parseYaml(text) as { config: Section };
  const set: Section = {};
  for (const [key, value] of Object.entries(config)) set[key.replace("bkpaas:", "")] = value;
  return merged(set, namedSecrets(text));
}

test(`${NAME} is sound once the secrets that it names are set`, () => {
  const filled = filledIn();
  const values = Object.entries(filled).map(([key, value]) => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  const parsed = parse({
    values: Object.fromEntries(values) as Record<string, string>,
    secretKeys: new Set(Object.keys(filled)),
  });
  assert.deepEqual(parsed.ok ? [] : parsed.problems, []);
  assert.ok(parsed.ok && parsed.settings.platform.preset === "production");
});

test(`${NAME} asks for no secret in vain, and holds none`, () => {
  const { config } = parseYaml(text) as { config: Section };
  const values = Object.entries(config).map(([key, value]) => [
    key.replace("bkpaas:", ""),
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  const parsed = parse({
    values: Object.fromEntries(values) as Record<string, string>,
    secretKeys: new Set(),
  });
  const missing = parsed.ok ? [] : parsed.problems.map(({ key }) => key);
  const named = [...text.matchAll(/^ *# pulumi config set --secret --path '(.+)'$/gm)].map(([, key]) => key);
  assert.deepEqual(
    missing.filter((key) => !named.includes(key)),
    [],
  );
  assert.ok(named.length >= 5);
});

/** Every key that can be set, of all variants. */
function keysOf(path: readonly string[], schema: z.ZodType): string[][] {
  if (!isGroup(schema)) return [[...path]];
  return fieldsOfVariants(schema).flatMap((fields) =>
    Object.entries(fields).flatMap(([name, field]) => keysOf([...path, name], field)),
  );
}

/** The keys that a text names, commented out or not: each line's key below those that are indented less. */
function keysNamed(yaml: string): Set<string> {
  const named = new Set<string>();
  const above: { readonly depth: number; readonly name: string }[] = [];
  for (const line of yaml.split("\n")) {
    const [, secret] = /pulumi config set --secret --path '(.+)'/.exec(line) ?? [];
    if (secret !== undefined) named.add(secret);
    const [, indent = "", name] = /^([ #]*)(?:bkpaas:|"?)([\w.-]+)"?:( |$)/.exec(line) ?? [];
    if (name === undefined) continue;
    const depth = indent.replaceAll("# ", "").length;
    while ((above.at(-1)?.depth ?? -1) >= depth) above.pop();
    above.push({ depth, name });
    named.add(
      above
        .slice(1)
        .map((key) => key.name)
        .join("."),
    );
  }
  return named;
}

test(`${NAME} names every key of the configuration`, () => {
  const named = keysNamed(text);
  const keys = Object.entries(sections).flatMap(([name, schema]) => keysOf([name], schema));
  const missing = keys.map((key) => key.join(".")).filter((key) => !named.has(key));
  assert.deepEqual([...new Set(missing)], []);
});
