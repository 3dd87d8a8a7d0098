import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { gate } from "../../../policy/gate.ts";
import { rules } from "../../../policy/rules/all.ts";

const RECORDED = path.join(import.meta.dirname, "../../contract/recorded");

function recorded(file: string): string {
  return readFileSync(path.join(RECORDED, file), "utf8");
}

interface Editable {
  steps: { op: string; newState: { inputs: Record<string, unknown> } }[];
}

/** A recorded preview, edited. */
function edited(file: string, edit: (preview: Editable) => void): string {
  const preview = JSON.parse(recorded(file)) as Editable;
  edit(preview);
  return JSON.stringify(preview);
}

test("every recorded preview of the official plugins can be judged", () => {
  const files = globSync("*/preview-*.json", { cwd: RECORDED });
  assert.ok(files.length > 20);
  for (const file of files) assert.notEqual(gate(recorded(file)).exitCode, 2, file);
});

test("a preview that keeps every rule passes", () => {
  for (const file of ["official-mysql-random/preview-create.json", "official-kubernetes/preview-noop.json"]) {
    assert.deepEqual([gate(recorded(file)).exitCode, gate(recorded(file)).violations], [0, []]);
  }
});

test("an empty stack may be destroyed, which the CLI tells in one word", () => {
  assert.equal(gate('{ "duration": 443523 }').exitCode, 0);
});

test("a secret among the values of a recorded release is refused", () => {
  const { exitCode, message } = gate(recorded("official-kubernetes/preview-release-value.json"));
  assert.equal(exitCode, 1);
  assert.match(message, /plaintext-secret: values\.password: .*\n +kubernetes:helm\.sh\/v3:Release::rel$/);
});

test("a recorded release is not taken back to an earlier chart", () => {
  const text = edited("official-kubernetes/preview-chart-version.json", ({ steps }) => {
    for (const { newState } of steps) Object.assign(newState.inputs, { version: "1.2.2", values: {} });
  });
  const { exitCode, violations } = gate(text);
  assert.deepEqual([exitCode, violations.map(({ rule }) => rule)], [1, ["chart-downgrade"]]);
});

test("a protected resource is not replaced by a recorded preview", () => {
  const file = "official-mysql-random/preview-db-name.json";
  const text = recorded(file).replace('"oldState": {', '"oldState": { "protect": true,');
  const { exitCode, violations, message } = gate(text);
  assert.deepEqual([exitCode, violations.map(({ rule }) => rule)], [1, ["irreplaceable"]]);
  assert.match(message, /because of name, /);
  assert.equal(gate(text, ["irreplaceable"]).exitCode, 0);
});

test("what is no preview is told from a broken rule, and says what to give", () => {
  for (const text of ["", " \n", "{", "null", "[]", '{"a": 1}', '{"steps": [{}]}']) {
    const { exitCode, message } = gate(text);
    assert.equal(exitCode, 2, text);
    assert.match(message, /pulumi preview --json \| node policy\/gate\.ts/);
  }
});

test("a failed preview is no green one", () => {
  const diagnostics = [{ severity: "error", message: "error: planted" }];
  const { exitCode, message } = gate(JSON.stringify({ steps: [], diagnostics, changeSummary: {} }));
  assert.equal(exitCode, 2);
  assert.match(message, /preview failed/);
  assert.doesNotMatch(message, /planted/);
});

test("rules have names of their own and one line each", () => {
  assert.equal(new Set(rules.map(({ name }) => name)).size, rules.length);
  for (const { name, description } of rules) assert.match(`${name}: ${description}`, /^[a-z-]+: [^\n]+\.$/);
});
