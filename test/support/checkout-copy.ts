import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { CHECKOUT } from "../../sandbox/layout.ts";

const run = promisify(execFile);

/** Copies into a folder what git tracks here and what it would track; packages are linked, not copied. */
export async function copyCheckout(dir: string): Promise<void> {
  const listed = await run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: CHECKOUT,
  });
  for (const file of listed.stdout
    .split("\0")
    .filter((name) => fs.existsSync(path.join(CHECKOUT, name)) && name)) {
    fs.cpSync(path.join(CHECKOUT, file), path.join(dir, file), {
      recursive: true,
      verbatimSymlinks: true,
    });
  }
  fs.symlinkSync(path.join(CHECKOUT, "node_modules"), path.join(dir, "node_modules"));
}
