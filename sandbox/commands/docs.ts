import fs from "node:fs";
import path from "node:path";
import { format, resolveConfig } from "prettier";
import { type Language, keyTables } from "../docs/key-tables.ts";
import { withTables } from "../docs/page.ts";
import { CHECKOUT } from "../layout.ts";

/** Pages with tables that are made from the catalogue of keys. */
export const PAGES: Readonly<Record<string, Language>> = {
  "docs/keys.md": "en",
  "docs/keys.zh-CN.md": "zh",
};

/** Makes the tables of the documentation anew. */
export async function docs(): Promise<number> {
  for (const [page, language] of Object.entries(PAGES)) {
    const file = path.join(CHECKOUT, page);
    fs.writeFileSync(file, await pageText(fs.readFileSync(file, "utf8"), language, file));
    console.log(page);
  }
  return 0;
}

/** A page as it should be. */
export async function pageText(text: string, language: Language, file: string): Promise<string> {
  const options = await resolveConfig(file);
  return format(withTables(text, keyTables(language)), { ...options, filepath: file });
}
