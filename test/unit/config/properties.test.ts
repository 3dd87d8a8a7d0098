import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "../../support/fast-check.ts";
import { Hidden } from "../../../config/hidden.ts";
import type { Settings } from "../../../config/schema.ts";
import { parse } from "../../../config/parse.ts";
import type { Problem } from "../../../config/problem.ts";
import { followAdvice, parseConfiguration } from "../../support/advice.ts";
import {
  type Configuration,
  shapedConfigurations,
  soundConfigurations,
  turnedRound,
} from "../../support/configurations.ts";
import { mutationsOf } from "../../support/mutations.ts";

/** The settings with secrets in the clear, so that they can be compared. */
function settingsOf(configuration: Configuration): Settings {
  const parsed = parseConfiguration(configuration);
  assert.ok(parsed.ok);
  return opened(parsed.settings) as Settings;
}

function opened(value: unknown): unknown {
  if (value instanceof Hidden) return value.reveal();
  if (Array.isArray(value)) return value.map(opened);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, opened(item)]));
}

function problemsOf(configuration: Configuration): readonly Problem[] {
  const parsed = parseConfiguration(configuration);
  return parsed.ok ? [] : parsed.problems;
}

test("the command that a problem names makes it go away", () => {
  fc.assert(
    fc.property(shapedConfigurations(), fc.nat(), (configuration, choice) => {
      const before = problemsOf(configuration);
      const problem = before[choice % before.length];
      if (problem?.fix === undefined) return;
      const after = problemsOf(followAdvice(configuration, [problem]));
      const { key, rule } = problem;
      assert.ok(!after.some((other) => other.key === key && other.rule === rule), `${key} ${rule}`);
    }),
    { numRuns: 60, endOnFailure: true },
  );
});

test("the order of keys and reading a second time change nothing", () => {
  fc.assert(
    fc.property(soundConfigurations(), (configuration) => {
      const settings = settingsOf(configuration);
      assert.deepEqual(settingsOf(configuration), settings);
      assert.deepEqual(settingsOf(turnedRound(configuration) as Configuration), settings);
    }),
    { numRuns: 20, endOnFailure: true },
  );
});

test("whatever is wrong in one place is refused with its key named", () => {
  fc.assert(
    fc.property(soundConfigurations(), fc.nat(), (configuration, choice) => {
      const mutations = mutationsOf(configuration);
      const mutation = mutations[choice % mutations.length];
      assert.ok(mutation);
      const named = problemsOf(mutation.apply()).map(({ key }) => key);
      assert.ok(named.includes(mutation.key), `${mutation.title}: named are ${named.join(", ") || "none"}`);
    }),
    { numRuns: 60, endOnFailure: true },
  );
});

test("no problem shows a secret", () => {
  const secret = "planted-word";
  fc.assert(
    fc.property(soundConfigurations(), fc.nat(), (configuration, choice) => {
      const planted = JSON.parse(
        JSON.stringify(configuration).replaceAll(/("(?:password|value)":)"[^"]*"/g, `$1"${secret}"`),
      ) as Configuration;
      const mutations = mutationsOf(planted);
      const mutation = mutations[choice % mutations.length];
      assert.ok(mutation);
      assert.doesNotMatch(JSON.stringify(problemsOf(mutation.apply())), new RegExp(secret));
    }),
    { numRuns: 60, endOnFailure: true },
  );
});

test("secrets in the clear are refused, each with its key named", () => {
  fc.assert(
    fc.property(soundConfigurations(), (configuration) => {
      const texts = Object.entries(configuration).map(([name, value]) => [
        name,
        typeof value === "string" ? value : JSON.stringify(value),
      ]);
      const parsed = parse({
        values: Object.fromEntries(texts) as Record<string, string>,
        secretKeys: new Set(),
      });
      const named = parsed.ok ? [] : parsed.problems.map(({ key }) => key);
      assert.deepEqual(named.sort(), secretKeysOf(configuration).sort());
    }),
    { numRuns: 20, endOnFailure: true },
  );
});

/** A secret by which somebody logs in to an application cluster. */
const LOGIN = /^(initialCluster|appClusters\.[^.]+)\.(token|key|kubeconfig)$/;

/** Where a configuration holds secrets, by the names that secrets have in the schema. */
function secretKeysOf(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => {
    const key = path === "" ? name : `${path}.${name}`;
    const isSecret =
      /^(password|sentinelPassword)$/.test(name) ||
      /^keys\.\w+\.value$/.test(key) ||
      (typeof item === "string" && LOGIN.test(key));
    return isSecret ? [key] : secretKeysOf(item, key);
  });
}
