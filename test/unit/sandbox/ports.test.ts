import assert from "node:assert/strict";
import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";

// Before the module is loaded: the reservations of this machine's user are not the test's.
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "ports-"));
process.env.XDG_CACHE_HOME = path.join(scratch, "cache");
const { candidatePorts, keepPorts, reservePorts } = await import("../../../sandbox/ports.ts");
const reservations = path.join(scratch, "cache", "bkpaas", "ports");

after(() => {
  fs.rmSync(scratch, { recursive: true });
});

function checkout(name: string): string {
  const directory = path.join(scratch, name);
  fs.mkdirSync(directory);
  return directory;
}

test("every candidate lies below the range of outgoing connections and comes once", () => {
  const ports = [...candidatePorts("/somewhere")];
  assert.equal(new Set(ports).size, ports.length);
  assert.ok(ports.every((port) => port >= 20_000 && port < 32_000));
});

test("checkouts that choose at the same moment get disjoint ports", async () => {
  const names = ["a", "b", "c"] as const;
  const chosen = await Promise.all(
    ["one", "two", "three"].map((name) => reservePorts(checkout(name), names)),
  );
  const ports = chosen.flatMap((each) => Object.values(each));
  assert.equal(new Set(ports).size, 9);
});

test("a port that another living checkout reserved is passed over", async () => {
  const [mine, other] = [checkout("mine"), checkout("other")];
  const [first] = candidatePorts(mine);
  fs.writeFileSync(path.join(reservations, String(first)), other);
  assert.notEqual((await reservePorts(mine, ["a"])).a, first);
});

test("a reservation of a checkout that is gone is free again", async () => {
  const mine = checkout("heir");
  const [first] = candidatePorts(mine);
  fs.writeFileSync(path.join(reservations, String(first)), path.join(scratch, "gone"));
  assert.equal((await reservePorts(mine, ["a"])).a, first);
});

test("a port on which somebody listens is passed over and not kept reserved", async () => {
  const mine = checkout("polite");
  const [first] = candidatePorts(mine);
  const server = net.createServer().listen(first, "127.0.0.1");
  await once(server, "listening");
  try {
    assert.notEqual((await reservePorts(mine, ["a"])).a, first);
    assert.equal(fs.existsSync(path.join(reservations, String(first))), false);
  } finally {
    server.close();
  }
});

test("reservations are written anew after the cache was emptied", async () => {
  const mine = checkout("keeper");
  const { a } = await reservePorts(mine, ["a"]);
  fs.rmSync(path.join(reservations, String(a)));
  await keepPorts(mine, [a]);
  assert.equal(fs.readFileSync(path.join(reservations, String(a)), "utf8"), mine);
});

test("a port that another checkout took meanwhile is an error that says what to do", async () => {
  const [mine, other] = [checkout("loser"), checkout("winner")];
  const { a } = await reservePorts(other, ["a"]);
  await assert.rejects(keepPorts(mine, [a]), /now belongs to .*winner: .*remove \.sandbox/);
});
