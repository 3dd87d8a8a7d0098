import assert from "node:assert/strict";
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, beforeEach, test } from "node:test";
import { passesGate } from "../../../sandbox/commands/gated.ts";
import { destroy } from "../../../sandbox/commands/destroy.ts";
import { up } from "../../../sandbox/commands/up.ts";

const RECORDED = path.join(import.meta.dirname, "../../contract/recorded/official-kubernetes");
const STACK = { kind: "elsewhere", stack: "prod" } as const;
const URN = "urn:pulumi:prod::bkpaas::kubernetes:core/v1:Namespace::namespace";

// A `pulumi` that writes down how it was called and shows what the test put there.
const dir = mkdtempSync(path.join(os.tmpdir(), "bkpaas-gated-"));
const calls = path.join(dir, "calls");
writeFileSync(
  path.join(dir, "pulumi"),
  `#!/bin/sh
echo "$@" >> "${calls}"
case "$*" in
  config*) cat > /dev/null; cat "${dir}/config.json" ;;
  *--json*) cat > /dev/null; cat "${dir}/preview.json"; exit "$(cat "${dir}/code")" ;;
  *export*) cat > /dev/null; echo '{"deployment": {}}' ;;
esac
`,
);
chmodSync(path.join(dir, "pulumi"), 0o755);
process.env.PATH = `${dir}:${process.env.PATH ?? ""}`;

after(() => {
  rmSync(dir, { recursive: true });
});

beforeEach(() => {
  writeFileSync(calls, "");
  writeFileSync(path.join(dir, "code"), "0");
  writeFileSync(path.join(dir, "config.json"), "{}");
});

function shows(preview: unknown): void {
  writeFileSync(path.join(dir, "preview.json"), JSON.stringify(preview));
}

function called(): string[] {
  return readFileSync(calls, "utf8").split("\n").filter(Boolean);
}

const DELETION = { steps: [{ op: "delete", urn: URN, oldState: { inputs: {} } }], changeSummary: {} };

test("up applies what the gate passed, with a preview of its own", async () => {
  copyFileSync(path.join(RECORDED, "preview-noop.json"), path.join(dir, "preview.json"));
  assert.equal(await up(STACK), 0);
  assert.deepEqual(called(), [
    "preview --json --stack prod",
    "config --json --stack prod",
    "up --stack prod",
  ]);
});

test("up goes on after a failure where the stack has application clusters", async () => {
  copyFileSync(path.join(RECORDED, "preview-noop.json"), path.join(dir, "preview.json"));
  writeFileSync(path.join(dir, "config.json"), '{ "bkpaas:appClusters": { "secret": true } }');
  assert.equal(await up(STACK), 0);
  assert.equal(called().at(-1), "up --continue-on-error --stack prod");
});

test("up applies nothing when a rule is broken", async () => {
  shows(DELETION);
  assert.equal(await up(STACK), 1);
  assert.deepEqual(called(), ["preview --json --stack prod"]);
});

test("up applies nothing when the preview fails, even if it tells of no error", async () => {
  writeFileSync(path.join(dir, "code"), "255");
  shows({ steps: [], changeSummary: {} });
  assert.equal(await up(STACK), 1);
  assert.equal(called().length, 1);
});

test("destroy deletes nothing irreplaceable, protected or not", async () => {
  shows(DELETION);
  assert.equal(await destroy(STACK, "keep"), 1);
  assert.deepEqual(called().slice(1), ["destroy --preview-only --json --stack prod"]);
});

test("destroy with DATA=delete deletes keys and data", async () => {
  shows(DELETION);
  assert.equal(await destroy(STACK, "delete"), 0);
  assert.equal(called().at(-1), "destroy --stack prod");
});

test("DATA=delete lets no other rule be broken", async () => {
  copyFileSync(path.join(RECORDED, "preview-release-value.json"), path.join(dir, "preview.json"));
  assert.equal(await passesGate(STACK, "destroy", "delete"), false);
});
