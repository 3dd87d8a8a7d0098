import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { providedDrift } from "../../../sandbox/drift/provided.ts";

const STACK = { kind: "elsewhere", stack: "prod" } as const;

const URN = "urn:pulumi:prod::bkpaas::bkpaas:bkrepo:Project::bkpaas";

const dir = mkdtempSync(path.join(os.tmpdir(), "bkpaas-drift-"));
process.env.PATH = `${dir}:${process.env.PATH ?? ""}`;

after(() => {
  rmSync(dir, { recursive: true });
});

/** Lets a stack have a project in bkrepo, and its refresh end so. */
function refreshes(output: object, exitCode: number, errors = ""): void {
  const state = { deployment: { resources: [{ urn: URN, type: "bkpaas:bkrepo:Project" }] } };
  const files = { state: JSON.stringify(state), output: JSON.stringify(output), errors };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(dir, name), text);
  const script = `#!/bin/sh
cat > /dev/null
cd "${dir}"
case "$*" in
  *export*) cat state ;;
  *) cat output; cat errors >&2; exit ${exitCode} ;;
esac
`;
  writeFileSync(path.join(dir, "pulumi"), script, { mode: 0o755 });
}

test("what has all that is declared has not drifted, and what lacks something has", async () => {
  refreshes({ steps: [], changeSummary: {} }, 0);
  assert.deepEqual(await providedDrift(STACK), { asked: ["bkrepo"], found: [] });
  refreshes({ steps: [{ op: "delete", urn: URN, oldState: { inputs: {} } }], changeSummary: {} }, 0);
  assert.deepEqual((await providedDrift(STACK)).found, ["bkpaas:bkrepo:Project::bkpaas is missing"]);
});

test("what broke off is not taken for what has all, wherever the reason stands", async () => {
  refreshes({ steps: [], changeSummary: {} }, 255, "error: the plugin ended\n");
  assert.deepEqual((await providedDrift(STACK)).found, ["bkrepo: not all asked: error: the plugin ended"]);
  const diagnostics = [{ severity: "error", message: "error: HTTP 401" }];
  refreshes({ steps: [], diagnostics, changeSummary: {} }, 255, "error: preview failed\n");
  assert.deepEqual((await providedDrift(STACK)).found, ["bkrepo: not all asked: error: HTTP 401"]);
});
