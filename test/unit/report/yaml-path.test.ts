import assert from "node:assert/strict";
import { test } from "node:test";
import { yamlPath } from "../../../report/manifests/yaml-path.ts";

const LINES = `kind: Deployment
spec:
  template:
    spec:
      containers:
        - args: [a]
          env:
            - name: A
              value: "1"
          image: x
  "a.b/c":
    d: |
      text`.split("\n");

const pathOf = (text: string): string =>
  yamlPath(
    LINES,
    LINES.findIndex((line) => line.includes(text)),
  );

test("a line of YAML stands below the keys that are further left", () => {
  assert.equal(pathOf("kind"), "");
  assert.equal(pathOf("containers"), "spec.template.spec");
  assert.equal(pathOf("args"), "spec.template.spec.containers");
  assert.equal(pathOf("value"), "spec.template.spec.containers.env");
  assert.equal(pathOf("image"), "spec.template.spec.containers");
  assert.equal(pathOf("text"), 'spec."a.b/c".d');
});
