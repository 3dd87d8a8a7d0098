import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, beforeEach, test } from "node:test";
import {
  discardExpectation,
  expectationOf,
  readExpectation,
  writeExpectation,
} from "../../../sandbox/expectation/file.ts";
import { urnOf } from "../policy/steps.ts";

const root = fs.mkdtempSync(path.join(os.tmpdir(), "bkpaas-expectation-"));
const dir = path.join(root, "reviewed");
const file = path.join(dir, "prod.json");

beforeEach(() => {
  fs.rmSync(dir, { recursive: true, force: true });
  fs.mkdirSync(dir);
});
after(() => {
  fs.rmSync(root, { recursive: true });
});

const SECRET = { operation: "create", urn: urnOf("kubernetes:core/v1:Secret", "a"), new: { inputs: {} } };
const CONFIG_MAP = { ...SECRET, urn: urnOf("kubernetes:core/v1:ConfigMap", "b") };
const SOME = { steps: [SECRET, CONFIG_MAP] };

test("what is read is what was written, and its digest begins the file's SHA-256", () => {
  const made = expectationOf("acme/bkpaas/prod", SOME);
  writeExpectation(file, made);
  assert.deepEqual(readExpectation(file, "prod"), made);
  const sum = createHash("sha256").update(fs.readFileSync(file)).digest("hex");
  assert.equal(made.digest, sum.slice(0, 16));
});

test("the same steps have the same bytes, others another digest", () => {
  assert.equal(expectationOf("prod", SOME).text, expectationOf("prod", { steps: [CONFIG_MAP, SECRET] }).text);
  assert.notEqual(expectationOf("prod", SOME).digest, expectationOf("prod", { steps: [CONFIG_MAP] }).digest);
});

test("nothing is read of a file that is missing, cut short, of another version or a folder, and it says what to do", () => {
  const advice = /make report STACK=prod FROM=preview OUT=<dir> FILE=<file>/;
  const { text } = expectationOf("prod", SOME);
  for (const wrong of ["", text.slice(0, -20), text.replace('"version": 1', '"version": 2'), "[]"]) {
    fs.writeFileSync(file, wrong);
    assert.throws(() => readExpectation(file, "prod"), advice);
    assert.throws(() => readExpectation(file, "prod"), /not written by `make expect` of this version/);
  }
  assert.throws(() => readExpectation(dir, "prod"), advice);
  assert.throws(() => readExpectation(path.join(dir, "none"), "prod"), /is not there\. .*\n.*make report/);
  assert.throws(() => readExpectation("", "prod"), /EXPECT is set to nothing\. .*\n.*make report/);
});

test("an older expectation is taken away, of whatever version, and so is an empty file", () => {
  discardExpectation(file);
  for (const old of ['{"version": 9, "stack": "prod", "plan": {}}', expectationOf("prod", SOME).text, ""]) {
    fs.writeFileSync(file, old);
    discardExpectation(file);
    assert.ok(!fs.existsSync(file));
  }
});

test("what is there and no expectation stays: another file, a folder, a device", () => {
  fs.writeFileSync(file, "config: {}\n");
  for (const other of [file, dir, "/dev/null"]) {
    assert.throws(() => {
      discardExpectation(other);
    }, /give FILE another name/);
  }
  assert.equal(fs.readFileSync(file, "utf8"), "config: {}\n");
});

test("a link is replaced, and what it leads to is not written", () => {
  const elsewhere = path.join(root, "elsewhere.json");
  fs.writeFileSync(elsewhere, "");
  fs.symlinkSync(elsewhere, file);
  discardExpectation(file);
  writeExpectation(file, expectationOf("prod", SOME));
  assert.ok(fs.lstatSync(file).isFile());
  assert.equal(fs.statSync(file).mode & 0o777, 0o600);
  assert.equal(fs.readFileSync(elsewhere, "utf8"), "");
});

test("what cannot be written leaves nothing behind", () => {
  assert.throws(() => {
    writeExpectation(dir, expectationOf("prod", SOME));
  });
  assert.deepEqual(
    fs.readdirSync(root).filter((name) => name.startsWith("reviewed.")),
    [],
  );
});
