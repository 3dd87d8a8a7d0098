import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { rules } from "../../policy/rules/all.ts";
import type { Step } from "../../policy/steps.ts";
import { environments } from "./environments.ts";

/** A recorded graph as the steps of a first run. */
function stepsOf(name: string): Step[] {
  const text = readFileSync(path.join(import.meta.dirname, `${name}.json`), "utf8");
  const { resources } = JSON.parse(text) as { resources: Record<string, Partial<NonNullable<Step["new"]>>> };
  return Object.entries(resources).map(([suffix, { inputs = {} }]) => ({
    operation: "create",
    urn: `urn:pulumi:${name}::bkpaas::${suffix}`,
    type: suffix.split("::")[0]?.split("$").at(-1) ?? "",
    new: { inputs },
  }));
}

for (const name of Object.keys(environments)) {
  test(`the recorded graph of ${name} keeps every rule`, () => {
    const steps = stepsOf(name);
    assert.deepEqual(
      rules.flatMap((rule) => rule.check(steps)),
      [],
    );
    assert.ok(steps.some(({ type }) => type === "kubernetes:helm.sh/v3:Release"));
  });
}
