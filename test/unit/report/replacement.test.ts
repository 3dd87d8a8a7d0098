import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { DECLARATIONS } from "../../../provider/schema/all.ts";
import { graphChanges } from "../../../report/changes/graph-changes.ts";
import { typeOf } from "../../../report/identity.ts";
import type { Resource } from "../../../report/model.ts";
import { previewChanges } from "../../../report/changes/preview-changes.ts";
import { goldenGraph, graphOf, withResource } from "./graphs.ts";

const RECORDED = new URL("../../contract/recorded/", import.meta.url);

for (const folder of ["official-kubernetes", "official-mysql-random"]) {
  const files = readdirSync(new URL(folder, RECORDED)).filter((file) => file.startsWith("preview-"));
  for (const file of files.filter((name) => !name.includes("refresh"))) {
    test(`graphs foresee what the official plugins did: ${folder}/${file}`, () => {
      const { changes } = previewChanges(readFileSync(new URL(`${folder}/${file}`, RECORDED), "utf8"));
      for (const { id, effect, leaves, old, new: now } of changes) {
        // Two hidden secrets tell nothing apart where there is no digest.
        if (!old || !now || leaves.every((leaf) => leaf.old?.kind === "secret")) continue;
        const [foreseen] = graphChanges(graphOf({ [id]: old }), graphOf({ [id]: now }));
        assert.equal(foreseen?.effect, effect, id);
        assert.deepEqual(foreseen.leaves, leaves);
      }
    });
  }
}

function effectOf(
  id: string,
  old: Resource["inputs"],
  now: Resource["inputs"],
  provider: Resource["inputs"] = {},
): string {
  const providers = { "pulumi:providers:p::p": { inputs: provider } };
  const [before, after] = [old, now].map((inputs) =>
    graphOf({ ...providers, [id]: { provider: "pulumi:providers:p::p", inputs } }),
  );
  const changes = before && after ? graphChanges(before, after) : [];
  return changes.find((change) => change.id === id)?.effect ?? "";
}

test("Secrets and ConfigMaps are updated in place where the provider may do that", () => {
  for (const [kind, data] of [
    ["Secret", "stringData"],
    ["ConfigMap", "data"],
  ] as const) {
    const object = (value: string) => ({ apiVersion: "v1", kind, [data]: { key: value } });
    const id = `kubernetes:core/v1:${kind}::x`;
    const mutable = { enableSecretMutable: "true", enableConfigMapMutable: "true" };
    assert.equal(effectOf(id, object("1"), object("2"), mutable), "update");
    assert.equal(effectOf(id, object("1"), object("2")), "replace");
  }
});

test("the resources of our own provider are replaced for what their schema says", () => {
  for (const { token, inputs } of DECLARATIONS) {
    for (const [name, { replaces }] of Object.entries(inputs)) {
      assert.equal(
        effectOf(`${token}::x`, { [name]: "1" }, { [name]: "2" }),
        replaces ? "replace" : "update",
        `${token} ${name}`,
      );
    }
  }
});

test("a kept key is not replaced for another input", () => {
  assert.equal(effectOf("pulumi:index:Stash::x", { input: "1" }, { input: "2" }), "update");
});

test("another cluster replaces the provider and all that is in it, another login nothing", () => {
  const clusters = goldenGraph("clusters");
  const id =
    Object.keys(clusters.resources).find((key) => typeOf(key) === "pulumi:providers:kubernetes") ?? "";
  const moved = withResource(clusters, id, ({ inputs }) => ({ inputs: { ...inputs, context: "other" } }));
  const changes = graphChanges(clusters, moved);
  const inside = changes.filter((change) => change.new?.provider === id);
  assert.ok(inside.length > 0);
  for (const { effect, reasons } of inside) assert.deepEqual([effect, reasons], ["replace", ["provider"]]);
  const login = withResource(clusters, id, ({ inputs }) => ({ inputs: { ...inputs, kubeconfig: "other" } }));
  assert.deepEqual(
    graphChanges(clusters, login).flatMap(({ effect }) => (effect === "same" ? [] : [effect])),
    ["update"],
  );
});

test("a property of replaceOnChanges replaces", () => {
  const id = "kubernetes:helm.sh/v3:Release::x";
  const release = (version: string) =>
    graphOf({ [id]: { provider: "p", replaceOnChanges: ["version"], inputs: { version } } });
  assert.deepEqual(
    graphChanges(release("1"), release("2")).map(({ effect, reasons }) => [effect, reasons]),
    [["replace", ["version"]]],
  );
});
