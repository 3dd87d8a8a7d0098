import assert from "node:assert/strict";
import { test } from "node:test";
import { differencesOf } from "../../../sandbox/expectation/comparison.ts";
import { type ExpectedStep, expectedSteps } from "../../../sandbox/expectation/steps.ts";
import type { Fields, ToldStep } from "../../../policy/told.ts";
import { urnOf } from "../policy/steps.ts";

const DEPLOYMENT = "kubernetes:apps/v1:Deployment";

function updates(name: string, inputs: Record<string, unknown>, ...changed: string[]): ToldStep {
  const urn = urnOf(DEPLOYMENT, name);
  return { operation: "update", urn, new: { inputs }, changed };
}

/** What is said where the one was reviewed and the other is found. */
function said(reviewed: readonly ToldStep[], found: readonly ToldStep[]): string[] {
  return differencesOf(expectedSteps({ steps: reviewed }), expectedSteps({ steps: found }));
}

test("the same steps do not differ, in whatever order they and their properties come", () => {
  const web = updates("web", { image: "a", replicas: 2 }, "spec.replicas", "spec.image");
  const again = updates("web", { replicas: 2, image: "a" }, "spec.image", "spec.replicas");
  const other = { ...updates("other", {}), operation: "create" };
  assert.deepEqual(said([web, other], [other, again]), []);
});

test("what stays as it is or is only read is no step", () => {
  const idle = ["same", "refresh"].map((operation) => ({ ...updates("web", {}), operation }));
  assert.deepEqual(expectedSteps({ steps: idle }), []);
});

test("what leaves a thing alone and lifts its protection is a step", () => {
  const state = { inputs: {}, protect: true };
  const kept: ToldStep = { ...updates("db", {}), operation: "same", old: state, new: state };
  const lifted = { ...kept, new: { inputs: {} } };
  const line = `new        ${DEPLOYMENT}::db: same of protect`;
  assert.deepEqual(said([kept], [lifted]), [line]);
});

test("steps of one resource are in one order, whatever order they come in", () => {
  const copies = ["a", "b"].map((name) => ({ ...updates("web", { name }), operation: "delete" }));
  assert.deepEqual(expectedSteps({ steps: copies }), expectedSteps({ steps: copies.toReversed() }));
});

test("a step that nobody reviewed is new", () => {
  const line = `new        ${DEPLOYMENT}::web: update of spec.replicas`;
  assert.deepEqual(said([], [updates("web", {}, "spec.replicas")]), [line]);
});

test("a reviewed step that no longer runs is gone", () => {
  const line = `gone       ${DEPLOYMENT}::web: update of spec.replicas`;
  assert.deepEqual(said([updates("web", {}, "spec.replicas")], []), [line]);
});

test("another operation on a reviewed resource is different", () => {
  const replaced: ToldStep = { ...updates("web", {}, "name"), operation: "replace", reasons: ["name"] };
  const line = `different  ${DEPLOYMENT}::web: reviewed was update of name; now it is replace of name because of name`;
  assert.deepEqual(said([updates("web", {}, "name")], [replaced]), [line]);
});

test("another value at a reviewed place is different, and is not said", () => {
  const [line = ""] = said(
    [updates("web", { replicas: 2 }, "replicas")],
    [updates("web", { replicas: 37 }, "replicas")],
  );
  assert.equal(line, `different  ${DEPLOYMENT}::web: update of replicas, with other values`);
});

test("lost protection is different", () => {
  const step = updates("web", {}, "a");
  assert.equal(said([{ ...step, new: { inputs: {}, protect: true } }], [step]).length, 1);
});

test("what is only called otherwise is a step, whose old name is reviewed too", () => {
  const renamed = (was: string): ToldStep => {
    const state = { urn: urnOf(DEPLOYMENT, was), inputs: {} };
    return { ...updates("web", {}), operation: "same", old: state, new: { inputs: {} } };
  };
  assert.deepEqual(said([], [renamed("web")]), []);
  const line = `new        ${DEPLOYMENT}::web: same under another name than ${DEPLOYMENT}::front`;
  assert.deepEqual(said([], [renamed("front")]), [line]);
  assert.equal(said([renamed("front")], [renamed("back")]).length, 1);
});

/** What is said where a run ends with these outputs of the stack, and others were reviewed. */
function saidOfOutputs(old: Fields | undefined, reviewed: Fields, found: Fields): string[] {
  const ending = (outputs: Fields): ExpectedStep[] => {
    const urn = urnOf("pulumi:pulumi:Stack", "bkpaas-prod");
    const end = { operation: "same", urn, ...(old && { old: { outputs: old } }), new: { outputs } };
    return expectedSteps({ steps: [], end });
  };
  return differencesOf(ending(reviewed), ending(found));
}

test("outputs that become others are a step, and what they say is not told", () => {
  const stack = "pulumi:pulumi:Stack::bkpaas-prod";
  const [one, two] = [
    { url: "one", port: 1 },
    { url: "two", port: 1 },
  ];
  assert.deepEqual(saidOfOutputs(one, one, one), []);
  assert.deepEqual(saidOfOutputs(one, one, two), [`new        ${stack}: outputs of url`]);
  assert.deepEqual(saidOfOutputs(one, two, one), [`gone       ${stack}: outputs of url`]);
  const other = saidOfOutputs(one, two, { url: "three", port: 1 });
  assert.deepEqual(other, [`different  ${stack}: outputs of url, with other values`]);
  assert.deepEqual(saidOfOutputs(undefined, two, two), []);
  assert.equal(saidOfOutputs(undefined, two, one).length, 1);
});

test("what people are told to do next is not compared: it depends on what bkrepo answers a preview", () => {
  const [before, later] = [
    { url: "one", nextSteps: ["make upload"] },
    { url: "one", nextSteps: [] },
  ];
  assert.deepEqual(saidOfOutputs(before, before, later), []);
  const other = { ...later, url: "two" };
  assert.deepEqual(saidOfOutputs(before, { ...before, url: "two" }, other), []);
  assert.match(saidOfOutputs(before, before, other)[0] ?? "", /: outputs of url$/);
});

test("a run that fails tells no outputs, and none are expected", () => {
  const urn = urnOf("pulumi:pulumi:Stack", "bkpaas-prod");
  const end = { operation: "same", urn, old: { outputs: { url: "one" } }, new: {} };
  assert.deepEqual(expectedSteps({ steps: [], end }), []);
});

const SECRET = "kubernetes:core/v1:Secret";

/** An object that the plugin has named, and what reads its name. */
function named(digits: string, old?: Fields): ToldStep[] {
  const name = `login-${digits}`;
  const metadata = { name, annotations: { "pulumi.com/autonamed": "true" } };
  const login = { operation: "create", urn: urnOf(SECRET, "login"), new: { inputs: { metadata } } };
  return [{ ...login, ...(old && { old }) }, updates("web", { secret: name, list: [`/mnt/${name}/key`] })];
}

test("a name that the plugin makes up anew in every preview is none of what is compared", () => {
  assert.deepEqual(said(named("0a1b2c3d"), named("99ffee00")), []);
  const [made, reader] = named("0a1b2c3d");
  const other = updates("web", { secret: "another-0a1b2c3d", list: [] });
  assert.ok(made && reader);
  assert.equal(said([made, reader], [made, other]).length, 1);
});

test("a name that somebody gave is compared, and so is one that stays", () => {
  const [given, other] = ["database-main", "database-test"].map((name) =>
    updates("database", { metadata: { name, annotations: { "pulumi.com/autonamed": "true" } } }),
  );
  assert.ok(given && other);
  assert.equal(said([given], [other]).length, 1);
  const kept = { inputs: { metadata: { name: "login-0a1b2c3d" } } };
  assert.equal(said(named("0a1b2c3d", kept), named("99ffee00", kept)).length, 2);
});

test("outputs that hold a name which the plugin makes up are compared without it", () => {
  const ending = (digits: string): ExpectedStep[] => {
    const urn = urnOf("pulumi:pulumi:Stack", "bkpaas-prod");
    const end = { operation: "create", urn, new: { outputs: { secret: `login-${digits}` } } };
    return expectedSteps({ steps: named(digits), end });
  };
  assert.deepEqual(differencesOf(ending("0a1b2c3d"), ending("99ffee00")), []);
});

test("of many properties some are named, those first that were not among the others", () => {
  const many = Array.from({ length: 40 }, (_, index) => `a${String(index).padStart(2, "0")}`);
  const one = updates("web", {}, ...many);
  const [line = ""] = said([one], [updates("web", {}, ...many, "z")]);
  const some = "a00, a01, a02, a03, a04, a05";
  assert.equal(
    line,
    `different  ${DEPLOYMENT}::web: reviewed was update of ${some}, a06, a07 and 32 more; ` +
      `now it is update of z, ${some}, a06 and 33 more`,
  );
  const [gone = ""] = said([one], []);
  assert.match(gone, /: update of a00, .*, a07 and 32 more$/);
  assert.match(said([one], [updates("web", { b: 1 }, ...many)])[0] ?? "", /32 more, with other values$/);
});

test("the steps of a replacement are compared together", () => {
  const replacement = ["create-replacement", "replace", "delete-replaced"].map((operation) => ({
    ...updates("web", {}),
    operation,
  }));
  assert.deepEqual(said(replacement, replacement.toReversed()), []);
  assert.equal(said(replacement, replacement.slice(1)).length, 1);
});

test("no value is among what is expected", () => {
  const value = "internal.example.com";
  const steps: ExpectedStep[] = expectedSteps({
    steps: [updates("web", { host: value, list: [value] }, "host")],
  });
  assert.ok(!JSON.stringify(steps).includes(value));
});
