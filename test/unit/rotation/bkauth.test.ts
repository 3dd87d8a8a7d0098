import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { nextSecret, prepareSecret, timeLeft } from "../../../sandbox/rotation/bkauth.ts";

let folder: string;
let file: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "bkpaas-bkauth-"));
  file = path.join(folder, "prod.bkauth.yaml");
});

afterEach(() => {
  fs.rmSync(folder, { recursive: true });
});

test("the next secret of the application is a new UUID, written once and for its owner only", () => {
  assert.equal(nextSecret(file), undefined);
  prepareSecret(file);
  assert.match(
    nextSecret(file) ?? "",
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  assert.equal(fs.statSync(file).mode & 0o777, 0o600);
  assert.throws(() => {
    prepareSecret(file);
  }, /EEXIST/);
});

test("a file that somebody has damaged is refused, not replaced", () => {
  fs.writeFileSync(file, "accessKeys: { bk_paas3: short }\n");
  assert.throws(() => nextSecret(file), /is damaged: remove it/);
});

test("bk-auth has taken the secret over ten minutes after it was written", () => {
  prepareSecret(file);
  const written = fs.statSync(file).mtimeMs;
  assert.equal(timeLeft(file, written), 600_000);
  assert.equal(timeLeft(file, written + 599_000), 1_000);
  assert.equal(timeLeft(file, written + 700_000), 0);
});
