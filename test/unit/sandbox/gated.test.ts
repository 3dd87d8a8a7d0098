import assert from "node:assert/strict";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { passesGate, previewOf } from "../../../sandbox/commands/gated.ts";
import { destroy } from "../../../sandbox/commands/destroy.ts";
import { up } from "../../../sandbox/commands/up.ts";
import { fakePulumi } from "../../support/fake-pulumi.ts";

const RECORDED = path.join(import.meta.dirname, "../../contract/recorded/official-kubernetes");
const STACK = { kind: "elsewhere", stack: "prod" } as const;
const URN = "urn:pulumi:prod::bkpaas::kubernetes:core/v1:Namespace::namespace";

const pulumi = fakePulumi();

function shows(preview: unknown): void {
  writeFileSync(pulumi.preview, JSON.stringify(preview));
}

function called(): string[] {
  return readFileSync(pulumi.calls, "utf8").split("\n").filter(Boolean);
}

const DELETION = { steps: [{ op: "delete", urn: URN, oldState: { inputs: {} } }], changeSummary: {} };

test("up applies what the gate passed, with a preview of its own", async () => {
  copyFileSync(path.join(RECORDED, "preview-noop.json"), pulumi.preview);
  assert.equal(await up(STACK), 0);
  assert.deepEqual(called(), [
    "preview --json --stack prod",
    "config --json --stack prod",
    "up --stack prod",
  ]);
});

test("the preview of an up comes as events, like a report's; that of a destroy does not", async () => {
  shows({ steps: [], changeSummary: {} });
  await passesGate(STACK, "up");
  await passesGate(STACK, "destroy");
  assert.equal(readFileSync(pulumi.streamed, "utf8"), "true\nfalse\n");
});

test("what the CLI prints arrives as it is, whatever its length", async () => {
  const text = `x${"环境".repeat(100_000)}`;
  writeFileSync(pulumi.preview, text);
  assert.equal((await previewOf(STACK, "up")).output, text);
});

test("up goes on after a failure where the stack has application clusters", async () => {
  copyFileSync(path.join(RECORDED, "preview-noop.json"), pulumi.preview);
  writeFileSync(pulumi.config, '{ "bkpaas:appClusters": { "secret": true } }');
  assert.equal(await up(STACK), 0);
  assert.equal(called().at(-1), "up --continue-on-error --stack prod");
});

test("up applies nothing when a rule is broken", async () => {
  shows(DELETION);
  assert.equal(await up(STACK), 1);
  assert.deepEqual(called(), ["preview --json --stack prod"]);
});

test("up applies nothing when the preview fails, even if it tells of no error", async () => {
  writeFileSync(pulumi.code, "255");
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
  copyFileSync(path.join(RECORDED, "preview-release-value.json"), pulumi.preview);
  assert.equal(await passesGate(STACK, "destroy", "delete"), false);
});
