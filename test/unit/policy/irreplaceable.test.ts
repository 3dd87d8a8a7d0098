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
  const password = "random:index/randomPassword:RandomPassword";
  const place = { urn: urnOf(password, "of-somebody"), type: password };
  const guarded = { inputs: {}, protect: true, retainOnDelete: true };
  assert.deepEqual(refused(step("delete", { ...place, old: guarded })), ["of-somebody"]);
  assert.deepEqual(refused(step("replace", { ...place, old: guarded })), ["of-somebody"]);
  assert.deepEqual(refused(step("delete", place)), []);
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

for (const kind of ["bkrepo:Project", "bkrepo:Repository", "rabbitmq:VirtualHost"]) {
  const holding = (operation: string, ownership: string): Step => ({
    operation,
    urn: urnOf(`bkpaas:storage:Any$bkpaas:${kind}`, "of-somebody"),
    type: `bkpaas:${kind}`,
    old: { inputs: { ownership } },
  });

  test(`a ${kind} that is this stack's is never deleted or replaced, be it in the ledger or not`, () => {
    assert.deepEqual(refused(holding("delete", "create")), ["of-somebody"]);
    assert.deepEqual(refused(holding("replace", "take")), ["of-somebody"]);
    assert.deepEqual(refused(holding("update", "create")), []);
  });

  test(`a ${kind} of another stack may leave this one, unless it is protected`, () => {
    assert.deepEqual(refused(holding("delete", "read")), []);
    const old = { inputs: { ownership: "read" }, protect: true };
    assert.deepEqual(refused({ ...holding("delete", "read"), old }), ["of-somebody"]);
  });
}

test("what the ledger names may leave too where it is another stack's", () => {
  const named = Object.values(readLedger())
    .flat()
    .find((suffix) => suffix.includes("bkpaas:bkrepo:Repository::"));
  const [place = "", itsName = ""] = named?.split("::") ?? [];
  const one = { urn: urnOf(place, itsName), type: "bkpaas:bkrepo:Repository" };
  assert.deepEqual(refused(step("delete", { ...one, old: { inputs: { ownership: "read" } } })), []);
  assert.deepEqual(refused(step("delete", { ...one, old: { inputs: { ownership: "create" } } })), [itsName]);
});

test("accounts and roles are no data: they may be deleted and made anew", () => {
  for (const kind of ["bkrepo:User", "bkrepo:ProjectAdmin", "bkrepo:RepositoryAdmin", "rabbitmq:User"]) {
    const urn = urnOf(`bkpaas:${kind}`, "of-somebody");
    assert.deepEqual(refused(step("delete", { urn, type: `bkpaas:${kind}` })), [], kind);
  }
});
