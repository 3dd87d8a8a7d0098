import assert from "node:assert/strict";
import { test } from "node:test";
import { findingsOf } from "../../../report/judgement/findings.ts";
import { graphChanges } from "../../../report/changes/graph-changes.ts";
import { goldenGraph, resourceIn, withResource, without } from "./graphs.ts";

const DATABASE = "bkpaas:storage:MySQL$mysql:index/database:Database::mysql-apiserver";
const KEY = "bkpaas:secrets:PlatformSecrets$pulumi:index:Stash::secrets-encryption-key-in-use";
const RELEASE = "bkpaas:platform:PaasStack$kubernetes:helm.sh/v3:Release::paas-stack-release";

const dev = goldenGraph("dev");

test("a graph that stays as it is keeps every rule", () => {
  assert.deepEqual(findingsOf(graphChanges(dev, dev)), []);
});

for (const id of [DATABASE, KEY]) {
  test(`what is irreplaceable may not leave the stack: ${id}`, () => {
    const [finding, ...others] = findingsOf(graphChanges(dev, without(dev, id)));
    assert.deepEqual([finding?.rule, finding?.subject, others], ["irreplaceable", id, []]);
  });
}

test("what is irreplaceable may not be replaced", () => {
  const now = withResource(dev, DATABASE, ({ inputs }) => ({ inputs: { ...inputs, name: "other" } }));
  assert.deepEqual(
    findingsOf(graphChanges(dev, now)).map(({ rule, subject }) => [rule, subject]),
    [["irreplaceable", DATABASE]],
  );
});

test("what is irreplaceable may have another name with an alias", () => {
  const id = DATABASE.replace("mysql-apiserver", "mysql-other");
  const rest = without(dev, DATABASE);
  const resource = { ...resourceIn(dev, DATABASE), aliases: [DATABASE] };
  assert.deepEqual(
    findingsOf(graphChanges(dev, { ...rest, resources: { ...rest.resources, [id]: resource } })),
    [],
  );
});

test("findings are sorted, warnings of the program among them, and hold no value", () => {
  const now = withResource(without(dev, DATABASE), RELEASE, ({ inputs }) => ({
    inputs: { ...inputs, values: { a: { image: "repository" }, dbPassword: "Canary-1234" } },
  }));
  const findings = findingsOf(graphChanges(dev, now), ["mind the gap"]);
  assert.deepEqual(
    findings.map(({ rule, subject }) => [rule, subject]),
    [
      ["image-tag", RELEASE],
      ["irreplaceable", DATABASE],
      ["plaintext-secret", RELEASE],
      ["warning", "the program"],
    ],
  );
  assert.ok(!JSON.stringify(findings).includes("Canary"));
});
