import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { wrapperOf } from "../../../sandbox/stack/wrapper.ts";

const home = fs.mkdtempSync(path.join(os.tmpdir(), "bkpaas wrapper-"));
const checkout = path.join(home, "check out");
const other = path.join(checkout, "examples", "consumer");
const configFile = path.join(checkout, ".sandbox", "Pulumi.dev.yaml");
const wrapper = path.join(home, "pulumi");

fs.mkdirSync(path.join(checkout, "docs"), { recursive: true });
fs.mkdirSync(other, { recursive: true });
for (const folder of [checkout, other]) fs.writeFileSync(path.join(folder, "Pulumi.yaml"), "");
// A CLI that says which stack is selected, and else what it was given.
const cli = path.join(home, "a cli");
fs.writeFileSync(cli, `#!/bin/sh\n[ "$1" = stack ] && echo dev || printf '%s\\n' "$@"\n`, { mode: 0o755 });
fs.writeFileSync(wrapper, wrapperOf({ cli, checkout, configFile }), { mode: 0o755 });

after(() => {
  fs.rmSync(home, { recursive: true });
});

/** What the CLI is given for arguments typed in a folder. */
function given(cwd: string, ...args: string[]): string[] {
  return execFileSync(wrapper, args, { cwd, encoding: "utf8" }).trimEnd().split("\n");
}

const ADDED = ["--config-file", configFile];

test("commands that read the configuration get that of dev, wherever in the checkout they are typed", () => {
  for (const cwd of [checkout, path.join(checkout, "docs")]) {
    assert.deepEqual(given(cwd, "up", "--yes"), ["up", "--yes", ...ADDED]);
  }
  assert.deepEqual(given(checkout, "up", "--stack", "organization/bkpaas/dev").slice(3), ADDED);
  assert.deepEqual(given(home, "up", "--cwd", checkout).slice(3), ADDED);
  assert.deepEqual(given(home, "up", `--cwd=${checkout}`).slice(2), ADDED);
});

test("another project within the checkout keeps its own configuration, whichever stack is selected", () => {
  assert.deepEqual(given(other, "config", "set", "platform", "x"), ["config", "set", "platform", "x"]);
  assert.deepEqual(given(other, "up", "--stack", "dev"), ["up", "--stack", "dev"]);
  assert.deepEqual(given(checkout, "up", "-C", other), ["up", "-C", other]);
});

test("other stacks, other commands and files that are named stay as they are", () => {
  assert.deepEqual(given(checkout, "up", "-s", "prod"), ["up", "-s", "prod"]);
  assert.deepEqual(given(checkout, "up", "--stack=prod"), ["up", "--stack=prod"]);
  assert.deepEqual(given(checkout, "up", "--config-file", "own"), ["up", "--config-file", "own"]);
  assert.deepEqual(given(checkout, "about"), ["about"]);
  assert.deepEqual(given(home, "up"), ["up"]);
});
