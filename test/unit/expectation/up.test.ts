import assert from "node:assert/strict";
import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, test } from "node:test";
import { expect } from "../../../sandbox/commands/expect.ts";
import { unchanged } from "../../../sandbox/commands/unchanged.ts";
import { up } from "../../../sandbox/commands/up.ts";
import { fakePulumi } from "../../support/fake-pulumi.ts";

const STACK = { kind: "elsewhere", stack: "prod" } as const;

const pulumi = fakePulumi();
const file = path.join(pulumi.dir, "reviewed", "prod.json");

beforeEach(() => {
  rmSync(path.dirname(file), { recursive: true, force: true });
});

/** Lets the preview update a ConfigMap to a value. */
function updates(value: string): void {
  const urn = "urn:pulumi:prod::bkpaas::kubernetes:core/v1:ConfigMap::settings";
  const step = {
    op: "update",
    urn,
    oldState: { inputs: {} },
    newState: { inputs: { data: { value } } },
    detailedDiff: { "data.value": { kind: "update" } },
  };
  writeFileSync(pulumi.preview, JSON.stringify({ steps: [step], changeSummary: {} }));
}

function applied(): string[] {
  return readFileSync(pulumi.calls, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("up"));
}

test("what is expected is kept for its owner alone, without a value", async () => {
  updates("canary");
  assert.equal(await expect(STACK, file), 0);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const text = readFileSync(file, "utf8");
  assert.match(text, /"data\.value"/);
  assert.doesNotMatch(text, /canary/);
});

test("up does what was reviewed, asks nobody and shows no outputs", async () => {
  updates("one");
  await expect(STACK, file);
  assert.equal(await up(STACK, file), 0);
  assert.deepEqual(applied(), ["up --yes --skip-preview --suppress-outputs --stack prod"]);
});

test("up says what it is held to", async (t) => {
  updates("one");
  await expect(STACK, file);
  const log = t.mock.method(console, "log", () => undefined);
  await up(STACK, file);
  assert.match(String(log.mock.calls[0]?.arguments[0]), /^Expected steps: 1, digest [0-9a-f]{16}\.$/);
});

test("up does nothing where a reviewed place would get another value", async () => {
  updates("one");
  await expect(STACK, file);
  updates("two");
  assert.equal(await up(STACK, file), 1);
  assert.deepEqual(applied(), []);
});

test("a refusal names some resources of many, how many more there are, and what to do", async (t) => {
  const of = (name: string): string => `urn:pulumi:prod::bkpaas::kubernetes:core/v1:ConfigMap::${name}`;
  const names = Array.from({ length: 50 }, (_, index) => `a${String(index).padStart(2, "0")}`);
  const steps = names.map((name) => ({ op: "create", urn: of(name), newState: { inputs: {} } }));
  writeFileSync(pulumi.preview, JSON.stringify({ steps, changeSummary: {} }));
  await expect(STACK, file);
  writeFileSync(pulumi.preview, JSON.stringify({ steps: [], changeSummary: {} }));
  const error = t.mock.method(console, "error", () => undefined);
  assert.equal(await up(STACK, file), 1);
  const lines = String(error.mock.calls[0]?.arguments[0]).split("\n");
  assert.equal(lines.filter((line) => line.startsWith("    gone ")).length, 20);
  assert.equal(lines[21], "    … and 30 more");
  assert.match(lines[22] ?? "", /^Nothing was changed\. Have what a run does now reviewed/);
});

test("up does not even preview with an expectation that is missing, empty or another stack's", async () => {
  updates("one");
  await expect({ kind: "elsewhere", stack: "organization/bkpaas/test" }, file);
  writeFileSync(pulumi.calls, "");
  await assert.rejects(up(STACK, file), /of stack test, not of prod/);
  await assert.rejects(up(STACK, path.join(pulumi.dir, "none.json")), /is not there/);
  await assert.rejects(up(STACK, ""), /EXPECT is set to nothing/);
  assert.equal(readFileSync(pulumi.calls, "utf8"), "");
});

test("nothing is expected of a preview that fails, nor any longer of the one before", async () => {
  updates("one");
  assert.equal(await expect(STACK, file), 0);
  writeFileSync(pulumi.code, "255");
  assert.equal(await expect(STACK, file), 1);
  assert.equal(statSync(file, { throwIfNoEntry: false }), undefined);
});

test("unchanged tells three ends apart: nothing, something, a preview that failed", async () => {
  writeFileSync(pulumi.preview, JSON.stringify({ steps: [], changeSummary: {} }));
  assert.equal(await unchanged(STACK), 0);
  updates("one");
  assert.equal(await unchanged(STACK), 1);
  writeFileSync(pulumi.code, "255");
  assert.equal(await unchanged(STACK), 2);
});

test("unchanged does not take what it cannot read for nothing", async () => {
  for (const text of ["", "Diagnostics:"]) {
    writeFileSync(pulumi.preview, text);
    assert.equal(await unchanged(STACK), 2);
  }
});
