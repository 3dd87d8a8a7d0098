import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { putBeside } from "../../../sandbox/escrow/place.ts";

describe("a file put where others may be", () => {
  let folder: string;
  let file: string;
  const text = (name: string) => fs.readFileSync(path.join(folder, name), "utf8");
  const sound = () => Promise.resolve();

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "bkpaas-escrow-"));
    file = path.join(folder, "prod.escrow.age");
  });

  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });

  it("is readable by its owner only", async () => {
    assert.equal(await putBeside(file, "one", sound), undefined);
    assert.equal(fs.statSync(file).mode & 0o777, 0o600);
    assert.deepEqual(fs.readdirSync(folder), ["prod.escrow.age"]);
  });

  it("loses none of the files that were there before", async () => {
    for (const content of ["one", "two", "three"]) await putBeside(file, content, sound);
    assert.deepEqual(["prod.escrow.age", "prod.escrow.age.1", "prod.escrow.age.2"].map(text), [
      "three",
      "one",
      "two",
    ]);
    assert.equal(await putBeside(file, "four", sound), `${file}.3`);
    assert.equal(fs.statSync(`${file}.3`).mode & 0o777, 0o600);
  });

  it("leaves everything as it was when what was written is not what was meant", async () => {
    await putBeside(file, "one", sound);
    const refused = putBeside(file, "two", () => Promise.reject(new Error("differs")));
    await assert.rejects(refused, /differs/);
    assert.deepEqual(fs.readdirSync(folder), ["prod.escrow.age"]);
    assert.equal(text("prod.escrow.age"), "one");
  });

  it("shows the check what is on the disk", async () => {
    let seen = "";
    await putBeside(file, "one", (written) => {
      seen = written;
      return Promise.resolve();
    });
    assert.equal(seen, "one");
  });
});
