import assert from "node:assert/strict";
import fs from "node:fs";
import { after, before, it } from "node:test";
import { Clone, type Ended } from "./support/clone.ts";

let clones: Clone[];
let results: Ended[];

before(async () => {
  clones = await Promise.all([Clone.create(), Clone.create()]);
  results = await Promise.all(clones.map((clone) => clone.make("up")));
});

after(async () => {
  await Promise.all(clones.map((clone) => clone.remove()));
});

it("two clones come up at the same time", () => {
  for (const { exitCode, output } of results) assert.equal(exitCode, 0, output);
});

it("they share no port, no process and no PULUMI_HOME", async () => {
  const [one = [], other = []] = clones.map(portsOf);
  assert.ok(one.length > 10 && other.length > 10);
  assert.deepEqual(
    one.filter((port) => other.includes(port)),
    [],
  );
  const pids = await Promise.all(clones.map(pidsOf));
  assert.ok(pids.every((list) => list.length >= 5));
  assert.equal(new Set(pids.flat()).size, pids.flat().length);
  const homes = await Promise.all(clones.map((clone) => clone.ask("echo $PULUMI_HOME")));
  assert.equal(new Set(homes).size, 2);
});

function portsOf(clone: Clone): number[] {
  const { ports } = JSON.parse(fs.readFileSync(clone.sandbox("settings.json"), "utf8")) as {
    ports: Record<string, number>;
  };
  return Object.values(ports);
}

async function pidsOf(clone: Clone): Promise<string[]> {
  const { output } = await clone.make("status");
  return [...output.matchAll(/running +(\d+)/g)].map(([, pid = ""]) => pid);
}
