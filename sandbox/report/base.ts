import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { CHECKOUT } from "../layout.ts";

/** A commit that a report compares with, and what it is called. */
export interface Base {
  readonly name: string;
  readonly commit: string;
}

/** What is tried where nobody names a base. */
const USUAL = ["origin/main", "main"];

/**
 * The commit that is compared with.
 * @param ref branch, tag or commit; where there is none, `origin/main` or else `main`
 * @throws Error that says how to name one that is there
 */
export function baseOf(ref: string | undefined): Base {
  const names = ref === undefined || ref === "" ? USUAL : [ref];
  for (const name of names) {
    const found = git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`]);
    if (found !== undefined) return { name, commit: found.trim() };
  }
  throw new Error(absence(names));
}

/** Why no commit of these names is there, and what to do. */
function absence(names: readonly string[]): string {
  const isShallow = git(["rev-parse", "--is-shallow-repository"])?.trim();
  if (isShallow === undefined) {
    return "This folder is not in git, and a report compares with a commit: run it in a clone of the repository.";
  }
  const missing = `This checkout has no commit ${names.join(" or ")}.`;
  return isShallow === "true"
    ? `${missing} It is a shallow clone; fetch the rest first: git fetch --unshallow`
    : `${missing} Name a branch, tag or commit that it has, as in BASE=HEAD~1, or fetch it: git fetch origin main`;
}

/** The text of a file of the checkout as it is in the base; nothing where the base has none. */
export function fileAt({ commit }: Base, file: string): string | undefined {
  return git(["show", `${commit}:./${file}`]);
}

/**
 * Lays the charts of the base into a folder of its own while something is done with it.
 * @param work is given the folder that holds `charts`
 */
export async function withChartsAt<T>({ commit }: Base, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "bkpaas-report-"));
  try {
    const charts = git(["rev-parse", "--verify", "--quiet", `${commit}:./charts`])?.trim();
    if (charts !== undefined) layOut(charts, folder);
    return await work(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes a tree of charts into a folder. */
function layOut(charts: string, folder: string): void {
  const apart = {
    GIT_DIR: git(["rev-parse", "--absolute-git-dir"])?.trim() ?? "",
    GIT_WORK_TREE: folder,
    // That of the checkout is somebody's who is at work.
    GIT_INDEX_FILE: path.join(folder, "index"),
  };
  git(["read-tree", "--prefix=charts/", charts], apart);
  git(["checkout-index", "--all"], apart);
}

/** @returns what it printed; nothing where it failed */
function git(args: readonly string[], env: Readonly<Record<string, string>> = {}): string | undefined {
  const ended = spawnSync("git", args, {
    cwd: CHECKOUT,
    env: { ...process.env, ...env },
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (ended.error) throw new Error(`git does not start (${ended.error.message}): install it.`);
  return ended.status === 0 ? ended.stdout : undefined;
}
