import assert from "node:assert/strict";
import { test } from "node:test";
import path from "node:path";
import { withoutDefaults } from "../../../components/platform/without-defaults.ts";
import { chartDefaults } from "../../../config/chart-defaults.ts";
import { CHECKOUT } from "../../../sandbox/layout.ts";

const defaults = chartDefaults(path.join(CHECKOUT, "charts", "paas-stack"));

test("what a chart does by itself is not told to it", () => {
  const told = withoutDefaults(
    { global: { scheme: "http", spread: true }, extraInitial: { npm: { enabled: false } } },
    defaults,
  );
  assert.deepEqual(told, { global: { spread: true } });
});

test("the steps of the guide are told whatever the chart would do", () => {
  const steps = {
    global: { sharedDomain: "", bkrepoConfig: { bkpaas3Project: "bkpaas", initEnabled: true } },
    apiserver: { image: { pullPolicy: "IfNotPresent" }, env: { PAAS3_MYSQL_NAME: "paas3_apiserver" } },
  };
  assert.deepEqual(withoutDefaults(steps, defaults), steps);
});
