import assert from "node:assert/strict";
import { test } from "node:test";
import { COMMENT_LIMIT } from "../../../report/markdown/fit.ts";
import { comment, document } from "../../../report/markdown/document.ts";
import type { ChartTool } from "../../../report/manifests/chart-tool.ts";
import { reportOfGraphs, reportOfPreview } from "../../../report/report.ts";
import { goldenGraph, graphOf, withResource } from "./graphs.ts";
import { isBalanced } from "./reports.ts";

const charts: ChartTool = {
  render: () => Promise.resolve({ notRendered: "no charts here" }),
  isSame: () => true,
};
const ground = { stack: "dev", base: "main", charts };
const nothing = graphOf({});
const USER = "bkpaas:storage:MySQL$mysql:index/user:User::mysql-plan-user";

test("two graphs that are the same change nothing", async () => {
  const report = await reportOfGraphs({ ...ground, old: goldenGraph("dev"), now: goldenGraph("dev") });
  assert.equal(report.verdict, "nothing");
  assert.doesNotMatch(comment(report), /###/);
});

test("the same input gives the same bytes", async () => {
  const made = async (): Promise<string> =>
    document(await reportOfGraphs({ ...ground, old: goldenGraph("managed"), now: goldenGraph("mixed") }));
  assert.equal(await made(), await made());
});

test("a whole stack that is new, or gone, fits into a comment", async () => {
  for (const name of ["dev", "managed", "clusters"]) {
    const graph = goldenGraph(name);
    for (const [old, now] of [
      [nothing, graph],
      [graph, nothing],
    ] as const) {
      const text = comment(await reportOfGraphs({ ...ground, old, now }));
      assert.ok(Buffer.byteLength(text) <= COMMENT_LIMIT);
      assert.ok(isBalanced(text));
    }
  }
});

test("what stays the same is left out, what changes is told in every part that it concerns", async () => {
  const old = goldenGraph("dev");
  const now = withResource(old, USER, ({ inputs }) => ({ inputs: { ...inputs, host: "10.%" } }));
  const report = await reportOfGraphs({ ...ground, old, now });
  assert.deepEqual(
    report.changes.map(({ id, effect }) => [id, effect]),
    [[USER, "replace"]],
  );
  assert.equal(report.sql.length, 1);
});

test("a preview that printed nothing is a report of its failure", async () => {
  const report = await reportOfPreview({ ...ground, preview: "", failure: "no passphrase" });
  assert.deepEqual(report.errors, ["no passphrase"]);
  assert.match(comment(report), /\*\*failed\*\*/);
});

test("a preview that says itself why it failed is believed", async () => {
  const preview = JSON.stringify({
    diagnostics: [{ severity: "error", message: "error: mysql.host is missing" }],
    duration: 1,
  });
  const report = await reportOfPreview({ ...ground, preview, failure: "exit status 1" });
  assert.deepEqual(report.errors, ["mysql.host is missing"]);
});
