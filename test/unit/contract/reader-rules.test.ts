import assert from "node:assert/strict";
import { test } from "node:test";
import { readPlatform } from "../../../contract/reader/index.js";
import { CONTRACT_VERSION } from "../../../contract/version.ts";
import { FakeOutput, fakeSdk } from "./fake-sdk.ts";
import { SECRET_OUTPUTS, stacks } from "./stacks.ts";

// With a stand-in for the SDK that works at once: an Output of the real one that fails ends the program.

/** A reader as plain JavaScript has it, which checks no path before it runs. */
interface Unchecked {
  require(path: string): FakeOutput;
  find(path: string): FakeOutput;
}

const sdk = fakeSdk(
  stacks((text) => text),
  SECRET_OUTPUTS,
);

function platform(name: string): Unchecked {
  return Reflect.apply(readPlatform, undefined, [sdk, name]) as Unchecked;
}

const PRODUCTION = "organization/bkpaas/production";
const ENCRYPTED = "organization/bkpaas/encrypted";

test("an output that the environment lacks is found as undefined", () => {
  assert.deepEqual(platform(PRODUCTION).find("elasticsearch.url"), new FakeOutput(undefined, false));
  assert.deepEqual(platform(PRODUCTION).find("mysql.host"), new FakeOutput("db.example.com", false));
});

for (const path of ["mysql.hots", "keys.toString", "mysql.host.length", "appClusters.east.bcs.name"]) {
  test(`${path}, which no contract names, is refused however it is read`, () => {
    const expected = new RegExp(
      `stack ${PRODUCTION}: it has no output ${path.replaceAll(".", "\\.")}, and contract ${CONTRACT_VERSION} names none such; docs/outputs\\.md`,
    );
    assert.throws(() => platform(PRODUCTION).find(path), expected);
    assert.throws(() => platform(PRODUCTION).require(path), expected);
  });
}

test("how to speak TLS is read as a whole, and is absent for plain text", () => {
  const tls = { verify: "full", ca: "certificates" };
  assert.deepEqual(platform(PRODUCTION).find("mysql.tls"), new FakeOutput(tls, false));
  assert.deepEqual(platform(PRODUCTION).find("mysql.tls.ca"), new FakeOutput("certificates", false));
  assert.deepEqual(platform(PRODUCTION).find("mysql.plan.tls"), new FakeOutput(undefined, false));
});

test("who forgets the SDK or the stack is told what to hand over", () => {
  for (const given of [["organization/bkpaas/production"], [sdk], [sdk, new FakeOutput(PRODUCTION, false)]]) {
    assert.throws(
      () => void Reflect.apply(readPlatform, undefined, given),
      /^TypeError: readPlatform\(pulumi, stack\): .*organization\/bkpaas\/production.*StackReference/,
    );
  }
});

test("an output below a name that the configuration does not give is refused with that name", () => {
  assert.throws(
    () => platform(PRODUCTION).require("appClusters.wets.namespace"),
    /no output appClusters\.wets\.namespace: its configuration has no wets, or does not ask for it\. /,
  );
});

test("what the contract does not name stays secret", () => {
  assert.deepEqual(platform(PRODUCTION).require("later.text"), new FakeOutput("of-later", true));
  assert.deepEqual(platform(PRODUCTION).require("later.empty"), new FakeOutput({}, true));
});

test("an older contract is read as far as it goes", () => {
  const older = platform("organization/bkpaas/older");
  assert.equal(older.require("mysql.host").value, "db.example.com");
  assert.throws(
    () => older.require("addresses.paas3"),
    /^RunError: stack organization\/bkpaas\/older: it has no output addresses\.paas3: its outputs follow contract 0, which has it since 1\. Bring the stack up/,
  );
});

test("a newer contract is refused with what to install, whatever is read", () => {
  const newer = platform("organization/bkpaas/newer");
  const expected = new RegExp(
    `stack organization/bkpaas/newer: its outputs follow contract ${CONTRACT_VERSION + 1}, this bkpaas-outputs knows ${CONTRACT_VERSION}\\. Install`,
  );
  assert.throws(() => newer.require("namespace"), expected);
  assert.throws(() => newer.find("elasticsearch.url"), expected);
});

// The engine tells of each error once.
test("what is wrong with the stack is one error, however many outputs are read", () => {
  const newer = platform("organization/bkpaas/newer");
  const errors = [errorOf(() => newer.require("namespace")), errorOf(() => newer.find("elasticsearch.url"))];
  assert.equal(new Set(errors).size, 1);
  const production = platform(PRODUCTION);
  assert.notEqual(
    errorOf(() => production.require("redis.host")),
    errorOf(() => production.require("redis.port")),
  );
});

/** What an act throws. */
function errorOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return assert.fail("it throws nothing");
}

for (const name of ["organization/bkpaas/new", "organization/other/production"]) {
  test(`${name}, which has no contract, is said to be another's or never brought up`, () => {
    const expected = new RegExp(
      `stack ${name}: it has no output contractVersion\\. .*never brought up to the end`,
    );
    assert.throws(() => platform(name).require("namespace"), expected);
    assert.throws(() => platform(name).find("elasticsearch.url"), expected);
  });
}

test("a missing output is named with what to do", () => {
  const production = platform(PRODUCTION);
  assert.throws(
    () => production.require("elasticsearch.url"),
    /stack organization\/bkpaas\/production: it has no output elasticsearch\.url: its configuration does not ask for it\. .*find\(\)/,
  );
  assert.throws(
    () => production.require("redis.host"),
    /no output redis\.host, which every environment has\. .*run make up there again, from a checkout as new as this bkpaas-outputs\./,
  );
});

for (const [path, place] of [
  ["mysql.plan.password", "mysql.plan.password"],
  ["keys", "keys.jwt"],
  ["mysql.sql", "mysql.sql.platform"],
  ["appClusters", "appClusters.east.login.token"],
] as const) {
  test(`a secret of ${path} that could not be decrypted is reported as a wrong passphrase`, () => {
    const expected = new RegExp(
      `stack ${ENCRYPTED}: output ${place.replaceAll(".", "\\.")} is a secret that could not be decrypted\\. .*PULUMI_CONFIG_PASSPHRASE.* pulumi stack change-secrets-provider`,
    );
    assert.throws(() => platform(ENCRYPTED).require(path), expected);
    assert.throws(() => platform(ENCRYPTED).find(path), expected);
  });
}

test("what is not secret is read without the passphrase", () => {
  const encrypted = platform(ENCRYPTED);
  assert.deepEqual(encrypted.require("mysql.host"), new FakeOutput("db.example.com", false));
  assert.deepEqual(encrypted.require("appClusters.east.namespace"), new FakeOutput("blueking", false));
  assert.deepEqual(encrypted.require("appClusters.east.nodeSelector"), new FakeOutput({}, false));
});

test("an empty map is a value", () => {
  assert.deepEqual(platform(PRODUCTION).require("mysql.sql"), new FakeOutput({}, true));
});
