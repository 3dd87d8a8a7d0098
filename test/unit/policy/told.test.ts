import assert from "node:assert/strict";
import { test } from "node:test";
import { gate } from "../../../policy/gate.ts";
import { readTold } from "../../../policy/told.ts";
import { previewChanges } from "../../../report/changes/preview-changes.ts";
import { urnOf } from "./steps.ts";

const STACK = { urn: urnOf("pulumi:pulumi:Stack", "bkpaas-prod"), type: "pulumi:pulumi:Stack" };
const DATABASE = urnOf("mysql:index/database:Database", "paas");
const RELEASE = urnOf("kubernetes:helm.sh/v3:Release", "paas");

function streamed(...events: readonly object[]): string {
  return events.map((event, sequence) => JSON.stringify({ sequence, timestamp: 1, ...event })).join("\n");
}

function begins(metadata: object): object {
  return { resourcePreEvent: { metadata } };
}

function operations(text: string): string[] {
  return readTold(text).steps.map(({ operation }) => operation);
}

test("of a replacement its parts are no steps of their own", () => {
  const part = (op: string): object => begins({ op, urn: DATABASE, old: { inputs: {}, protect: true } });
  const replacement = streamed(part("create-replacement"), part("replace"), part("delete-replaced"));
  assert.deepEqual(operations(replacement), ["replace"]);
  assert.equal(gate(replacement).violations.length, 1);
});

test("a part that no replacement is told of stays, and is judged", () => {
  const part = streamed(begins({ op: "delete-replaced", urn: DATABASE, old: { inputs: {}, protect: true } }));
  assert.deepEqual(operations(part), ["delete-replaced"]);
  assert.equal(gate(part).exitCode, 1);
});

test("of what the engine marks with its signature, secrets alone are hidden", () => {
  const signed = (signature: string, more: object): object => ({
    "4dabf18193072939515e22adb298388d": signature,
    ...more,
  });
  const secret = signed("1b47061264138c4ac30d75fd1eb44270", { ciphertext: "c2VjcmV0" });
  const asset = signed("c44067f5952c0a294b673a41bacd8c17", { hash: "0f", path: "page.html" });
  const step = begins({ op: "create", urn: RELEASE, new: { inputs: { secret, asset } } });
  const [{ new: now } = {}] = readTold(streamed(step)).steps;
  assert.deepEqual(now, { inputs: { secret: "[secret]", asset } });
});

test("nobody is kept from a run by what it does not touch", () => {
  const state = { inputs: { values: { password: "[secret]" } } };
  const of = (op: string): string => streamed(begins({ op, urn: RELEASE, old: state, new: state }));
  assert.equal(gate(of("update")).exitCode, 1);
  assert.equal(gate(of("same")).exitCode, 0);
});

test("new outputs are those of the stack's end, and a run without an end has none", () => {
  const old = { outputs: { url: "a" } };
  const begun = begins({ ...STACK, op: "same", old, new: { outputs: {} } });
  const ended = {
    resOutputsEvent: { metadata: { ...STACK, op: "same", old, new: { outputs: { url: "b" } } } },
  };
  assert.deepEqual(operations(streamed(begun, ended)), ["same"]);
  assert.deepEqual(
    previewChanges(streamed(begun, ended)).outputs.map(({ path }) => path),
    ["url"],
  );
  assert.deepEqual(previewChanges(streamed(begun)).outputs, []);
});

test("what is only shown while it lasts is not told", () => {
  const said = (ephemeral: boolean): object => ({
    diagnosticEvent: {
      severity: "warning",
      message: `ephemeral: ${ephemeral}`,
      ...(ephemeral && { ephemeral }),
    },
  });
  assert.deepEqual(readTold(streamed(said(true), said(false))).diagnostics, [
    { severity: "warning", message: "ephemeral: false" },
  ]);
});
