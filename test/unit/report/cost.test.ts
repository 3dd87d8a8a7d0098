import assert from "node:assert/strict";
import { test } from "node:test";
import type { ObjectChange, ReleaseChange } from "../../../report/model.ts";
import { costOf } from "../../../report/judgement/cost.ts";
import { RELEASE, STORE, change, chartOf, deployment, onlyRelease, release } from "./manifests.ts";

const updated = change(RELEASE, "update", { old: release("1"), new: release("2") });

const made = (more: Partial<ReleaseChange>): ReleaseChange => ({
  id: RELEASE,
  name: "bk-paas3",
  objects: [],
  kept: [],
  hooks: [],
  ...more,
});

const object = (more: Partial<ObjectChange>): ObjectChange => ({
  ...{ kind: "Deployment", namespace: "blueking", name: "web", effect: "update", diff: "" },
  ...{ restarts: false, images: [] },
  ...more,
});

test("no change costs nothing", () => {
  const same = change(RELEASE, "same", { old: release("1"), new: release("1") });
  const nothing = { restarts: 0, migrations: 0, expectedSeconds: 0, limitSeconds: 0 };
  assert.deepEqual(costOf([same], []), nothing);
});

test("restarts of releases and of stores are counted", () => {
  const image = (tag: string) => ({
    spec: { template: { spec: { containers: [{ name: "a", image: tag }] } } },
  });
  const store = change(STORE, "update", { old: image("1"), new: image("2") });
  const cost = costOf([updated, store], [made({ objects: [object({ restarts: true })] })]);
  assert.equal(cost.restarts, 2);
});

test("hook Jobs and Jobs that are made anew are migrations, each as often as it runs", () => {
  const objects = [
    object({ kind: "Job", name: "hook", effect: "create" }),
    object({ kind: "Job", name: "new", effect: "create" }),
    object({ kind: "Job", name: "gone", effect: "delete" }),
  ];
  const cost = costOf([updated], [made({ hooks: ["hook", "unchanged"], objects })]);
  assert.equal(cost.migrations, 3);
  assert.equal(cost.expectedSeconds, 90);
  assert.equal(costOf([updated], [made({ hooks: ["before and after", "before and after"] })]).migrations, 2);
});

test("workloads of a release become ready side by side, releases one after another", () => {
  const objects = [object({ readySeconds: 40 }), object({ readySeconds: 15 })];
  assert.equal(costOf([updated], [made({ objects }), made({ objects })]).expectedSeconds, 80);
});

test("a release gives up after its own timeout, or the provider's", () => {
  const without = Object.fromEntries(Object.entries(release("2")).filter(([key]) => key !== "timeout"));
  const silent = change(RELEASE, "update", { old: release("1"), new: without });
  assert.equal(costOf([updated], [made({})]).limitSeconds, 600);
  assert.equal(costOf([silent], [made({})]).limitSeconds, 300);
});

test("a Job of the graph adds the time that it may take", () => {
  const job = { spec: { activeDeadlineSeconds: 900, template: {} } };
  const cost = costOf([change("kubernetes:batch/v1:Job::upload", "create", { new: job })], []);
  assert.deepEqual([cost.expectedSeconds, cost.limitSeconds], [30, 900]);
});

/** Seconds until a Deployment is up again that has these fields. */
async function seconds(spec: string): Promise<number> {
  const chart = deployment("web").replace("  replicas: 2\n", spec);
  const { objects } = await onlyRelease([updated], chartOf(chart));
  return objects[0]?.readySeconds ?? 0;
}

test("a rolling update takes a wave for each batch that its strategy allows", async () => {
  const pod = 5 + 20 + 5;
  assert.equal(await seconds("  replicas: 1\n"), pod);
  assert.equal(await seconds("  replicas: 8\n"), 2 * pod);
  assert.equal(await seconds("  replicas: 1\n  minReadySeconds: 7\n"), pod + 7);
  const rolling = (surge: string, unavailable: number) =>
    `  replicas: 4\n  strategy: { rollingUpdate: { maxSurge: ${surge}, maxUnavailable: ${unavailable} } }\n`;
  assert.equal(await seconds(rolling("0", 1)), 4 * pod);
  assert.equal(await seconds(rolling("1", 1)), 2 * pod);
  assert.equal(await seconds(rolling('"100%"', 0)), pod);
  assert.equal(await seconds("  replicas: 4\n  strategy: { type: Recreate }\n"), pod);
});

test("a StatefulSet goes pod by pod", async () => {
  const chart = deployment("db")
    .replace("kind: Deployment", "kind: StatefulSet")
    .replace("replicas: 2", "replicas: 3");
  const { objects } = await onlyRelease([updated], chartOf(chart));
  assert.equal(objects[0]?.readySeconds, 90);
});
