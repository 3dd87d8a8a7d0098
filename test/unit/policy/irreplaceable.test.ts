import assert from "node:assert/strict";
import { test } from "node:test";
import { readLedger } from "../../../policy/ledger.ts";
import { irreplaceable } from "../../../policy/rules/irreplaceable.ts";
import type { Step } from "../../../policy/steps.ts";
import { namesOf, urnOf } from "./steps.ts";

const [chain = "", name = ""] = (Object.values(readLedger())[0]?.[0] ?? "").split("::");
const type = chain.split("$").at(-1) ?? "";

function step(operation: string, more: Partial<Step> = {}): Step {
  return { operation, urn: urnOf(chain, name), type, old: { inputs: {} }, ...more };
}

function refused(...steps: Step[]): string[] {
  return namesOf(irreplaceable.check(steps));
}

test("no operation takes away what the ledger names, whatever the stack and the project are called", () => {
  for (const operation of [
    "delete",
    "replace",
    "create-replacement",
    "delete-replaced",
    "discard",
    "discard-replaced",
    "read-replacement",
    "import-replacement",
    "remove-pending-replace",
    "some-later-word",
  ]) {
    assert.deepEqual(refused(step(operation)), [name], operation);
  }
  const elsewhere = `urn:pulumi:other::another::${chain}::${name}`;
  assert.equal(refused(step("delete", { urn: elsewhere })).length, 1);
});

test("it may be made, changed, read and imported", () => {
  for (const operation of ["same", "create", "update", "read", "refresh", "import"]) {
    assert.deepEqual(refused(step(operation)), [], operation);
  }
});

test("what is protected is never taken away, be it in the ledger or not", () => {
  const urn = urnOf("random:index/randomPassword:RandomPassword", "of-somebody");
  const guarded = { inputs: {}, protect: true, retainOnDelete: true };
  assert.deepEqual(refused(step("delete", { urn, old: guarded })), ["of-somebody"]);
  assert.deepEqual(refused(step("replace", { urn, old: guarded })), ["of-somebody"]);
  assert.deepEqual(refused(step("delete", { urn })), []);
});

test("what was released by hand may leave the stack if it stays where it is, but is not replaced", () => {
  const released = { inputs: {}, retainOnDelete: true };
  assert.deepEqual(refused(step("delete", { old: released })), []);
  assert.deepEqual(refused(step("replace", { old: released })), [name]);
});

test("a replacement names the properties that cause it, never their values", () => {
  const old = { inputs: { length: "planted-old" } };
  const [violation] = irreplaceable.check([
    step("replace", { reasons: ["length", "length"], old, new: { inputs: { length: "planted-new" } } }),
  ]);
  assert.match(violation?.message ?? "", /because of length, /);
  assert.doesNotMatch(violation?.message ?? "", /planted/);
});
