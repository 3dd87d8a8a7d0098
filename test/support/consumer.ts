import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { CHECKOUT } from "../../sandbox/layout.ts";

const run = promisify(execFile);

/** The package by which other stacks read the platform's outputs. */
const READER = path.join(CHECKOUT, "contract", "reader");

/** Packages of this checkout that a consumer has too, by scope. */
const SHARED = ["@pulumi", "@types"];

/**
 * Copies a consumer's folder as it would be in another repository: the reader is a package under node_modules, as npm
 * packs it, and nothing of this checkout is beside it. The other packages are linked.
 */
export async function installConsumer(folder: string, directory: string): Promise<void> {
  fs.cpSync(folder, directory, { recursive: true, filter: (name) => !name.includes("node_modules") });
  const packages = path.join(directory, "node_modules");
  fs.mkdirSync(packages);
  for (const scope of SHARED) {
    fs.symlinkSync(path.join(CHECKOUT, "node_modules", scope), path.join(packages, scope));
  }
  await unpackReader(path.join(packages, "bkpaas-outputs"));
}

/** npm packs what the package's own list of files names, and asks no registry for that. */
async function unpackReader(directory: string): Promise<void> {
  const options = [
    "--ignore-scripts",
    "--offline",
    "--json",
    `--pack-destination=${path.dirname(directory)}`,
  ];
  const { stdout } = await run("npm", ["pack", ...options], { cwd: READER });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  const archive = path.join(path.dirname(directory), filename);
  fs.mkdirSync(directory);
  await run("tar", ["--extract", "--strip-components=1", `--file=${archive}`, `--directory=${directory}`]);
  fs.rmSync(archive);
}
