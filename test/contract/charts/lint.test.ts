import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { BIN } from "../support/checkout.ts";
import { execute } from "../support/execute.ts";
import { BK_SERVICES, PAAS_STACK, bkServices, paasStack } from "./installed.ts";

for (const [chart, values] of [
  [PAAS_STACK, paasStack],
  [BK_SERVICES, bkServices],
] as const) {
  const name = path.basename(chart);

  test(`helm finds nothing amiss with ${name}`, async () => {
    for (const given of [{}, values]) {
      const input = JSON.stringify(given);
      const run = await execute(path.join(BIN, "helm"), ["lint", "--strict", chart, "--values", "-"], {
        input,
      });
      assert.equal(run.code, 0, run.stdout);
      assert.doesNotMatch(run.stdout, /ERROR|WARNING/);
    }
  });

  test(`${name} is for Kubernetes from 1.12 on`, () => {
    assert.match(readFileSync(path.join(chart, "Chart.yaml"), "utf8"), /^kubeVersion: ">=1\.12\.0-0"$/m);
  });
}

test("what both schemas define by the same name is the same", () => {
  const definitions = [PAAS_STACK, BK_SERVICES].map((chart) => {
    const schema = readFileSync(path.join(chart, "values.schema.json"), "utf8");
    return (JSON.parse(schema) as { definitions: Record<string, unknown> }).definitions;
  });
  const [paas = {}, services = {}] = definitions;
  const common = Object.keys(paas).filter((name) => name in services);
  assert.ok(common.length > 10);
  for (const name of common) assert.deepEqual(paas[name], services[name], name);
});
