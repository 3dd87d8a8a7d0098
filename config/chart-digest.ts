import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import path from "node:path";

/**
 * A digest of all files of a chart, those of a linked library included. Helm's provider looks only at a local chart's
 * version, so an edited template would go unnoticed; with the digest among the values, every edit is an update.
 */
export function chartDigest(folder: string): string {
  const hash = createHash("sha256");
  for (const file of filesBelow(folder).sort()) {
    hash
      .update(`${path.relative(folder, file)}\0`)
      .update(readFileSync(file))
      .update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}

/** Files of a folder, by the paths that lead to them: a linked folder counts as a folder. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const entry = path.join(folder, name);
    return statSync(entry).isDirectory() ? filesBelow(entry) : [entry];
  });
}
