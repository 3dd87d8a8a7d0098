import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeRecord, historyOf } from "../../../kubernetes/helm-record.ts";
import { stateOf } from "../../../preflight/release-state.ts";
import { BEGUN, type Given, clusterWith, recordOf } from "./release-records.ts";

test("a record tells its revision, status, chart, times and how each hook ended", () => {
  const record = decodeRecord(
    recordOf({ version: "1.2.3", revision: 3, status: "failed", installOnly: { a: "Failed", b: "" } }),
  );
  assert.deepEqual(record, {
    revision: 3,
    status: "failed",
    description: "Install complete",
    chart: { name: "bk-services", version: "1.2.3" },
    firstDeployed: BEGUN,
    lastDeployed: BEGUN,
    hooks: [
      {
        kind: "Job",
        name: "a",
        events: ["pre-install"],
        phase: "Failed",
        deletePolicies: ["before-hook-creation"],
      },
      {
        kind: "Job",
        name: "b",
        events: ["pre-install"],
        phase: undefined,
        deletePolicies: ["before-hook-creation"],
      },
      {
        kind: "Secret",
        name: "only-with-the-first",
        events: ["pre-install"],
        phase: undefined,
        deletePolicies: [],
      },
    ],
  });
});

test("a history is one request for the release's own records, oldest first", async () => {
  const cluster = clusterWith({ one: [{ revision: 10 }, { revision: 2 }] });
  const history = await historyOf(cluster, "paas-system", "one");
  assert.deepEqual(
    history.map(({ revision }) => revision),
    [2, 10],
  );
  assert.deepEqual(cluster.asked, [
    "GET /api/v1/namespaces/paas-system/secrets?labelSelector=owner%3Dhelm%2Cname%3Done&fieldSelector=type%3Dhelm.sh%2Frelease.v1",
  ]);
});

/** What is read out of a history, but its newest revision. */
function read(...history: Given[]): unknown {
  const { lastGood, failedFirst, ran, neverRan } =
    stateOf(history.map((given) => decodeRecord(recordOf(given)))) ?? assert.fail("no release");
  return { lastGood, failedFirst: failedFirst?.revision, ran, neverRan };
}

test("no revision is no release", () => {
  assert.equal(stateOf([]), undefined);
});

test("a first install that failed has no good revision, and tells which Jobs it came to", () => {
  assert.deepEqual(read({ status: "failed", installOnly: { a: "Succeeded", b: "Failed", c: "" } }), {
    lastGood: undefined,
    failedFirst: 1,
    ran: ["a"],
    neverRan: ["b", "c"],
  });
});

test("an upgrade after a failed first install runs no install-only Job", () => {
  const history = [
    { status: "failed", installOnly: { a: "" } },
    { revision: 2, installOnly: { a: "" } },
  ];
  assert.deepEqual(read(...history), { lastGood: 2, failedFirst: 1, ran: [], neverRan: ["a"] });
});

test("a failed first install stays one when Helm calls it superseded, and is nothing to go back to", () => {
  const description = 'Release "bk-services" failed: failed pre-install: 1 error\noccurred';
  const history = [
    { status: "superseded", description },
    { revision: 2, status: "pending-upgrade" },
  ];
  assert.deepEqual(read(...history), { lastGood: undefined, failedFirst: 1, ran: [], neverRan: [] });
});

test("a recovery that ran a Job as a hook of upgrades has run it, whatever came after", () => {
  const history = [
    { status: "failed", installOnly: { a: "", b: "" } },
    { revision: 2, status: "superseded", everyRun: { a: "Succeeded", b: "Failed" } },
    { revision: 3, status: "failed", installOnly: { a: "", b: "" } },
  ];
  assert.deepEqual(read(...history), { lastGood: 2, failedFirst: 1, ran: ["a"], neverRan: ["b"] });
});

test("of a first revision that Helm no longer keeps nobody says that it failed", () => {
  const { failedFirst } = read({ revision: 7, installOnly: { a: "" } }) as { failedFirst?: number };
  assert.equal(failedFirst, undefined);
});
