import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { askBkrepo, basic, TestBkrepo, type BkrepoAnswer } from "../../../support/bkrepo.ts";
import { PROJECT, verdict } from "./requests.ts";

let bkrepo: TestBkrepo;

beforeEach(async () => {
  bkrepo = await TestBkrepo.start();
});

afterEach(() => bkrepo.stop());

const CREATE = "/repository/api/project/create";

function create(): Promise<BkrepoAnswer> {
  return askBkrepo(bkrepo.endpoint, "POST", CREATE, { as: bkrepo.admin, body: PROJECT });
}

function list(): Promise<BkrepoAnswer> {
  return askBkrepo(bkrepo.endpoint, "GET", "/repository/api/project/list", { as: bkrepo.admin });
}

test("a refused connection has done nothing", async () => {
  bkrepo.faults.add({ matching: `POST ${CREATE}`, kind: "refuse-connection", times: 1 });
  await assert.rejects(create(), TypeError);
  assert.equal(bkrepo.store.project("bkpaas"), undefined);
  assert.deepEqual(bkrepo.calls, [{ method: "POST", path: CREATE, user: "admin", status: 0 }]);
});

test("a lost answer was carried out", async () => {
  bkrepo.faults.add({ matching: `POST ${CREATE}`, kind: "lose-answer", times: 1 });
  await assert.rejects(create(), TypeError);
  assert.equal(bkrepo.store.project("bkpaas")?.name, "bkpaas");
  assert.deepEqual(bkrepo.calls, [{ method: "POST", path: CREATE, user: "admin", status: 0 }]);
});

test("a 503 is a page of the gateway and has done nothing", async () => {
  bkrepo.faults.add({ matching: `POST ${CREATE}`, kind: "status-503", times: 1 });
  const { status, code, message } = await create();
  assert.deepEqual([status, code], [503, undefined]);
  assert.match(message ?? "", /^<html>/);
  assert.equal(bkrepo.store.project("bkpaas"), undefined);
  assert.equal(bkrepo.calls[0]?.status, 503);
});

test("clocks that disagree are HTTP 500 with code 250115 and an expired token", async () => {
  bkrepo.faults.add({ matching: `POST ${CREATE}`, kind: "clock-skew", times: 1 });
  const answer = await create();
  assert.deepEqual(verdict(answer), [500, 250115]);
  assert.match(answer.message ?? "", /Expired token/);
  assert.equal(bkrepo.store.project("bkpaas"), undefined);
});

test("a request that hangs is answered by nothing and has done nothing", async () => {
  bkrepo.faults.add({ matching: `POST ${CREATE}`, kind: "hang", times: 1 });
  const controller = new AbortController();
  const hanging = fetch(`${bkrepo.endpoint}${CREATE}`, {
    method: "POST",
    headers: { authorization: basic(bkrepo.admin) },
    body: JSON.stringify(PROJECT),
    signal: controller.signal,
  });
  // It was taken once it is recorded; another request is answered in the meantime.
  while (bkrepo.calls.length === 0) await list();
  const winner = await Promise.race([hanging.then(() => "answered"), list().then(() => "silent")]);
  assert.equal(winner, "silent");
  controller.abort();
  await assert.rejects(hanging, { name: "AbortError" });
  assert.equal(bkrepo.store.project("bkpaas"), undefined);
});

test("a server stops while requests hang", async () => {
  bkrepo.faults.add({ matching: () => true, kind: "hang", times: 1 });
  const hanging = assert.rejects(list(), TypeError);
  while (bkrepo.calls.length === 0) await bkrepo.login("admin", "");
  await bkrepo.restart();
  await hanging;
  assert.equal((await list()).status, 200);
});

test("a fault befalls as many requests as told, then none", async () => {
  bkrepo.faults.add({ matching: "GET /repository", kind: "status-503", times: 2 });
  assert.deepEqual([(await list()).status, (await list()).status, (await list()).status], [503, 503, 200]);
  assert.equal(bkrepo.faults.left, 0);
});

test("a fault befalls the requests it matches and no other", async () => {
  bkrepo.faults.add({ matching: "GET /auth", kind: "status-503", times: 1 });
  bkrepo.faults.add({ matching: (method) => method === "PUT", kind: "status-503", times: 1 });
  assert.equal((await list()).status, 200);
  assert.equal(bkrepo.faults.left, 2);
});

test("faults come in the order in which they were added, one to a request", async () => {
  bkrepo.faults.add({ matching: "GET /repository", kind: "clock-skew", times: 1 });
  bkrepo.faults.add({ matching: "GET /repository", kind: "status-503", times: 1 });
  assert.deepEqual([(await list()).status, (await list()).status, (await list()).status], [500, 503, 200]);
});

test("cleared faults do not come", async () => {
  bkrepo.faults.add({ matching: () => true, kind: "refuse-connection", times: Infinity });
  await assert.rejects(list(), TypeError);
  bkrepo.faults.clear();
  assert.equal((await list()).status, 200);
});

test("what a test asks aside meets no fault and no stopped server", async () => {
  bkrepo.faults.add({ matching: () => true, kind: "refuse-connection", times: Infinity });
  assert.equal(await bkrepo.login("admin", bkrepo.admin.password), true);
  await bkrepo.down();
  await assert.rejects(list(), TypeError);
  assert.equal(await bkrepo.login("admin", bkrepo.admin.password), true);
});

test("an answer is held back for as long as told, after the request was carried out", async (t) => {
  const slow = await TestBkrepo.start({ latencyMs: 200 });
  t.after(() => slow.stop());
  const begin = performance.now();
  const answered = askBkrepo(slow.endpoint, "POST", CREATE, { as: slow.admin, body: PROJECT });
  while (!slow.store.project("bkpaas")) await slow.login("admin", "");
  assert.deepEqual(slow.calls, []);
  await answered;
  // Timers may fire a millisecond early.
  assert.ok(performance.now() - begin >= 199);
});
