import assert from "node:assert/strict";
import { test } from "node:test";
import { stringify } from "yaml";
import type { Json } from "../../../provider/protocol/value.ts";
import { isComponent, typeOf } from "../../../report/identity.ts";
import fc from "../../support/fast-check.ts";
import { graphChanges, outputChanges } from "../../../report/changes/graph-changes.ts";
import type { Graph } from "../../../report/graph.ts";
import { document } from "../../../report/markdown/document.ts";
import type { ChartTool } from "../../../report/manifests/chart-tool.ts";
import { type ReleaseChange, type Resource, VERDICTS } from "../../../report/model.ts";
import { reportOfGraphs } from "../../../report/report.ts";
import { judgementOf } from "../../../report/judgement/verdict.ts";
import { goldenGraph, withResource, without } from "./graphs.ts";
import { RELEASE, chartOf, deployment, hookJob } from "./manifests.ts";

// What holds for every report, whatever changes.

const dev = goldenGraph("dev");
const managed = goldenGraph("managed");

/** An order of things that follows from a number. */
function shuffled<T>(things: readonly T[], seed: number): T[] {
  const rank = (index: number): number => (Math.imul(index + 1, 2654435761) ^ Math.imul(seed, 40503)) >>> 0;
  return things
    .map((thing, index) => ({ thing, rank: rank(index) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ thing }) => thing);
}

/** The same with the keys of every object in another order. */
function inOtherOrder<T>(value: T, seed: number): T {
  if (Array.isArray(value)) return value.map((item: unknown) => inOtherOrder(item, seed)) as T;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(
    ([key, inner]) => [key, inOtherOrder<unknown>(inner, seed)] as const,
  );
  return Object.fromEntries(shuffled(entries, seed)) as T;
}

const OBJECTS = [
  ...["a", "b", "c"].map((name) => deployment(name)),
  ...["x", "y"].map((name) => hookJob(name, "pre-upgrade", 1)),
];

/** A chart whose objects come in another order each time. */
const anyOrder = (seed: number): ChartTool =>
  chartOf(shuffled(OBJECTS, seed).join(""), shuffled(OBJECTS, seed + 1).join(""));

test("the same bytes come of whatever order things are written down in", async () => {
  const told = async (seed: number): Promise<string> => {
    const charts = { ...anyOrder(seed), isSame: () => true };
    const [old, now] = [goldenGraph("dev"), goldenGraph("mixed")].map((graph) => inOtherOrder(graph, seed));
    if (!old || !now) return "";
    return document(await reportOfGraphs({ stack: "dev", base: "main", charts, old, now }));
  };
  const first = await told(0);
  await fc.assert(
    fc.asyncProperty(fc.nat(), async (seed) => {
      assert.equal(await told(seed), first);
    }),
    { numRuns: 10 },
  );
});

/** A chart that has every value in an object of its own. */
const everyValue: ChartTool = {
  render: ({ values }) => {
    const data = Object.fromEntries(leavesIn(values).map(({ keys, leaf }) => [keys.join("."), `${leaf}`]));
    const metadata = { name: "values" };
    return Promise.resolve({ yaml: stringify({ kind: "ConfigMap", metadata, data }), namesRevision: false });
  },
  isSame: () => true,
};

type Leaf = string | number | boolean | null;

/** Every leaf of a tree, with the keys that lead to it. */
function leavesIn(tree: Json, keys: readonly string[] = []): { keys: readonly string[]; leaf: Leaf }[] {
  if (typeof tree !== "object" || tree === null) return [{ keys, leaf: tree }];
  return Object.entries(tree).flatMap(([key, inner]) => leavesIn(inner, [...keys, key]));
}

/** The tree with another leaf; undefined takes it away. */
function withLeaf(tree: Json, [key, ...below]: readonly string[], leaf: Leaf | undefined): Json | undefined {
  if (key === undefined) return leaf;
  if (typeof tree !== "object" || tree === null) return tree;
  const entries = Object.entries(tree).flatMap(([name, inner]: [string, Json]) => {
    const other = name === key ? withLeaf(inner, below, leaf) : inner;
    return other === undefined ? [] : [[name, other] as const];
  });
  return Array.isArray(tree) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

/** Another text, secret, number or switch of the same kind. */
function another(leaf: Leaf): Leaf {
  if (typeof leaf === "boolean") return !leaf;
  if (typeof leaf === "number") return leaf + 1;
  return leaf?.endsWith(">") ? leaf.replace(/#.{8}>$/, "#0badcafe>") : `${leaf}x`;
}

/** What the program tells the engine to leave alone, and what says of an object that its type says already. */
const NO_CHANGE = /RandomPassword::|index:Stash::| spec\.volumeClaimTemplates\.| kind$/;

test("no leaf of a resource comes, changes or goes that the report does not tell", async () => {
  const leaves = [goldenGraph("existing"), managed].flatMap((graph) =>
    Object.entries(graph.resources).flatMap(([id, resource]) =>
      isComponent(id, resource) ? [] : leavesIn(resource.inputs).map((leaf) => ({ graph, id, ...leaf })),
    ),
  );
  const able = leaves.filter(({ id, keys }) => !NO_CHANGE.test(`${id} ${keys.join(".")}`));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...able), fc.boolean(), fc.boolean(), async (change, goes, turns) => {
      const { graph, id, keys, leaf } = change;
      const edited = withResource(graph, id, ({ inputs }) => ({
        inputs: withLeaf(inputs, keys, goes ? undefined : another(leaf)) as Resource["inputs"],
      }));
      const [old, now] = turns ? [edited, graph] : [graph, edited];
      const report = await reportOfGraphs({ stack: "s", base: "b", charts: everyValue, old, now });
      assert.notEqual(report.verdict, "nothing");
      assert.deepEqual(
        report.changes.map((told) => told.id),
        [id],
      );
      const objects = [...report.objects, ...report.releases.flatMap((release) => release.objects)];
      if (/ kubernetes:.*(?<!Release)::/.test(` ${typeOf(id)}::`) || keys[0] === "values") {
        assert.ok(objects.some(({ diff }) => diff !== ""));
      } else {
        const { leaves: told = [] } = report.changes[0] ?? {};
        assert.ok(
          told.length > 0 &&
            told.every(({ path }) => document(report).includes(path.replace(/\[\d+\]$/, ""))),
        );
      }
    }),
    { numRuns: 60 },
  );
});

/** Kinds of resources whose loss destroys something. */
const STATEFUL =
  /mysql:index\/database:Database|PersistentVolumeClaim|StatefulSet|core\/v1:Namespace|bkrepo:Repository::/;

function rank(old: Graph, now: Graph, releases: readonly ReleaseChange[]): number {
  return VERDICTS.indexOf(judgementOf(graphChanges(old, now), releases, outputChanges(old, now)).verdict);
}

test("a store that goes, too, never makes the verdict milder, nor milder than destroys", () => {
  for (const old of [dev, managed]) {
    const ids = Object.keys(old.resources);
    const stores = ids.filter((id) => STATEFUL.test(id));
    const edit = (graph: Graph, id: string): Graph =>
      withResource(graph, id, ({ inputs }): Partial<Resource> => ({
        inputs: { ...inputs, name: "another" },
      }));
    fc.assert(
      fc.property(
        fc.subarray(ids, { maxLength: 5 }),
        fc.subarray(ids, { maxLength: 5 }),
        fc.constantFrom(...stores),
        (removed, edited, store) => {
          const kept = edited.filter((id) => !removed.includes(id) && id !== store);
          const now = kept.reduce(edit, removed.filter((id) => id !== store).reduce(without, old));
          const [before, after] = [rank(old, now, []), rank(old, without(now, store), [])];
          assert.ok(after >= before);
          assert.ok(after >= VERDICTS.indexOf("destroys"));
        },
      ),
      { numRuns: 50 },
    );
  }
});

test("one thing more that happens to an object of a chart never makes the verdict milder", () => {
  const object = fc.record({
    kind: fc.constantFrom("Deployment", "StatefulSet", "PersistentVolumeClaim", "ConfigMap", "Job"),
    namespace: fc.constant("n"),
    name: fc.constantFrom("a", "b", "c"),
    effect: fc.constantFrom("create", "update", "replace", "delete"),
    restarts: fc.boolean(),
    diff: fc.constant(""),
    images: fc.constant([]),
  });
  fc.assert(
    fc.property(fc.array(object, { maxLength: 6 }), object, (objects, more) => {
      const release = (all: typeof objects): ReleaseChange => ({
        id: RELEASE,
        name: "r",
        objects: all,
        kept: [],
        hooks: [],
      });
      const [before, after] = [
        rank(dev, dev, [release(objects)]),
        rank(dev, dev, [release([...objects, more])]),
      ];
      assert.ok(after >= before);
    }),
  );
});

test("a severe verdict names what makes it so, a mild one nothing", () => {
  const database = Object.keys(dev.resources).find((id) => STATEFUL.test(id)) ?? "";
  const judged = judgementOf(graphChanges(dev, without(dev, database)), []);
  assert.deepEqual(judged, { verdict: "destroys", because: [database.split("::").at(-1)] });
  assert.deepEqual(judgementOf(graphChanges(dev, dev), []), { verdict: "nothing", because: [] });
});
