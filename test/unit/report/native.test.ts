import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject } from "../../../provider/protocol/value.ts";
import { nativeObjectChange } from "../../../report/manifests/native.ts";
import { RELEASE, STORE, change, resource, secretLeaf } from "./manifests.ts";

const store = (tag: string, more: JsonObject = {}): JsonObject => ({
  metadata: { name: "bkpaas-mysql", namespace: "blueking" },
  spec: {
    replicas: 1,
    template: { spec: { containers: [{ name: "server", image: `mariadb:${tag}` }] } },
    ...more,
  },
});

test("a store with another image restarts", () => {
  const found = nativeObjectChange(change(STORE, "update", { old: store("1"), new: store("2") }));
  assert.ok(found?.restarts);
  assert.equal(found.kind, "StatefulSet");
  assert.deepEqual(found.images, [{ container: "server", old: "mariadb:1", new: "mariadb:2" }]);
  assert.equal(found.readySeconds, 5);
});

test("what the engine does with it counts, whatever the fields say", () => {
  const sides = { old: store("1"), new: store("1") };
  assert.equal(nativeObjectChange(change(STORE, "replace", sides))?.effect, "replace");
  for (const effect of ["same", "rename", "forget"] as const) {
    assert.equal(nativeObjectChange(change(STORE, effect, { ...sides, new: store("2") })), undefined);
  }
});

test("properties that the program ignores do not differ", () => {
  const [old, after] = [store("1"), store("1", { volumeClaimTemplates: [{ metadata: { name: "data" } }] })];
  const update = change(STORE, "update", { old, new: after });
  assert.ok(nativeObjectChange(update));
  const ignoring = { ...update, new: resource(after, { ignoreChanges: ["spec.volumeClaimTemplates"] }) };
  assert.equal(nativeObjectChange(ignoring), undefined);
});

test("a Secret tells which of its texts changed and none of them", () => {
  const id = "kubernetes:core/v1:Secret::s";
  const secret = (stringData: JsonObject[string]): JsonObject => ({ metadata: { name: "s" }, stringData });
  const recorded = nativeObjectChange(
    change(id, "update", {
      old: secret({ "a.json": "<secret:stringData.a.json#00000001>", b: "<secret:stringData.b#00000002>" }),
      new: secret({ "a.json": "<secret:stringData.a.json#00000003>", b: "<secret:stringData.b#00000002>" }),
    }),
  );
  assert.match(
    recorded?.diff ?? "",
    /- {2}a.json: \(secret\)\n\+ {2}a.json: \(secret, changed\)\n {3}b: \(secret\)/,
  );
  const whole = { old: secret("[secret]"), new: secret("[secret]") };
  const previewed = nativeObjectChange(change(id, "update", whole, [secretLeaf("stringData")]));
  assert.match(previewed?.diff ?? "", /\+ {2}stringData: \(secret, changed\)/);
});

test("an object that the plugin names is called by its resource", () => {
  const id = "bkpaas:cluster:LogCollection$kubernetes:core/v1:Secret::east-logs-elasticsearch";
  const found = nativeObjectChange(change(id, "create", { new: { metadata: { namespace: "blueking" } } }));
  assert.equal(found?.name, "east-logs-elasticsearch-*");
});

test("resources of other kinds are none", () => {
  const sides = { old: {}, new: { name: "x" } };
  for (const id of [RELEASE, "mysql:index/database:Database::d", "pulumi:providers:kubernetes::k"]) {
    assert.equal(nativeObjectChange(change(id, "update", sides)), undefined);
  }
});
