import assert from "node:assert/strict";
import { it } from "node:test";
import type { Changes } from "../../../../provider/protocol/diff.ts";
import { type Properties, Secret } from "../../../../provider/protocol/value.ts";
import {
  installOptions,
  uninstallOptions,
  upgradeOptions,
} from "../../../../sandbox/plugins/kubernetes/release/arguments.ts";
import { releaseDifference } from "../../../../sandbox/plugins/kubernetes/release/difference.ts";
import { explain } from "../../../../sandbox/plugins/kubernetes/release/failure.ts";
import { outputsOf } from "../../../../sandbox/plugins/kubernetes/release/outputs.ts";
import { resourceNames } from "../../../../sandbox/plugins/kubernetes/release/record.ts";
import { redactor } from "../../../../sandbox/plugins/kubernetes/release/redact.ts";
import { mergeValues } from "../../../../sandbox/plugins/kubernetes/release/values.ts";

const PLACE = { namespace: "ns", name: "rel", id: "ns/rel" };
const INPUTS = { name: "rel", namespace: "ns", values: { replicas: 1, password: new Secret("word") } };
const RECORD = {
  revision: 1,
  status: "deployed",
  begunAt: 0,
  values: { replicas: 3, password: "word" },
  chart: { name: "sample", version: "1.2.3", appVersion: "9" },
  resourceNames: {},
};

const difference = (oldOutputs: Properties, inputs: Properties): Changes =>
  releaseDifference({
    ...{ urn: "", id: "ns/rel", signal: new AbortController().signal, report: () => undefined },
    ...{ oldInputs: INPUTS, oldOutputs, inputs },
  }).changes;

it("values merge key by key, and a null stays a null", () => {
  const merged = mergeValues({ a: { b: 1, c: 2 }, list: [1] }, { a: { b: null }, list: [] });
  assert.deepEqual(merged, { a: { b: null, c: 2 }, list: [] });
});

it("waiting, its limit and jobs follow the inputs; an upgrade keeps every revision unless limited", () => {
  const inputs = { timeout: 20, waitForJobs: true, atomic: true, description: "a b" };
  const options = ["--values=-", "--timeout=20s", "--wait", "--wait-for-jobs", "--description=a b"];
  assert.deepEqual(installOptions(inputs), ["--atomic", ...options]);
  assert.deepEqual(upgradeOptions(inputs), ["--atomic", ...options, "--history-max=0"]);
  assert.deepEqual(installOptions({ skipAwait: true, waitForJobs: true }), ["--values=-", "--timeout=300s"]);
  assert.deepEqual(uninstallOptions({ skipAwait: true }), ["--ignore-not-found"]);
});

it("objects of a manifest are named by kind, group and version", () => {
  const manifest = `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
---
# nothing but a comment
---
apiVersion: v1
kind: Secret
metadata: {name: keys, namespace: other}
`;
  assert.deepEqual(resourceNames(manifest), {
    "Deployment.apps/apps/v1": ["web"],
    "Secret/v1": ["other/keys"],
  });
});

it("a secret is taken out of a text as it is, as JSON and as base64", () => {
  const redact = redactor({ values: { a: new Secret('p"w'), plain: "shown" } });
  assert.equal(redact('p"w p\\"w cCJ3 shown'), "[secret] [secret] [secret] shown");
});

it("values changed by hand are seen in the outputs, secrets stay secret, and are set back", () => {
  const outputs = outputsOf(INPUTS, INPUTS, RECORD);
  assert.equal(JSON.stringify(outputs.values), '{"replicas":3,"password":"[secret]"}');
  const changes = difference(outputs, INPUTS);
  assert.deepEqual(changes, { "values.replicas": { kind: "update", replace: false } });
});

it("another name or namespace is another release", () => {
  const moved = { ...INPUTS, namespace: "other" };
  assert.deepEqual(difference(INPUTS, moved), { namespace: { kind: "update", replace: true } });
});

it("helm's refusals come with the way out", () => {
  const busy = "another operation (install/upgrade/rollback) is in progress";
  assert.match(explain(busy, PLACE, "pending-install"), /in progress\n.*helm uninstall rel --namespace ns/);
  assert.match(explain(busy, PLACE, "pending-upgrade"), /helm rollback rel <revision> --namespace ns/);
  const taken = explain("cannot re-use a name that is still in use", PLACE, "deployed");
  assert.match(taken, /^cannot re-use a name that is still in use\n.*pulumi import .* ns\/rel/);
  assert.equal(explain("anything else", PLACE, undefined), "anything else");
});
