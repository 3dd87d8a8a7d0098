import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { copyCheckout } from "../../../support/checkout-copy.ts";

const repository = fs.mkdtempSync(path.join(os.tmpdir(), "bkpaas-repository-"));
after(() => {
  fs.rmSync(repository, { recursive: true });
});

/** Runs a script in the checkout, which is a folder of a repository with one commit. */
async function inSubfolder(...args: string[]): Promise<string> {
  const checkout = path.join(repository, "platform");
  if (!fs.existsSync(checkout)) await commitTo(checkout);
  const env = { PATH: process.env.PATH ?? "", STACK: "dev", BASE: "HEAD", FROM: "graph" };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: checkout,
    env,
    encoding: "utf8",
  });
  assert.equal(status, 0, stderr);
  return stdout;
}

async function commitTo(checkout: string): Promise<void> {
  fs.mkdirSync(checkout);
  await copyCheckout(checkout);
  const git = (...args: string[]): unknown => execFileSync("git", args, { cwd: repository });
  git("init", "--quiet");
  git("add", "--all");
  git("-c", "user.name=test", "-c", "user.email=test@example.test", "commit", "--quiet", "--message=base");
}

test("a checkout that is a folder of a larger repository is compared with its own base", async () => {
  const report = await inSubfolder("sandbox/cli.ts", "report");
  assert.match(report.split("\n")[1] ?? "", /\*\*nothing\*\*/);
});

test("and has the charts of that base", async () => {
  const script = `
    import { readdirSync } from "node:fs";
    import { baseOf, withChartsAt } from "./sandbox/report/base.ts";
    await withChartsAt(baseOf("HEAD"), async (folder) => console.log(readdirSync(folder + "/charts").join()));`;
  assert.match(await inSubfolder("--input-type=module", "--eval", script), /paas-stack/);
});
