import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { baseOf, fileAt, withChartsAt } from "../../../../sandbox/report/base.ts";

test("a base is any commit that the checkout has", () => {
  const { name, commit } = baseOf("HEAD");
  assert.equal(name, "HEAD");
  assert.match(commit, /^[0-9a-f]{40}$/);
});

test("a base that is not there is refused with what to do, and is no option of git", () => {
  assert.throws(() => baseOf("no/such-branch"), /no commit no\/such-branch\. Name a branch, .* git fetch/);
  assert.throws(() => baseOf("--all"), /no commit --all/);
});

test("a file that the base does not have is nothing", () => {
  const base = baseOf("HEAD");
  assert.equal(fileAt(base, "no-such-file"), undefined);
  assert.match(fileAt(base, "package.json") ?? "", /"name": "bkpaas"/);
});

test("the charts of the base are there while something is done with them, and no longer", async () => {
  const folder = await withChartsAt(baseOf("HEAD"), (place) => {
    assert.match(readFileSync(path.join(place, "charts/paas-stack/Chart.yaml"), "utf8"), /name: paas-stack/);
    return Promise.resolve(place);
  });
  assert.ok(!existsSync(folder));
});

test("they go where the work fails, too", async () => {
  let folder = "";
  const failing = withChartsAt(baseOf("HEAD"), (place) => {
    folder = place;
    return Promise.reject(new Error("no"));
  });
  await assert.rejects(failing, /no/);
  assert.ok(folder !== "" && !existsSync(folder));
});
