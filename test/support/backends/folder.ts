import { readFileSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Backend } from "./backend.ts";

/** States in a folder of this machine. */
export async function folderBackend(): Promise<Backend> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "bkpaas-backend-"));
  return {
    url: `file://${folder}`,
    env: {},
    kept: () => textOf(folder),
    stop: () => rm(folder, { recursive: true }),
  };
}

/** The text of every file below a folder. */
export async function textOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), "utf8"))
    .join("\n");
}
