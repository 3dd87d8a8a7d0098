import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { leftOut, stacksIn } from "../../../sandbox/commands/stacks.ts";

test("stacks are those with a file of their own: not dev, an example, the project or like an option", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "bkpaas-stacks-"));
  for (const stack of ["", ".production", ".dev", ".production.example", ".cn-north_1", ".-x", "._y"]) {
    writeFileSync(path.join(folder, `Pulumi${stack}.yaml`), "");
  }
  assert.deepEqual(stacksIn(folder), ["cn-north_1", "production"]);
  assert.deepEqual(leftOut(folder), ["-x", "_y"]);
  rmSync(folder, { recursive: true });
});
