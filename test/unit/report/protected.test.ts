import assert from "node:assert/strict";
import { test } from "node:test";
import type { ChartTool } from "../../../report/manifests/chart-tool.ts";
import { reportOfPreview } from "../../../report/report.ts";

const SUFFIX = "mysql:index/database:Database::mysql-openPaas";
const URN = `urn:pulumi:dev::bkpaas::${SUFFIX}`;
const REFUSAL = `Preview failed: resource "${URN}" cannot be deleted\nbecause it is protected. To unprotect the resource, …`;

const charts: ChartTool = {
  render: () => Promise.resolve({ notRendered: "there is no chart" }),
  isSame: () => true,
};

function previewOf(...errors: string[]) {
  const oldState = { inputs: { name: "open_paas" }, protect: true, retainOnDelete: true };
  const diagnostics = errors.map((message) => ({ severity: "error", message }));
  const preview = JSON.stringify({ steps: [{ op: "delete", urn: URN, oldState }], diagnostics });
  return reportOfPreview({ stack: "dev", base: "main", charts, preview, failure: "it ended with 255" });
}

test("a preview that fails because of what is protected is a report all the same: its rule refuses it", async () => {
  const { verdict, errors, findings } = await previewOf(REFUSAL, "preview failed");
  assert.deepEqual(errors, []);
  assert.equal(verdict, "destroys");
  assert.deepEqual(
    findings.map(({ rule, subject }) => [rule, subject]),
    [["irreplaceable", SUFFIX]],
  );
});

test("what else it failed of is told", async () => {
  assert.deepEqual((await previewOf(REFUSAL, "no server answers", "preview failed")).errors, [
    "no server answers",
    "preview failed",
  ]);
  assert.deepEqual((await previewOf()).errors, ["it ended with 255"]);
});
