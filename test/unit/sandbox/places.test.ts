import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { problemOfPlaces } from "../../../sandbox/places.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "bkpaas-places-"));
const file = path.join(folder, "a file");
writeFileSync(file, "");

after(() => {
  rmSync(folder, { recursive: true });
});

const WRONG = [
  ["report", "OUT", file, /is a file: name a folder/],
  ["report", "OUT", `${file}/deep/er`, /can't be made, for .*a file is a file/],
  ["expect", "FILE", folder, /is a folder: name a file in it/],
  ["expect", "FILE", `${file}/reviewed.json`, /can't be made/],
  ["comment", "OUT", `${folder}/missing`, /is no folder: .*docs\/ci\.md/],
  ["drift-issue", "OUT", file, /is no folder/],
  ["report", "FILE", folder, /is a folder: name a file in it/],
] as const;

for (const [command, variable, named, expected] of WRONG) {
  test(`make ${command} with ${variable}=${path.basename(named)} says what to name instead`, () => {
    const problem = problemOfPlaces(command, { [variable]: named }) ?? "";
    assert.match(problem, expected);
    assert.ok(problem.startsWith(`${variable}=${named} `), problem);
  });
}

test("what can be used is not complained of, and neither is what nobody has named", () => {
  assert.equal(problemOfPlaces("report", { OUT: `${folder}/new/reports` }), undefined);
  assert.equal(problemOfPlaces("report", { OUT: folder }), undefined);
  assert.equal(problemOfPlaces("expect", { FILE: `${folder}/new/dev.json` }), undefined);
  assert.equal(problemOfPlaces("expect", { FILE: file }), undefined);
  assert.equal(problemOfPlaces("comment", { OUT: folder }), undefined);
  assert.equal(problemOfPlaces("report", { OUT: "", FILE: "" }), undefined);
  assert.equal(problemOfPlaces("preview", { OUT: file }), undefined);
});
