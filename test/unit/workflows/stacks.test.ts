import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { stacksIn } from "../../../sandbox/commands/stacks.ts";

test("stacks are those with a file of their own: not dev, not an example, not the project", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "bkpaas-stacks-"));
  for (const stack of ["", ".production", ".dev", ".production.example", ".cn-north_1"]) {
    writeFileSync(path.join(folder, `Pulumi${stack}.yaml`), "");
  }
  assert.deepEqual(stacksIn(folder), ["cn-north_1", "production"]);
  rmSync(folder, { recursive: true });
});
