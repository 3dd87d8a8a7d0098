import assert from "node:assert/strict";
import { test } from "node:test";
import { edgesOf } from "../../../report/changes/edges.ts";
import { graphChanges } from "../../../report/changes/graph-changes.ts";
import type { Graph } from "../../../report/graph.ts";
import { goldenGraph, graphOf } from "./graphs.ts";

function edges(old: Graph, now: Graph): string[] {
  return edgesOf(graphChanges(old, now)).map(({ effect, from, to }) => `${effect} ${from} ${to}`);
}

const [A, B, C] = ["t:t:T::a", "t:t:T::b", "t:t:T::c"] as const;

test("a graph beside itself has no other edges", () => {
  assert.deepEqual(edges(goldenGraph("dev"), goldenGraph("dev")), []);
});

test("dependencies and parents that appear or go are told, sorted", () => {
  const old = graphOf({ [A]: { dependencies: [B] }, [B]: {}, [C]: { parent: A } });
  const now = graphOf({ [A]: { dependencies: [C] }, [B]: { parent: A }, [C]: {} });
  assert.deepEqual(edges(old, now), [
    `removed ${A} ${B}`,
    `added ${A} ${C}`,
    `added ${B} ${A}`,
    `removed ${C} ${A}`,
  ]);
});

test("edges to and from what is created or leaves are not told", () => {
  const old = graphOf({ [A]: { dependencies: [B] }, [B]: {} });
  const now = graphOf({ [A]: { dependencies: [C] }, [C]: { dependencies: [A] } });
  assert.deepEqual(edges(old, now), []);
});

test("an edge to what is renamed stays", () => {
  const old = graphOf({ [A]: { dependencies: [B] }, [B]: { provider: "p" } });
  const now = graphOf({ [A]: { dependencies: [C] }, [C]: { provider: "p", aliases: [B] } });
  assert.deepEqual(edges(old, now), []);
});
