import assert from "node:assert/strict";
import { describe, it, test } from "node:test";
import { type KeyName, keyNames } from "../../../config/secrets/catalogue.ts";
import { fingerprintOf } from "../../../config/secrets/fingerprint.ts";
import { findKey } from "../../../sandbox/adopt/found.ts";
import { report } from "../../../sandbox/adopt/report.ts";
import { type Known, type Verdict, decide } from "../../../sandbox/adopt/verdict.ts";
import { ACCOUNTS, firstGeneration, keyFor, newKeys } from "./installations.ts";

const SALT = "salt-of-a-test";
const UNKNOWN: Known = { configured: undefined, inState: undefined };

function decided(
  name: KeyName,
  values: readonly string[],
  known: Partial<Known> = {},
  generateMissing = false,
): Verdict {
  const findings = values.map((value, index) => ({ place: `place ${index + 1}`, value }));
  const show = (value: string): string => fingerprintOf(SALT, name, value);
  return decide(
    name,
    { findings, others: [], unreadable: [] },
    { ...UNKNOWN, ...known },
    generateMissing,
    show,
  );
}

describe("a key that stands somewhere", () => {
  const key = keyFor("encryption");
  const another = keyFor("encryption");

  it("is adopted where every place agrees", () => {
    const { action, value, places } = decided("encryption", [key, key]);
    assert.deepEqual(
      { action, value, places },
      { action: "adopt", value: key, places: ["place 1", "place 2"] },
    );
  });

  it("is refused where places disagree, each named with its fingerprint", () => {
    const { action, value, problems } = decided("encryption", [key, another, key]);
    assert.equal(action, "refuse");
    assert.equal(value, undefined);
    assert.deepEqual(problems, [
      "the places don't agree:",
      `  ${fingerprintOf(SALT, "encryption", key)}  place 1; place 3`,
      `  ${fingerprintOf(SALT, "encryption", another)}  place 2`,
    ]);
  });

  it("is refused in a form that the platform can't use", () => {
    const { action, problems } = decided("encryption", ["c2hvcnQ="]);
    assert.equal(action, "refuse");
    assert.match(problems[0] ?? "", /must be the base64 of exactly 32 bytes/);
  });

  it("stays as the configuration has it, which settles a disagreement", () => {
    const { action, value } = decided("encryption", [key, another], { configured: another });
    assert.deepEqual({ action, value }, { action: "configured", value: another });
  });

  it("is refused where the configuration has one that is nowhere", () => {
    const { action, problems } = decided("encryption", [key], { configured: another });
    assert.equal(action, "refuse");
    assert.match(problems[0] ?? "", /the configuration gives [0-9a-f]{12}, which is in none of these places/);
  });

  it("stays in the stack that has the same, and replaces another there only where it may change", () => {
    assert.equal(decided("encryption", [key], { inState: key }).action, "kept");
    const { action, problems } = decided("encryption", [key], { inState: another });
    assert.equal(action, "refuse");
    assert.match(problems[0] ?? "", /this key can't change/);
    const [old, now] = [keyFor("jwt"), keyFor("jwt")];
    assert.equal(decided("jwt", [now], { inState: old }).action, "adopt");
  });
});

describe("a key that is nowhere", () => {
  it("stays where the stack or its configuration has it", () => {
    assert.equal(decided("encryption", [], { inState: keyFor("encryption") }).action, "kept");
    assert.equal(decided("encryption", [], { configured: keyFor("encryption") }).action, "configured");
  });

  it("is generated if it may change, and refused if it may not, unless that is wanted", () => {
    assert.equal(decided("jwt", []).action, "generate");
    assert.equal(decided("svcMysqlEncryption", []).action, "refuse");
    assert.equal(decided("svcMysqlEncryption", [], {}, true).action, "generate");
  });
});

describe("a published value", () => {
  const sample = ["b2s3WHNSV0VIQkly", "aTk2R1VFSmlacUo4", "VGNMaWVVRWw="].join("");

  it("is adopted as encryption key, because the data exists, with what to do about it", () => {
    const verdict = decided("encryption", [sample]);
    assert.equal(verdict.action, "adopt");
    const text = report([verdict], () => "");
    assert.match(
      text,
      /published: bkhelmfile's files, as paas\.encryptKey; it can't change without its data/,
    );
  });

  it("that may change comes with its rotation", () => {
    const text = report([decided("jwt", [["your-", "client-key"].join("")])], () => "");
    assert.match(text, /published: the default JWT key of chart bkpaas3; afterwards: make rotate KEY=jwt/);
  });
});

test("no report holds a key, whatever was decided", () => {
  const keys = newKeys();
  const sources = { releases: firstGeneration(keys), objects: [] };
  const wrong = { ...keys, encryption: "too-short-for-a-key", appSecret: "no-uuid-at-all" };
  const conflicting = { releases: [...firstGeneration(keys), ...firstGeneration(newKeys())], objects: [] };
  const unfit = { releases: firstGeneration(wrong), objects: [] };
  for (const { releases, objects } of [sources, conflicting, unfit]) {
    const verdicts = keyNames.map((name) => {
      const show = (value: string): string => fingerprintOf(SALT, name, value);
      return decide(name, findKey(name, { releases, objects }, ACCOUNTS), UNKNOWN, false, show);
    });
    const text = report(verdicts, ({ name, value }) =>
      value === undefined ? "" : fingerprintOf(SALT, name, value),
    );
    for (const value of [...Object.values(keys), ...Object.values(wrong), "elsewhere"]) {
      assert.ok(!text.includes(value), "a report holds a value");
    }
  }
});
