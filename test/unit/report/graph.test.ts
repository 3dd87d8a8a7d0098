import assert from "node:assert/strict";
import { test } from "node:test";
import { NoGraph, readGraph } from "../../../report/graph.ts";
import { environments } from "../../golden/environments.ts";
import { goldenGraph } from "./graphs.ts";

test("every recorded graph is read, and every resource has inputs", () => {
  for (const name of Object.keys(environments)) {
    const { resources, outputs } = goldenGraph(name);
    assert.ok(Object.keys(resources).length > 50, name);
    assert.ok(Object.values(resources).every(({ inputs }) => typeof inputs === "object"));
    assert.equal(outputs.contractVersion, 1, name);
  }
});

const REFUSED = {
  "it is not JSON": "{",
  "the whole is no object": "[]",
  "resources is no object": "{}",
  "db is no type and name": '{"resources": {"db": {}}}',
  "a:b:C::d is no object": '{"resources": {"a:b:C::d": 1}}',
  "inputs of a:b:C::d is no object": '{"resources": {"a:b:C::d": {"inputs": []}}}',
  "aliases of a:b:C::d is no list of texts": '{"resources": {"a:b:C::d": {"aliases": [1]}}}',
  "replaceOnChanges of a:b:C::d is no list of texts":
    '{"resources": {"a:b:C::d": {"replaceOnChanges": "x"}}}',
};

for (const [why, text] of Object.entries(REFUSED)) {
  test(`a text is refused with its name and what to do: ${why}`, () => {
    assert.throws(
      () => readGraph(text, "the base"),
      (error: Error) => {
        assert.ok(error instanceof NoGraph);
        assert.equal(
          error.message,
          `the base is no recorded graph: ${why}. \`make golden\` records it anew.`,
        );
        return true;
      },
    );
  });
}
