import assert from "node:assert/strict";
import { test } from "node:test";
import { type Net, lanesOf } from "../../../picture/lanes.ts";

test("a trunk that leads straight on has no lane", () => {
  const net: Net = { left: [10], right: [10] };
  assert.deepEqual([...lanesOf([net])], []);
});

test("trunks share a lane only where they are not beside each other", () => {
  const upper: Net = { left: [0], right: [40] };
  const lower: Net = { left: [100], right: [140] };
  const beside: Net = { left: [20], right: [120] };
  assert.deepEqual(new Set(lanesOf([upper, lower]).values()), new Set([0]));
  const lanes = lanesOf([upper, lower, beside]);
  assert.ok(lanes.get(beside) !== lanes.get(upper) && lanes.get(beside) !== lanes.get(lower));
});

test("trunks that need not cross do not, in whichever order they come", () => {
  const outer: Net = { left: [0], right: [100] };
  const inner: Net = { left: [50], right: [150] };
  for (const nets of [
    [outer, inner],
    [inner, outer],
  ]) {
    const lanes = lanesOf(nets);
    assert.deepEqual([lanes.get(inner), lanes.get(outer)], [0, 1]);
  }
});

test("a branch never lies on a line that comes in at its height", () => {
  const one: Net = { left: [200], right: [100] };
  const other: Net = { left: [102], right: [0, 150] };
  const lanes = lanesOf([one, other]);
  assert.ok((lanes.get(one) ?? NaN) > (lanes.get(other) ?? NaN));
});
