import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { recordProgram } from "../support/program.ts";
import { configOf, environments } from "./environments.ts";
import { graphOf } from "./graph.ts";

// `make golden` rewrites the recorded graphs; a reviewer reads the difference in git.
const UPDATE = process.env.GOLDEN === "update";

for (const [name, environment] of Object.entries(environments)) {
  test(`the graph of ${name} is the recorded one`, async () => {
    const run = await recordProgram(name, configOf(environment));
    assert.equal(run.exitCode, 0, run.output);
    assert.deepEqual(run.monitor.errors, []);
    const text = `${JSON.stringify(graphOf(run.monitor, environment.madeUp), null, 2)}\n`;
    const file = path.join(import.meta.dirname, `${name}.json`);
    if (UPDATE) writeFileSync(file, text);
    assert.deepEqual(JSON.parse(text), JSON.parse(readFileSync(file, "utf8")));
  });
}
