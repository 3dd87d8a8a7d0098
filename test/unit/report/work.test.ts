import assert from "node:assert/strict";
import { test } from "node:test";
import type { Graph } from "../../../report/graph.ts";
import { isRelease } from "../../../report/release.ts";
import type { ChartTool, RenderOrder } from "../../../report/manifests/chart-tool.ts";
import { reportOfGraphs } from "../../../report/report.ts";
import { goldenGraph, withResource, without } from "./graphs.ts";
import { RELEASE } from "./manifests.ts";

// A chart is rendered as often as the report needs it, for that takes most of its time.

/** What the chart tool is asked for when one graph comes after the other. */
async function orders(old: Graph, now: Graph, edited: readonly string[] = []): Promise<string[]> {
  const asked: RenderOrder[] = [];
  const charts: ChartTool = {
    render: (order) => {
      asked.push(order);
      return Promise.resolve({ yaml: "", namesRevision: false });
    },
    isSame: (chart) => !edited.includes(chart),
  };
  await reportOfGraphs({ stack: "dev", base: "main", charts, old, now });
  return asked.map(({ side, chart }) => `${side} ${chart}`).sort();
}

const clusters = goldenGraph("clusters");
const PAAS = "./charts/paas-stack";
const changed = withResource(clusters, RELEASE, ({ inputs }) => ({ inputs: { ...inputs, timeout: 1 } }));

test("a stack of many releases that stay as they are is not rendered at all", async () => {
  assert.ok(Object.keys(clusters.resources).filter(isRelease).length > 3);
  assert.deepEqual(await orders(clusters, clusters), []);
});

test("one release that changes is rendered twice: as it is and as it will be", async () => {
  assert.deepEqual(await orders(clusters, changed), [`new ${PAAS}`, `old ${PAAS}`]);
});

test("one that comes or goes is rendered once", async () => {
  const fewer = without(clusters, RELEASE);
  assert.deepEqual(await orders(fewer, clusters), [`new ${PAAS}`]);
  assert.deepEqual(await orders(clusters, fewer), [`old ${PAAS}`]);
});

test("releases of a chart that was edited are rendered, though the graph is the same", async () => {
  assert.deepEqual(await orders(clusters, clusters, [PAAS]), [`new ${PAAS}`, `old ${PAAS}`]);
});
