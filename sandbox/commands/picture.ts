import fs from "node:fs";
import path from "node:path";
import { pictureOf } from "../../picture/from-graph.ts";
import { mermaidOf } from "../../picture/mermaid.ts";
import { svgOf } from "../../picture/svg.ts";
import { LANGUAGES, type Language } from "../../picture/words.ts";
import { CHECKOUT } from "../layout.ts";
import { recorded, recordedGraph } from "../report/recorded.ts";

/** Where the pictures are. */
export const PICTURES = path.join(CHECKOUT, "docs/pictures");

/** What stands between the name and the ending of a file. */
const SUFFIX: Readonly<Record<Language, string>> = { en: "", zh: ".zh-CN" };

/** The pictures of an environment by the names of their files: Mermaid and SVG, in both languages. */
export async function picturesOf(environment: string): Promise<Record<string, string>> {
  const picture = pictureOf(environment, recordedGraph(environment));
  const files: Record<string, string> = {};
  for (const language of LANGUAGES) {
    files[`${environment}${SUFFIX[language]}.mmd`] = mermaidOf(picture, language);
    files[`${environment}${SUFFIX[language]}.svg`] = await svgOf(picture, language);
  }
  return files;
}

/**
 * Draws the architecture of environments from their recorded graphs.
 * @param only name of the environment; all of them without it
 */
export async function picture(only: string | undefined): Promise<number> {
  const environments = recorded();
  if (only && !environments.includes(only)) {
    console.error(
      `No graph of the environment ${only} is recorded; there are: ${environments.join(", ")}. ` +
        "`make golden` records those of test/golden/environments.ts.",
    );
    return 1;
  }
  for (const environment of !only ? environments : [only]) {
    for (const name of await draw(environment)) console.log(`docs/pictures/${name}`);
  }
  return 0;
}

/** Writes the pictures of an environment. @returns the names of their files */
export async function draw(environment: string): Promise<string[]> {
  const files = await picturesOf(environment);
  fs.mkdirSync(PICTURES, { recursive: true });
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(PICTURES, name), text);
  return Object.keys(files);
}
