import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { askPulumi, tryPulumi } from "../../../sandbox/stack/pulumi.ts";

const dir = mkdtempSync(path.join(os.tmpdir(), "bkpaas-told-"));
const said = `error: unable to open state database "postgres://user:S3cret@db:5432/state": connection refused`;
writeFileSync(path.join(dir, "pulumi"), `#!/bin/sh\necho '${said}' >&2\nexit 255\n`, { mode: 0o755 });
process.env.PATH = `${dir}:${process.env.PATH ?? ""}`;

after(() => {
  rmSync(dir, { recursive: true });
});

const target = { kind: "elsewhere", stack: "prod" } as const;

// A CI masks it in the log, and nowhere else: not in an issue, nor in a file of the run.
test("what the CLI says when it fails holds no password of the state's address", async () => {
  const { errors } = await tryPulumi(target, ["preview", "--json"]);
  assert.match(errors, /unable to open state database .*db:5432.*connection refused/);
  assert.doesNotMatch(errors, /S3cret/);
  await assert.rejects(askPulumi(target, ["config"]), (error: Error) => {
    assert.match(error.message, /db:5432/);
    assert.doesNotMatch(error.message, /S3cret/);
    return true;
  });
});
