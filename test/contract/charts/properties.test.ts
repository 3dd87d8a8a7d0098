import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import fc from "../../support/fast-check.ts";
import { type Properties, openSecrets } from "../../../provider/protocol/value.ts";
import { text } from "../../../sandbox/plugins/kubernetes/release/values.ts";
import { CHECKOUT } from "../../../sandbox/layout.ts";
import { parseConfiguration } from "../../support/advice.ts";
import { type Configuration, soundConfigurations, turnedRound } from "../../support/configurations.ts";
import { recordProgram } from "../../support/program.ts";
import { isThorough } from "../../support/thorough.ts";
import { render } from "../support/render.ts";

/** A run of the whole program and of helm for each takes seconds. */
const RUNS = isThorough ? 25 : 3;

/** The same with the charts of this program, for which alone there is something to render. */
function withOwnCharts(configuration: Configuration): Configuration {
  const { platform = {} } = configuration as { platform?: Record<string, unknown> };
  const kept = Object.entries(platform).filter(
    ([key]) => !["generation", "paasStack", "bkServices", "bkpaas3"].includes(key),
  );
  return { ...configuration, platform: Object.fromEntries(kept) };
}

/** The releases of our charts that the program registers, by resource, secrets in the clear. */
async function releasesOf(configuration: Configuration): Promise<Map<string, Properties>> {
  const texts = Object.entries(configuration).map(([name, value]) => [
    name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  const run = await recordProgram("properties", {
    values: Object.fromEntries(texts) as Record<string, string>,
    secretKeys: Object.keys(configuration),
  });
  assert.equal(run.exitCode, 0, `${run.output}${run.monitor.errors.join("\n")}`);
  const releases = run.monitor.registrations.filter(({ urn }) => urn.includes("helm.sh/v3:Release::"));
  const own = releases.filter(({ inputs }) => text(inputs.chart).startsWith("./charts/"));
  return new Map(own.map(({ urn, inputs }) => [urn.split("::").at(-1) ?? "", openSecrets(inputs)]));
}

const configurations = soundConfigurations()
  .map(withOwnCharts)
  .filter((configuration) => parseConfiguration(configuration).ok);

test("any sound configuration renders under the schemas of our charts, however its keys are ordered", async () => {
  await fc.assert(
    fc.asyncProperty(configurations, async (configuration) => {
      const releases = await releasesOf(configuration);
      for (const name of ["bk-services", "paas-stack"]) assert.ok(releases.has(`${name}-release`), name);
      for (const { chart, values } of releases.values()) {
        const rendered = await render(path.join(CHECKOUT, text(chart)), values as object);
        assert.match(rendered.text, /kind: Deployment/);
      }
      assert.deepEqual(await releasesOf(turnedRound(configuration) as Configuration), releases);
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
});
