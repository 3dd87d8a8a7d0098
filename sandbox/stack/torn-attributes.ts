import fs from "node:fs";
import path from "node:path";
import { jsonIn } from "../json.ts";

/**
 * Removes what a kill left half-written beside the files of a file backend: their attributes, which unlike the files are not
 * written in one step. With torn ones a file can't be read ("failed to load checkpoint: EOF", seen with 3.259.0); without
 * any it can.
 * @returns the files that were removed
 */
export function removeTornAttributes(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  const torn = fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".attrs"))
    .map((name) => path.join(folder, name))
    .filter((file) => jsonIn(fs.readFileSync(file, "utf8")) === undefined);
  for (const file of torn) fs.rmSync(file);
  return torn;
}
