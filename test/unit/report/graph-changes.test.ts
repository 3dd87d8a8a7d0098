import assert from "node:assert/strict";
import { test } from "node:test";
import { graphChanges, outputChanges } from "../../../report/changes/graph-changes.ts";
import type { Graph } from "../../../report/graph.ts";
import { environments } from "../../golden/environments.ts";
import { effectsOf, goldenGraph, graphOf, resourceIn, withResource, without } from "./graphs.ts";

const DATABASE = "bkpaas:storage:MySQL$mysql:index/database:Database::mysql-apiserver";
const PASSWORD = "bkpaas:secrets:PlatformSecrets$random:index/randomPassword:RandomPassword::secrets-jwt-key";
const RELEASE = "bkpaas:platform:PaasStack$kubernetes:helm.sh/v3:Release::paas-stack-release";

test("a graph beside itself is the same all over", () => {
  for (const name of Object.keys(environments)) {
    const graph = goldenGraph(name);
    const changes = graphChanges(graph, goldenGraph(name));
    assert.equal(changes.length, Object.keys(graph.resources).length);
    assert.deepEqual(effectsOf(changes), []);
    assert.deepEqual(
      changes.flatMap(({ leaves }) => leaves),
      [],
    );
    assert.deepEqual(outputChanges(graph, goldenGraph(name)), []);
  }
});

test("every resource of a first run is created, and sorted", () => {
  const changes = graphChanges(graphOf({}), goldenGraph("dev"));
  assert.ok(changes.every(({ effect }) => effect === "create"));
  const ids = changes.map(({ id }) => id);
  assert.deepEqual(ids, [...ids].sort());
});

test("a value of a release updates it, and the leaf is told", () => {
  const dev = goldenGraph("dev");
  const edited = withResource(dev, RELEASE, ({ inputs }) => ({ inputs: { ...inputs, timeout: 1 } }));
  const changes = graphChanges(dev, edited);
  assert.deepEqual(effectsOf(changes), [`update ${RELEASE}`]);
  assert.deepEqual(
    changes.flatMap(({ leaves }) => leaves.map(({ path }) => path)),
    ["timeout"],
  );
});

test("another name replaces a database, and its grants with it", () => {
  const dev = goldenGraph("dev");
  const grant = "bkpaas:storage:MySQL$mysql:index/grant:Grant::mysql-apiserver-grant";
  const renamed = withResource(dev, DATABASE, ({ inputs }) => ({ inputs: { ...inputs, name: "other" } }));
  const now = withResource(renamed, grant, ({ inputs }) => ({ inputs: { ...inputs, database: "other" } }));
  assert.deepEqual(
    graphChanges(dev, now).flatMap(({ id, effect, reasons }) =>
      effect === "same" ? [] : [[id, effect, reasons]],
    ),
    [
      [DATABASE, "replace", ["name"]],
      [grant, "replace", ["database"]],
    ],
  );
});

test("what is retained is forgotten, what is not is deleted", () => {
  const dev = goldenGraph("dev");
  assert.deepEqual(effectsOf(graphChanges(dev, without(dev, DATABASE))), [`forget ${DATABASE}`]);
  assert.deepEqual(effectsOf(graphChanges(dev, without(dev, PASSWORD))), [`delete ${PASSWORD}`]);
});

test("ignored properties change nothing", () => {
  const dev = goldenGraph("dev");
  assert.ok(resourceIn(dev, PASSWORD).ignoreChanges?.includes("length"));
  const longer = withResource(dev, PASSWORD, ({ inputs }) => ({ inputs: { ...inputs, length: 99 } }));
  assert.deepEqual(effectsOf(graphChanges(dev, longer)), []);
  const heeded = withResource(longer, PASSWORD, () => ({ ignoreChanges: [] }));
  assert.deepEqual(effectsOf(graphChanges(dev, heeded)), [`replace ${PASSWORD}`]);
});

function renamedTo(graph: Graph, id: string, aliases: readonly string[]): Graph {
  const resource = { ...resourceIn(graph, DATABASE), aliases };
  return {
    ...without(graph, DATABASE),
    resources: { ...without(graph, DATABASE).resources, [id]: resource },
  };
}

test("another name of the resource is a rename with an alias, and without one the end of the thing", () => {
  const dev = goldenGraph("dev");
  const id = DATABASE.replace("mysql-apiserver", "mysql-other");
  const [renamed] = graphChanges(dev, renamedTo(dev, id, [DATABASE])).filter(
    ({ effect }) => effect !== "same",
  );
  assert.deepEqual([renamed?.id, renamed?.was, renamed?.effect], [id, DATABASE, "rename"]);
  assert.deepEqual(effectsOf(graphChanges(dev, renamedTo(dev, id, []))), [
    `forget ${DATABASE}`,
    `create ${id}`,
  ]);
});

test("children of a renamed component are renamed with it", () => {
  const old = graphOf({
    "a:b:Old::x": {},
    "a:b:Old$random:P::x-key": { parent: "a:b:Old::x", provider: "p:p:P::p" },
  });
  const now = graphOf({
    "a:b:New::y": { aliases: ["a:b:Old::x"] },
    "a:b:New$random:P::y-key": { parent: "a:b:New::y", provider: "p:p:P::p" },
  });
  assert.deepEqual(effectsOf(graphChanges(old, now)), [
    "rename a:b:New$random:P::y-key",
    "rename a:b:New::y",
  ]);
});

test("an alias gives a former resource to one only, and its own id goes before any alias", () => {
  const old = graphOf({ "a:b:C::x": { provider: "p" } });
  const alias = { provider: "p", aliases: ["a:b:C::x"] };
  assert.deepEqual(effectsOf(graphChanges(old, graphOf({ "a:b:C::y": alias, "a:b:C::z": alias }))), [
    "rename a:b:C::y",
    "create a:b:C::z",
  ]);
  assert.deepEqual(
    effectsOf(graphChanges(old, graphOf({ "a:b:C::a": alias, "a:b:C::x": { provider: "p" } }))),
    ["create a:b:C::a"],
  );
});

test("a component whose inputs differ stays the same, and shows them", () => {
  const dev = goldenGraph("dev");
  const id = "bkpaas:platform:PaasStack::paas-stack";
  const changes = graphChanges(
    dev,
    withResource(dev, id, ({ inputs }) => ({ inputs: { ...inputs, preset: "large" } })),
  );
  assert.deepEqual(effectsOf(changes), []);
  assert.deepEqual(
    changes.find((change) => change.id === id)?.leaves.map(({ path }) => path),
    ["preset"],
  );
});
