import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { CHECKOUT } from "../../../../sandbox/layout.ts";
import { baseOf, fileAt, withChartsAt } from "../../../../sandbox/report/base.ts";

test("a base is any commit that the checkout has", () => {
  const { name, commit } = baseOf("HEAD");
  assert.equal(name, "HEAD");
  assert.match(commit, /^[0-9a-f]{40}$/);
});

test("a base that is not there is refused with what to do, and is no option of git", () => {
  assert.throws(() => baseOf("no/such-branch"), /no commit no\/such-branch\. Name a branch, .* git fetch/);
  assert.throws(() => baseOf("--all"), /no commit --all/);
});

/** What is said of a base that is not there, in another clone. */
function refusalIn(gitFolder: string): string {
  process.env.GIT_DIR = gitFolder;
  try {
    baseOf("HEAD~1");
  } catch (error) {
    return error instanceof Error ? error.message : "";
  } finally {
    delete process.env.GIT_DIR;
  }
  return "";
}

test("a shallow clone is told how to get its history, and a folder without git that it needs one", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "bkpaas-base-"));
  try {
    const clone = path.join(folder, "shallow.git");
    execFileSync("git", ["clone", "--quiet", "--bare", "--depth=1", `file://${CHECKOUT}`, clone]);
    assert.match(refusalIn(clone), /no commit HEAD~1\. It is a shallow clone; .*git fetch --unshallow/);
    assert.match(refusalIn(folder), /not in git, .* a clone of the repository/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a file that the base does not have is nothing", () => {
  const base = baseOf("HEAD");
  assert.equal(fileAt(base, "no-such-file"), undefined);
  assert.match(fileAt(base, "package.json") ?? "", /"name": "bkpaas"/);
});

test("the charts of the base are there while something is done with them, and no longer", async () => {
  const folder = await withChartsAt(baseOf("HEAD"), (place) => {
    assert.match(readFileSync(path.join(place, "charts/paas-stack/Chart.yaml"), "utf8"), /name: paas-stack/);
    return Promise.resolve(place);
  });
  assert.ok(!existsSync(folder));
});

test("they go where the work fails, too", async () => {
  let folder = "";
  const failing = withChartsAt(baseOf("HEAD"), (place) => {
    folder = place;
    return Promise.reject(new Error("no"));
  });
  await assert.rejects(failing, /no/);
  assert.ok(folder !== "" && !existsSync(folder));
});
