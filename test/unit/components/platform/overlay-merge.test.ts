import assert from "node:assert/strict";
import { test } from "node:test";
import { mergeValues } from "../../../../components/platform/overlay-merge.ts";

const built = { global: { sharedDomain: "paas.example.com" }, webfe: { envFrom: [{ secretRef: {} }] } };

test("maps of an overlay are merged key by key, however deep", () => {
  assert.deepEqual(mergeValues(built, { global: { env: { A: "1" } }, webfe: { env: { B: "2" } } }), {
    global: { sharedDomain: "paas.example.com", env: { A: "1" } },
    webfe: { envFrom: [{ secretRef: {} }], env: { B: "2" } },
  });
});

test("a null stays, because Helm takes the chart's default away by it", () => {
  const values = mergeValues(built, { webfe: { nodeSelector: null } });
  assert.deepEqual(values.webfe, { envFrom: [{ secretRef: {} }], nodeSelector: null });
});

test("lists and scalars of an overlay are taken as they are", () => {
  const overlay = { webfe: { tolerations: [{ operator: "Exists" }], enabled: false } };
  assert.deepEqual(mergeValues({}, overlay), overlay);
});

test("an empty map changes nothing that is a map", () => {
  assert.deepEqual(mergeValues(built, { global: {} }), built);
});

test("the values that were built are left as they are", () => {
  const before = structuredClone(built);
  mergeValues(built, { global: { more: 1 } });
  assert.deepEqual(built, before);
});

for (const [title, overlay] of Object.entries({
  "another value": { global: { sharedDomain: "other.example.com" } },
  "a list instead of a list": { webfe: { envFrom: [] } },
  "a map below a value": { global: { sharedDomain: { a: 1 } } },
  "null instead of a map": { global: null },
  "text instead of a map": { webfe: "none" },
})) {
  test(`what was built is never replaced: ${title}`, () => {
    assert.throws(() => mergeValues(built, overlay), /this program sets it/);
  });
}

test("a key that JavaScript's objects have a meaning for is a key like others", () => {
  const overlay = JSON.parse('{"__proto__": {"a": 1}, "constructor": "b"}') as Record<string, unknown>;
  const values = mergeValues(built, overlay);
  assert.deepEqual(Object.keys(values).sort(), ["__proto__", "constructor", "global", "webfe"]);
});
