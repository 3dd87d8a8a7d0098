// What the stand-in promises of the values it draws. Runs without the CLI.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Properties, Secret } from "../../../provider/protocol/value.ts";
import { random } from "../../../sandbox/plugins/random/provider.ts";
import { Operations } from "../support/operations.ts";

const passwords = new Operations(random, "random:index/randomPassword:RandomPassword");
const ids = new Operations(random, "random:index/randomId:RandomId");

async function draw(inputs: Properties): Promise<string> {
  const { result } = (await passwords.create(inputs)).outputs;
  assert.ok(result instanceof Secret);
  return result.open() as string;
}

function count(text: string, pattern: RegExp): number {
  return Array.from(text).filter((character) => pattern.test(character)).length;
}

describe("the random stand-in", () => {
  it("holds at least the wanted number of each class, at no fixed place", async () => {
    const firsts = new Set<string>();
    for (let round = 0; round < 200; round++) {
      const text = await draw({ length: 8, minLower: 2, minUpper: 2, minNumeric: 2, minSpecial: 2 });
      const counts = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/].map((pattern) => count(text, pattern));
      assert.deepEqual(counts, [2, 2, 2, 2], text);
      firsts.add(text.replace(/[a-z]/g, "a").replace(/[A-Z]/g, "A").replace(/[0-9]/g, "0").charAt(0));
    }
    assert.ok(firsts.has("a") && firsts.has("A") && firsts.has("0"));
  });

  it("takes special characters from the given list only, and from any alphabet", async () => {
    const text = await draw({
      length: 200,
      lower: false,
      upper: false,
      numeric: false,
      overrideSpecial: "_é😀",
    });
    assert.match(text, /^[_é😀]{200}$/u);
    assert.match(await draw({ length: 50, special: false, number: false }), /^[a-zA-Z]{50}$/);
  });

  it("draws every character of the alphabet equally often", async () => {
    const text = await draw({ length: 62_000, special: false });
    const counts = new Map<string, number>();
    for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
    assert.equal(counts.size, 62);
    const deviation = [...counts.values()].reduce((sum, seen) => sum + (seen - 1000) ** 2 / 1000, 0);
    // Chi-squared with 61 degrees of freedom: above 140 once in ten million runs.
    assert.ok(deviation < 140, `chi-squared ${deviation}`);
  });

  it("says what is wrong with arguments", async () => {
    const count = "length must be a whole number of at least 1";
    assert.deepEqual(await passwords.refusals({}), [count]);
    assert.deepEqual(await passwords.refusals({ length: 1.5 }), [count]);
    assert.deepEqual(await passwords.refusals({ length: 3, minUpper: 2, minLower: 2 }), [
      "length must be at least 4, the sum of the minimums",
    ]);
    const none = { length: 1, lower: false, upper: false, numeric: false, special: false };
    assert.deepEqual(await passwords.refusals(none), [
      "no character is allowed: set lower, upper, numeric or special to true",
    ]);
  });

  it("imports an identifier with its prefix", async () => {
    const found = await ids.read("app,rIe2PQ");
    assert.deepEqual(found?.inputs, { byteLength: 4, prefix: "app" });
    assert.equal(found.id, "rIe2PQ");
    assert.deepEqual([found.outputs.hex, found.outputs.dec], ["appac87b63d", "app2894575165"]);
    assert.throws(() => ids.read("not base64!"), /imported by its base64url/);
  });

  it("keeps a secret keeper secret and replaces for another", async () => {
    const created = await passwords.create({ length: 8, keepers: { a: new Secret("1") } });
    assert.ok((created.outputs.keepers as Properties).a instanceof Secret);
    assert.deepEqual(await passwords.diff(created, { length: 8, keepers: { a: new Secret("2") } }), {
      changes: { keepers: { kind: "update", replace: true } },
      detailed: false,
    });
  });
});
