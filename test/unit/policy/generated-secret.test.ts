import assert from "node:assert/strict";
import { test } from "node:test";
import { generatedSecret } from "../../../policy/rules/generated-secret.ts";
import type { Step } from "../../../policy/steps.ts";
import { creates, namesOf } from "./steps.ts";

const GENERATED = "q8Zk3/planted+Wm6Yb";
const KEPT = "t5Rn9keptVx2Lc";

const KEYS: Step[] = [
  made("random:index/randomPassword:RandomPassword", "key", { result: GENERATED }),
  made("pulumi:index:Stash", "key-in-use", { output: KEPT }),
];

function made(type: string, name: string, outputs: Record<string, unknown>): Step {
  return { ...creates(type, name, {}), new: { inputs: {}, outputs } };
}

function found(text: string): string[] {
  const map = creates("kubernetes:core/v1:ConfigMap", "settings", { data: { file: text } });
  const violations = generatedSecret.check([...KEYS, map]);
  for (const { message } of violations) assert.ok(!message.includes(GENERATED) && !message.includes(KEPT));
  return namesOf(violations);
}

const base64 = (text: string): string => Buffer.from(text).toString("base64");

test("a generated or kept key is found in every writing, wherever in a text it begins", () => {
  for (const key of [GENERATED, KEPT]) {
    const writings = [
      key,
      encodeURIComponent(key),
      ...["", "a", "ab", "abc"].map((head) => base64(`${head}${key}!`)),
    ];
    for (const writing of writings)
      assert.deepEqual(found(`x = "${writing}"`), ["settings data.file"], writing);
  }
});

test("texts without one pass", () => {
  assert.deepEqual(found(`level = info ${base64("level = info")}`), []);
});

test("keys inside Helm values are found too, and inside Secrets let be", () => {
  const inputs = { values: { deep: [{ a: KEPT }] }, stringData: { a: KEPT } };
  const release = creates("kubernetes:helm.sh/v3:Release", "release", inputs);
  const secret = creates("kubernetes:core/v1:Secret", "secret", inputs);
  assert.deepEqual(namesOf(generatedSecret.check([...KEYS, release, secret])), ["release values.deep[0].a"]);
});
