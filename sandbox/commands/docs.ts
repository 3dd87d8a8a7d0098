import fs from "node:fs";
import path from "node:path";
import { format, resolveConfig } from "prettier";
import { READER_FILES } from "../../contract/reader-files.ts";
import { SCHEMA_FILE, jsonSchema } from "../../contract/schema.ts";
import { keyTables } from "../docs/key-tables.ts";
import { outputTables } from "../docs/output-tables.ts";
import { withTables } from "../docs/page.ts";
import { productionExample } from "../docs/production-example.ts";
import { providerTables } from "../docs/provider-tables.ts";
import { CHECKOUT } from "../layout.ts";

/** Pages with tables that are made: from the catalogue of keys, and from the declarations of the contract and the provider. */
export const PAGES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "docs/keys.md": keyTables("en"),
  "docs/keys.zh-CN.md": keyTables("zh"),
  "docs/outputs.md": outputTables("en"),
  "docs/outputs.zh-CN.md": outputTables("zh"),
  "docs/provider.md": providerTables("en"),
  "docs/provider.zh-CN.md": providerTables("zh"),
};

/** Files that are made as a whole. */
export const FILES: Readonly<Record<string, () => string>> = {
  "Pulumi.production.example.yaml": productionExample,
  [SCHEMA_FILE]: jsonSchema,
  ...READER_FILES,
};

/** Makes the tables of the documentation anew, and the files that are made as a whole. */
export async function docs(): Promise<number> {
  for (const [page, tables] of Object.entries(PAGES)) {
    const file = path.join(CHECKOUT, page);
    fs.writeFileSync(file, await pageText(fs.readFileSync(file, "utf8"), tables, file));
    console.log(page);
  }
  for (const [name, text] of Object.entries(FILES)) {
    const file = path.join(CHECKOUT, name);
    fs.writeFileSync(file, await formatted(text(), file));
    console.log(name);
  }
  return 0;
}

/** A page as it should be. */
export async function pageText(
  text: string,
  tables: Readonly<Record<string, string>>,
  file: string,
): Promise<string> {
  return formatted(withTables(text, tables), file);
}

/** A text as prettier writes it into that file. */
export async function formatted(text: string, file: string): Promise<string> {
  const options = await resolveConfig(file);
  return format(text, { ...options, filepath: file });
}
