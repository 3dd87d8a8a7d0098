import assert from "node:assert/strict";
import { test } from "node:test";
import { chartDowngrade } from "../../../policy/rules/chart-downgrade.ts";
import { compareVersions } from "../../../config/version.ts";
import type { Step } from "../../../policy/steps.ts";
import { namesOf, urnOf } from "./steps.ts";

const RELEASE = "kubernetes:helm.sh/v3:Release";

function goes(before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  const step: Step = {
    operation: "update",
    urn: urnOf(RELEASE, "paas-stack"),
    type: RELEASE,
    old: { inputs: { chart: "./charts/paas-stack", ...before } },
    new: { inputs: { chart: "./charts/paas-stack", ...after } },
  };
  return namesOf(chartDowngrade.check([step]));
}

test("a chart never goes back, not to a version before a release either", () => {
  assert.deepEqual(goes({ version: "1.2.0" }, { version: "1.1.9" }), ["paas-stack"]);
  assert.deepEqual(goes({ version: "1.10.0" }, { version: "1.9.0" }), ["paas-stack"]);
  assert.deepEqual(goes({ version: "0.1.3" }, { version: "0.1.3-beta6" }), ["paas-stack"]);
});

test("a chart may stay and go on", () => {
  assert.deepEqual(goes({ version: "1.2.0" }, { version: "1.2.0" }), []);
  assert.deepEqual(goes({ version: "1.9.0" }, { version: "1.10.0" }), []);
  assert.deepEqual(goes({ version: "0.1.3-beta6" }, { version: "0.1.3" }), []);
});

test("the same chart from elsewhere counts, another chart does not", () => {
  const oci = { chart: "oci://registry.example.com/charts/paas-stack", version: "0.9.0" };
  assert.deepEqual(goes({ version: "1.0.0" }, oci), ["paas-stack"]);
  assert.deepEqual(goes({ version: "1.0.0" }, { chart: "paas-stack-0.9.0.tgz", version: "0.9.0" }), [
    "paas-stack",
  ]);
  assert.deepEqual(goes({ version: "1.0.0" }, { chart: "bkpaas3", version: "0.1.3" }), []);
});

test("where a version is not known nothing is compared", () => {
  assert.deepEqual(goes({}, { version: "1.0.0" }), []);
  assert.deepEqual(goes({ version: "1.0.0" }, {}), []);
  assert.deepEqual(goes({ version: "1.0.0" }, { version: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }), []);
});

test("versions are ordered as semver.org says", () => {
  const ordered = [
    ...["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2"],
    ...["1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2", "v2"],
  ];
  const shuffled = ordered.toReversed().sort((a, b) => compareVersions(a, b) ?? Number.NaN);
  assert.deepEqual(shuffled, ordered);
  assert.equal(compareVersions("1.0.0+a", "1.0.0+b"), 0);
  assert.equal(compareVersions("1.0.0", "latest"), undefined);
});
