import assert from "node:assert/strict";
import { test } from "node:test";
import { stringify } from "yaml";
import fc from "../../support/fast-check.ts";
import type { Json, JsonObject } from "../../../provider/protocol/value.ts";
import { at, isObject } from "../../../report/json.ts";
import { textAt } from "../../../report/manifests/objects.ts";
import { opened } from "../../../report/manifests/opened.ts";
import { type Mask, standInsOf } from "../../../report/manifests/stand-ins.ts";
import { RELEASE, change, chartOf, onlyRelease, release } from "./manifests.ts";

// What is hidden must not hide that it changed.

const asIs: Mask = (text) => text;

const config = (data: JsonObject): JsonObject => ({ kind: "ConfigMap", data });

/** What a text of a ConfigMap looks like after a change. */
function after(old: JsonObject, now: JsonObject, key: string, mask = asIs): Json | undefined {
  return at(opened(config(now), mask, config(old)), `data.${key}`);
}

test("a secret that another text says already, or a part of one, is another one at its place", () => {
  assert.equal(
    after({ USER: "root", PASSWORD: "one" }, { USER: "root", PASSWORD: "root" }, "PASSWORD"),
    "(secret, changed)",
  );
  const json = (password: string): JsonObject => ({ settings: JSON.stringify({ password, user: "root" }) });
  for (const password of ["root", "hunter2"]) {
    assert.equal(
      after(json("hunter22"), json(password), "settings"),
      JSON.stringify({ password: "(secret, changed)", user: "root" }),
    );
  }
});

test("secrets and checksums that change places are others at both", () => {
  const [old, now] = [
    { A_TOKEN: "1", B_TOKEN: "2", "checksum/a": "3", "checksum/b": "4" },
    { A_TOKEN: "2", B_TOKEN: "1", "checksum/a": "4", "checksum/b": "3" },
  ];
  assert.deepEqual(at(opened(config(now), asIs, config(old)), "data"), {
    A_TOKEN: "(secret, changed)",
    B_TOKEN: "(secret, changed)",
    "checksum/a": "(checksum, changed)",
    "checksum/b": "(checksum, changed)",
  });
});

test("secrets of the graph that change places are others at both", () => {
  const [one, two] = ["<secret:a#00000001>", "<secret:b#00000002>"];
  const sides = standInsOf(change(RELEASE, "update", { old: { a: one, b: two }, new: { a: two, b: one } }));
  const { old, new: now, mask } = sides;
  assert.ok(old && now);
  assert.equal(after(old, now, "a", mask), "(secret, changed)");
  const joined = (side: JsonObject): JsonObject => ({
    url: `x?a=${textAt(side, "a")}&b=${textAt(side, "b")}`,
  });
  assert.equal(after(joined(old), joined(now), "url", mask), "x?a=(secret, changed)&b=(secret, changed)");
});

test("of several secrets in one text those are told that changed, beside one of the graph too", () => {
  const text = (password: string): JsonObject => ({
    file: `password: ${password}\ntoken: same\nkey: bksecret00000001\n`,
  });
  const masked: Mask = (all) => all.replaceAll("bksecret00000001", "(secret)");
  assert.equal(
    after(text("one"), text("two"), "file", masked),
    "password: (secret, changed)\ntoken: (secret)\nkey: (secret)\n",
  );
});

test("a variable that only moved keeps its secret", () => {
  const env = (...names: string[]): JsonObject => ({
    env: names.map((name) => ({ name, value: `of ${name}` })),
  });
  const moved = opened(env("B_TOKEN", "A_TOKEN"), asIs, env("A_TOKEN", "X", "B_TOKEN"));
  assert.deepEqual(moved.env, [
    { name: "B_TOKEN", value: "(secret)" },
    { name: "A_TOKEN", value: "(secret)" },
  ]);
});

const words = fc.constantFrom(
  "a",
  "ab",
  "root",
  "hunter2",
  "bksecret00000001",
  "bksecret00000002",
  "(secret)",
);
const names = fc.constantFrom("PASSWORD", "A_TOKEN", "user", "checksum/a", "checksum/b", "url");
const fields = fc.dictionary(names, words);
const texts = fc.oneof(
  words,
  fields.map((all) => stringify(all)),
  fields.map((all) => JSON.stringify(all)),
  words.map((word) => `amqp://user:${word}@host/root`),
);
const variables = fc.array(fc.record({ name: names, value: words }), { maxLength: 3 });
const objects = fc.record({
  kind: fc.constantFrom("ConfigMap", "Secret"),
  metadata: fc.record({ name: fc.constant("c"), annotations: fields }),
  stringData: fc.dictionary(names, texts),
  spec: fc.record({ env: variables, args: fc.array(texts, { maxLength: 3 }) }),
});

type Path = readonly (string | number)[];

/** Places of all texts that may differ. */
function placesIn(value: Json, path: Path = []): Path[] {
  if (typeof value === "string") return path[0] === "kind" || path.at(-1) === "name" ? [] : [path];
  if (Array.isArray(value)) return value.flatMap((item, index) => placesIn(item, [...path, index]));
  return isObject(value)
    ? Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))
    : [];
}

function textIn(value: Json, path: Path): Json {
  return path.reduce<Json>(
    (inner, key) => (inner as Readonly<Record<string | number, Json>>)[key] ?? "",
    value,
  );
}

function withText(value: Json, [key, ...below]: Path, text: Json): Json {
  if (key === undefined) return text;
  if (Array.isArray(value))
    return value.map((item, index) => (index === key ? withText(item, below, text) : item));
  return isObject(value) ? { ...value, [key]: withText(value[key] ?? "", below, text) } : value;
}

test("an object is told as changed whichever of its texts is another one, or two change places", async () => {
  const pairs = fc.tuple(objects, fc.nat(), fc.nat(), fc.option(texts)).map(([old, one, other, text]) => {
    const places = placesIn(old);
    const [a = ["metadata", "note"], b = ["metadata", "note"]] = [
      places[one % places.length],
      places[other % places.length],
    ];
    if (text !== null) return [old, withText(old, a, text)];
    return [old, withText(withText(old, a, textIn(old, b)), b, textIn(old, a))];
  });
  const inputs = release("1");
  const recorded = ["1", "2"].map((digit) => `<secret:x#0000000${digit}>`);
  const sides = { old: { ...inputs, recorded }, new: { ...inputs, recorded } };
  await fc.assert(
    fc.asyncProperty(pairs, async ([old, now]) => {
      const isSame = JSON.stringify(old) === JSON.stringify(now);
      const charts = chartOf(stringify(old), stringify(now));
      const { objects: told } = await onlyRelease([change(RELEASE, "update", sides)], charts);
      assert.deepEqual(
        told.map(({ diff }) => diff !== ""),
        isSame ? [] : [true],
      );
    }),
    { numRuns: 300 },
  );
});
