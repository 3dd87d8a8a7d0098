import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { withLock } from "../../../sandbox/lock.ts";

const name = `test of ${process.pid} ${"with a name longer than a socket's address may be ".repeat(4)}`;

test("work under one lock never overlaps, and the lock is free again after an error", async () => {
  let inside = 0;
  const work = async (): Promise<void> => {
    inside += 1;
    assert.equal(inside, 1);
    await turn();
    inside -= 1;
    throw new Error("on purpose");
  };
  const results = await Promise.allSettled([1, 2, 3].map(() => withLock(name, work)));
  assert.deepEqual(
    results.map((result) => result.status === "rejected" && String(result.reason)),
    Array(3).fill("Error: on purpose"),
  );
});
