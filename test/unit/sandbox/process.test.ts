import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { RUN } from "../../../sandbox/layout.ts";
import {
  adopt,
  findRunning,
  isRunning,
  launch,
  logFile,
  parseStat,
  stop,
  until,
} from "../../../sandbox/process.ts";

const name = `test-${randomUUID()}`;
const pidFile = path.join(RUN, `${name}.pid`);

after(async () => {
  await stop(name);
  fs.rmSync(logFile(name), { force: true });
});

test("a process whose name holds spaces and parentheses is read rightly", () => {
  const fields = Array.from({ length: 30 }, (_, index) => String(index + 4));
  assert.deepEqual(parseStat(`17 (a (b) c) S ${fields.join(" ")}`), { pid: 17, startTicks: 22 });
});

test("a zombie counts as ended", () => {
  const fields = Array.from({ length: 30 }, (_, index) => String(index + 4));
  assert.equal(parseStat(`17 (a) Z ${fields.join(" ")}`), undefined);
});

test("an empty pid file names no process", () => {
  assert.equal(parseStat(""), undefined);
});

test("a launched process is the command itself, writes its log and ends when stopped", async () => {
  await launch({
    name,
    command: "/bin/sh",
    args: ["-c", 'echo "$GREETING"; exec sleep 60'],
    env: { GREETING: "hello" },
  });
  assert.ok(await until(() => fs.readFileSync(logFile(name), "utf8") === "hello\n", 5000));
  const running = findRunning(name);
  assert.ok(running);
  assert.ok(Math.abs(Date.now() - running.since.getTime()) < 60_000);
  await stop(name);
  assert.equal(isRunning(name), false);
  // This process is its parent and takes a moment to bury it.
  assert.ok(await until(() => !fs.existsSync(`/proc/${running.pid}`), 5000));
});

test("a command that does not exist is not running, and its log says why", async () => {
  await launch({ name, command: "/no/such/server", args: [] });
  assert.ok(await until(() => !isRunning(name), 5000));
  assert.match(fs.readFileSync(logFile(name), "utf8"), /no\/such\/server/);
});

test("a process that got the pid of an ended server is neither running as it nor stopped with it", async () => {
  adopt(name, process.pid);
  assert.equal(findRunning(name)?.pid, process.pid);
  const fields = fs.readFileSync(pidFile, "utf8").split(" ");
  // The command's name in front may hold spaces: count from the end, as field 22 of 52.
  fields.splice(-31, 1, "1");
  fs.writeFileSync(pidFile, fields.join(" "));
  assert.equal(isRunning(name), false);
  await stop(name);
  assert.equal(fs.existsSync(pidFile), false);
});
