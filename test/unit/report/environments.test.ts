import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readGraph } from "../../../report/graph.ts";
import { type Environment, environmentsDocument } from "../../../report/markdown/environments.ts";

function recorded(name: string): Environment {
  const file = new URL(`../../golden/${name}.json`, import.meta.url);
  return { name, graph: readGraph(readFileSync(file, "utf8"), name) };
}

const [dev, production] = [recorded("dev"), recorded("production")];
const text = environmentsDocument(dev, production);

test("it says what is set up in another way, and what only one of them has", () => {
  for (const line of [
    "| `mysql: modes.addons` | – | `existing` |",
    "- `bkpaas:storage:MySQL$mysql:index/database:Database::mysql-apiserver`",
    "- `bkpaas:storage:MySQL$kubernetes:batch/v1:Job::mysql-provisioning`",
    "| `values.apiserver.processes.web.replicas` | `1` | `3` |",
  ]) {
    assert.ok(text.includes(line), line);
  }
  const [, onlyDev = ""] = text.split("### Only in `dev`");
  assert.ok(onlyDev.split("###")[0]?.includes("mysql-apiserver"));
});

test("seen from the other side, the columns change places", () => {
  const turned = environmentsDocument(production, dev);
  assert.ok(turned.includes("| `values.apiserver.processes.web.replicas` | `3` | `1` |"));
  assert.equal(turned.split("\n").length, text.split("\n").length);
});

test("two environments of the same graph do not differ", () => {
  const none = environmentsDocument(dev, { ...dev, name: "copy" });
  assert.match(none, /Resources: 0 only in `dev`, 0 only in `copy`, 0 in both that differ/);
  assert.ok(!none.includes("###"));
});

test("it has nothing of secrets, not even that they differ", () => {
  assert.ok(JSON.stringify([dev, production]).includes("<secret:"));
  assert.doesNotMatch(text, /secret:|\(secret|#[0-9a-f]{8}/);
});
