import assert from "node:assert/strict";
import { test } from "node:test";
import { leafChanges } from "../../../report/changes/leaves.ts";

const plain = (text: string) => ({ kind: "plain", text });

test("leaves that differ are told by path, sorted, and those that agree are not", () => {
  const old = { b: { same: 1, changed: "x", gone: true }, a: 1 };
  const now = { b: { same: 1, changed: "y" }, a: 2, "c.d": null };
  assert.deepEqual(leafChanges(old, now), [
    { path: '["c.d"]', new: plain("null") },
    { path: "a", old: plain("1"), new: plain("2") },
    { path: "b.changed", old: plain("x"), new: plain("y") },
    { path: "b.gone", old: plain("true") },
  ]);
});

test("a number in the place of the text that looks like it is a change, and looks like one", () => {
  assert.deepEqual(leafChanges({ port: 80 }, { port: "80" }), [
    { path: "port", old: plain("80"), new: plain('"80"') },
  ]);
});

test("a tree in the place of a leaf takes that away and adds its leaves", () => {
  assert.deepEqual(leafChanges({ a: "x" }, { a: { b: [1] } }), [
    { path: "a", old: plain("x") },
    { path: "a.b[0]", new: plain("1") },
  ]);
});

test("an empty object or list is a leaf where it appears or goes", () => {
  assert.deepEqual(leafChanges({ a: {} }, { b: [] }), [
    { path: "a", old: plain("{}") },
    { path: "b", new: plain("[]") },
  ]);
});

test("items that all have names compare by them, wherever they stand", () => {
  const env = (...pairs: [string, string][]) => ({ env: pairs.map(([name, value]) => ({ name, value })) });
  assert.deepEqual(leafChanges(env(["A", "1"], ["B", "2"]), env(["C", "3"], ["A", "1"], ["B", "4"])), [
    { path: "env[B].value", old: plain("2"), new: plain("4") },
    { path: "env[C].name", new: plain("C") },
    { path: "env[C].value", new: plain("3") },
  ]);
  assert.deepEqual(leafChanges(env(["A", "1"], ["B", "2"]), env(["C", "3"], ["B", "2"], ["A", "1"])), [
    { path: "env", old: plain("A, B"), new: plain("B, A") },
    { path: "env[C].name", new: plain("C") },
    { path: "env[C].value", new: plain("3") },
  ]);
});

test("items of which two have one name compare by their place", () => {
  const old = { env: [{ name: "A" }, { name: "A", value: "1" }] };
  const now = { env: [{ name: "A" }, { name: "A", value: "2" }] };
  assert.deepEqual(leafChanges(old, now), [{ path: "env[1].value", old: plain("1"), new: plain("2") }]);
});

test("recorded secrets compare by digest, wherever they moved, and are never shown", () => {
  const old = { list: ["<secret:list[0]#00000000>"], key: "<secret:key#11111111>" };
  const moved = { list: ["first", "<secret:list[1]#00000000>"], key: "<secret:key#22222222>" };
  assert.deepEqual(leafChanges(old, moved), [
    { path: "key", old: { kind: "secret" }, new: { kind: "secret" } },
    { path: "list[0]", old: { kind: "secret" }, new: plain("first") },
    { path: "list[1]", new: { kind: "secret" } },
  ]);
  assert.deepEqual(leafChanges({ a: "<secret:a#00000000>" }, { a: "<secret:b.a#00000000>" }), []);
});

test("secrets that both sides hide are the same unless somebody knows better", () => {
  const hidden = { data: { env: [{ name: "B" }, { name: "A", value: "[secret]" }] } };
  const moved = { data: { env: [{ name: "A", value: "[secret]" }] } };
  const gone = { path: "data.env[B].name", old: plain("B") };
  assert.deepEqual(leafChanges(hidden, moved), [gone]);
  const asked: string[] = [];
  const told = leafChanges(hidden, moved, (place) => {
    asked.push(`${place.old} ${place.new}`);
    return true;
  });
  const changed = { path: "data.env[A].value", old: { kind: "secret" }, new: { kind: "secret" } };
  assert.deepEqual(told, [changed, gone]);
  assert.deepEqual(asked, ["data.env[1].value data.env[0].value"]);
});

test("what only the run brings is unknown, and no change where it was unknown before", () => {
  const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  assert.deepEqual(leafChanges({ a: "x", b: "[unknown]" }, { a: unknown, b: unknown }), [
    { path: "a", old: plain("x"), new: { kind: "unknown" } },
  ]);
});
