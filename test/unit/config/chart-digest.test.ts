import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, beforeEach, test } from "node:test";
import { chartDigest } from "../../../config/chart-digest.ts";

const root = mkdtempSync(path.join(os.tmpdir(), "bkpaas-digest-"));
const chart = path.join(root, "chart");
const library = path.join(root, "library");

after(() => {
  rmSync(root, { recursive: true });
});

beforeEach(() => {
  for (const folder of [chart, library]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(path.join(folder, "templates"), { recursive: true });
  }
  writeFileSync(path.join(chart, "Chart.yaml"), "name: chart");
  writeFileSync(path.join(library, "templates", "_names.tpl"), "one");
  mkdirSync(path.join(chart, "charts"));
  symlinkSync("../../library", path.join(chart, "charts", "library"));
});

test("the same files have the same digest", () => {
  assert.equal(chartDigest(chart), chartDigest(chart));
});

test("an edit in a linked library is an edit of the chart", () => {
  const before = chartDigest(chart);
  writeFileSync(path.join(library, "templates", "_names.tpl"), "two");
  assert.notEqual(chartDigest(chart), before);
});

test("a file that is added, renamed or moved changes the digest", () => {
  const seen = new Set([chartDigest(chart)]);
  for (const file of ["a.yaml", "b.yaml", "templates/a.yaml"]) {
    writeFileSync(path.join(chart, file), "");
    seen.add(chartDigest(chart));
    rmSync(path.join(chart, file));
  }
  assert.equal(seen.size, 4);
});

test("a library that is copied counts as one that is linked", () => {
  const linked = chartDigest(chart);
  rmSync(path.join(chart, "charts", "library"));
  mkdirSync(path.join(chart, "charts", "library", "templates"), { recursive: true });
  writeFileSync(path.join(chart, "charts", "library", "templates", "_names.tpl"), "one");
  assert.equal(chartDigest(chart), linked);
});
