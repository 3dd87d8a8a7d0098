import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { type Leaf, leaves } from "../../../contract/leaves.ts";
import { typeText } from "../../../contract/type-text.ts";
import { CONTRACT_VERSION } from "../../../contract/version.ts";

// What consumers were told of every output of this version. Lines are added with new outputs; none is changed or goes.

const FILE = `promised-v${CONTRACT_VERSION}.json`;
const text = readFileSync(path.join(import.meta.dirname, FILE), "utf8");
const PROMISED = new Map(Object.entries(JSON.parse(text) as Record<string, string>));
const LEAVES = leaves();

/** What a consumer builds on: whether an output is always there, whether it is secret, and of which type. */
function promiseOf({ path: place, schemas, isOptional, facts }: Leaf): string {
  // A map may get parts; each of them has a line of its own.
  const hasParts = LEAVES.some((leaf) => leaf.path.startsWith(`${place}.`));
  const type = hasParts ? "map" : typeText(schemas);
  return [isOptional && "optional", facts.isSecret && "secret", type].filter(Boolean).join(" ");
}

test("every output is what consumers were told, or the contract has a new version", () => {
  const now = new Map(LEAVES.map((leaf) => [leaf.path, promiseOf(leaf)]));
  for (const [place, promise] of PROMISED) {
    const found = now.get(place);
    // One that is always there by now keeps the promise.
    const isKept = found === promise || `optional ${found}` === promise;
    assert.ok(isKept, `${place} was ${promise} and is ${found}: raise the version of the contract`);
  }
});

test("every output is promised", () => {
  const added = LEAVES.filter(({ path: place }) => !PROMISED.has(place));
  const lines = added.map((leaf) => [leaf.path, promiseOf(leaf)]);
  assert.deepEqual(Object.fromEntries(lines), {}, `add these to ${FILE}`);
});
