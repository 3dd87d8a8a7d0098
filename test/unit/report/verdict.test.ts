import assert from "node:assert/strict";
import { test } from "node:test";
import { graphChanges, outputChanges } from "../../../report/changes/graph-changes.ts";
import type { Graph } from "../../../report/graph.ts";
import type { ObjectChange, ReleaseChange, Verdict } from "../../../report/model.ts";
import { bySeverity, judgementOf, renewedKeys } from "../../../report/judgement/verdict.ts";
import { goldenGraph, graphOf, resourceIn, withResource, without } from "./graphs.ts";

const RELEASE = "bkpaas:platform:PaasStack$kubernetes:helm.sh/v3:Release::paas-stack-release";
const PASSWORD = "bkpaas:secrets:PlatformSecrets$random:index/randomPassword:RandomPassword::secrets-jwt-key";
const DATABASE = "bkpaas:storage:MySQL$mysql:index/database:Database::mysql-apiserver";
const GRANT = "bkpaas:storage:MySQL$mysql:index/grant:Grant::mysql-apiserver-grant";
const SECRET = "bkpaas:platform:PaasStack$kubernetes:core/v1:Secret::paas-stack-apiserver-secrets";

const dev = goldenGraph("dev");
const managed = goldenGraph("managed");

function verdict(old: Graph, now: Graph, releases: readonly ReleaseChange[] = []): Verdict {
  return judgementOf(graphChanges(old, now), releases, outputChanges(old, now)).verdict;
}

/** The graph with one input of a resource changed. */
function edited(graph: Graph, id: string, inputs: Graph["outputs"]): Graph {
  return withResource(graph, id, (resource) => ({ inputs: { ...resource.inputs, ...inputs } }));
}

function release(objects: readonly Partial<ObjectChange>[], notRendered?: string): ReleaseChange {
  const all = objects.map((object) => ({
    kind: "Deployment",
    namespace: "n",
    name: "o",
    effect: "update" as const,
    diff: "",
    restarts: false,
    images: [],
    ...object,
  }));
  return {
    id: RELEASE,
    name: "r",
    objects: all,
    kept: [],
    hooks: [],
    ...(notRendered !== undefined && { notRendered }),
  };
}

test("the same graph is nothing, a first run is safe", () => {
  assert.equal(verdict(dev, dev), "nothing");
  assert.equal(verdict(graphOf({}), dev), "safe");
});

test("only an output that differs is safe, for other stacks may read it", () => {
  assert.equal(verdict(dev, { ...dev, outputs: { ...dev.outputs, more: 1 } }), "safe");
});

test("an object that differs is safe, and no longer where its pods start anew", () => {
  assert.equal(verdict(dev, dev, [release([{}])]), "safe");
  assert.equal(verdict(dev, dev, [release([{}, { restarts: true }])]), "restarts");
});

test("other values of a release that is not rendered are taken to start pods anew", () => {
  const now = edited(dev, RELEASE, { timeout: 1 });
  assert.equal(verdict(dev, now, [release([])]), "safe");
  assert.equal(verdict(dev, now, [release([], "the chart is not here")]), "restarts");
});

test("objects of a chart that hold data, run pods or lead to them destroy where they go, others replace", () => {
  assert.equal(
    verdict(dev, dev, [release([{ kind: "PersistentVolumeClaim", effect: "delete" }])]),
    "destroys",
  );
  assert.equal(verdict(dev, dev, [release([{ kind: "ConfigMap", effect: "delete" }])]), "safe");
  for (const kind of ["Deployment", "DaemonSet", "Service", "Ingress", "PersistentVolume"]) {
    assert.equal(verdict(dev, dev, [release([{ kind, effect: "delete" }])]), "destroys", kind);
  }
  for (const kind of ["PersistentVolumeClaim", "Namespace", "CustomResourceDefinition"]) {
    assert.equal(verdict(dev, dev, [release([{ kind, effect: "replace" }])]), "destroys", kind);
  }
  assert.equal(verdict(dev, dev, [release([{ kind: "Service", effect: "replace" }])]), "replaces");
  assert.equal(verdict(dev, dev, [release([{ kind: "Job", effect: "replace" }])]), "safe");
});

test("pods of the program's own workloads start anew with their template, and not with their labels", () => {
  const id = Object.keys(managed.resources).find((key) => key.includes(":StatefulSet::")) ?? "";
  const { spec, metadata } = resourceIn(managed, id).inputs;
  const object = (value: unknown): Graph["outputs"] => value as Graph["outputs"];
  const template = { ...object(object(spec).template), more: "x" };
  assert.equal(verdict(managed, edited(managed, id, { spec: { ...object(spec), template } })), "restarts");
  assert.equal(
    verdict(managed, edited(managed, id, { metadata: { ...object(metadata), labels: { a: "b" } } })),
    "safe",
  );
  const moved = { ...object(spec), serviceName: "other" };
  assert.equal(verdict(managed, edited(managed, id, { spec: moved })), "replaces");
});

test("another account replaces its grant, another name of the database destroys it", () => {
  assert.equal(verdict(dev, edited(dev, GRANT, { user: "other" })), "replaces");
  assert.equal(verdict(dev, edited(dev, DATABASE, { name: "other" })), "destroys");
  assert.equal(verdict(dev, edited(dev, DATABASE, { defaultCharacterSet: "utf8" })), "safe");
});

test("a database that only leaves the stack is lost to it, a grant that stays on the server is not", () => {
  assert.equal(verdict(dev, without(dev, DATABASE)), "destroys");
  assert.equal(verdict(dev, without(dev, GRANT)), "safe");
});

test("what is another's and leaves the stack is no loss, what is its own is", () => {
  const id = Object.keys(dev.resources).find((key) => key.includes(":bkrepo:Project::")) ?? "";
  assert.equal(verdict(dev, without(dev, id)), "destroys");
  const foreign = edited(dev, id, { ownership: "read" });
  assert.equal(verdict(foreign, without(foreign, id)), "safe");
});

test("a key that only leaves the stack is lost, for it is nowhere else", () => {
  const kept = withResource(dev, PASSWORD, () => ({ retainOnDelete: true }));
  assert.equal(verdict(kept, without(kept, PASSWORD)), "destroys");
});

test("what has no content of its own is no loss: components, providers, Jobs, rules for evictions", () => {
  const kinds = [
    ":platform:Names::",
    "pulumi:providers:bkpaas::",
    ":batch/v1:Job::",
    ":PodDisruptionBudget::",
  ];
  for (const kind of kinds) {
    const graph = kind.includes("Budget") ? managed : dev;
    const id = Object.keys(graph.resources).find((key) => key.includes(kind)) ?? "";
    assert.equal(verdict(graph, without(graph, id)), "safe", kind);
  }
});

test("deleted releases, Secrets, volumes and keys are destroyed", () => {
  for (const id of [RELEASE, SECRET, PASSWORD]) assert.equal(verdict(dev, without(dev, id)), "destroys", id);
  const claim = Object.keys(managed.resources).find((key) => key.includes(":PersistentVolumeClaim::")) ?? "";
  assert.equal(verdict(managed, without(managed, claim)), "destroys");
});

test("a key that is made anew changes, whatever else happens", () => {
  const heeding = withResource(dev, PASSWORD, () => ({ ignoreChanges: [] }));
  const now = without(edited(heeding, PASSWORD, { length: 99 }), DATABASE);
  assert.equal(verdict(heeding, now), "keys change");
});

test("a fingerprint with another value is a changed key, a new one is none", () => {
  const fingerprints = dev.outputs.fingerprints as Graph["outputs"];
  const other = { ...dev.outputs, fingerprints: { ...fingerprints, jwt: "0" } };
  assert.equal(verdict(dev, { ...dev, outputs: other }), "keys change");
  const fewer = Object.fromEntries(Object.entries(fingerprints).filter(([name]) => name !== "jwt"));
  assert.equal(verdict({ ...dev, outputs: { ...dev.outputs, fingerprints: fewer } }, dev), "safe");
});

/** A new key that the Secret reads, in the place of those that `instead` names. */
function withKey(id: string, instead: readonly string[]): Graph {
  const key = { ...dev, resources: { ...dev.resources, [id]: resourceIn(dev, PASSWORD) } };
  const { dependencies = [] } = resourceIn(dev, SECRET);
  const read = { dependencies: [...dependencies.filter((other) => !instead.includes(other)), id].sort() };
  return withResource(edited(key, SECRET, { stringData: {} }), SECRET, () => read);
}

test("another edition of a key changes it for who read the one before, a new key of its own does not", () => {
  assert.ok(resourceIn(dev, SECRET).dependencies?.includes(PASSWORD));
  const edition = withKey(`${PASSWORD}-2`, [PASSWORD]);
  assert.deepEqual(renewedKeys(graphChanges(dev, edition)), [`${PASSWORD}-2`]);
  assert.equal(verdict(dev, edition), "keys change");
  const added = withKey(PASSWORD.replace("jwt-key", "new-key"), []);
  assert.equal(verdict(dev, added), "safe");
});

test("a rename is safe", () => {
  const id = DATABASE.replace("mysql-apiserver", "mysql-other");
  const resource = { ...resourceIn(dev, DATABASE), aliases: [DATABASE] };
  const rest = without(dev, DATABASE);
  assert.equal(verdict(dev, { ...rest, resources: { ...rest.resources, [id]: resource } }), "safe");
});

test("the severest change comes first, those of one severity by id", () => {
  const now = edited(without(without(dev, DATABASE), GRANT), RELEASE, { timeout: 1 });
  const told = graphChanges(dev, now).filter(({ effect }) => effect !== "same");
  assert.deepEqual(
    told.toSorted(bySeverity).map(({ id }) => id),
    [DATABASE, RELEASE, GRANT],
  );
});
