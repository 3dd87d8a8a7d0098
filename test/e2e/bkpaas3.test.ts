import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { environmentOf } from "../support/container-environment.ts";
import { Clone } from "./support/clone.ts";
import { environmentObjects, objectsOf } from "./support/cluster.ts";
import { documentedBkpaas3 } from "./support/documented-bkpaas3.ts";
import { type OpenOutputs, outputsOf } from "./support/outputs.ts";
import { Stack, onServersOf } from "./support/stack.ts";

const CHART = process.env.BKPAAS3_CHART;
const needsChart = CHART === undefined && "no archive of chart bkpaas3 is at hand: BKPAAS3_CHART=<file>";

const STACK = "umbrella";
const NAMESPACE = "blueking";

describe("the published chart bkpaas3 0.1.3", { skip: needsChart }, () => {
  let clone: Clone;
  let stack: Stack;
  let outputs: OpenOutputs;

  before(async () => {
    clone = await Clone.withServers();
    const sections = {
      "bkpaas:domain": "umbrella.example.test",
      "bkpaas:namespace": NAMESPACE,
      "bkpaas:platform": {
        generation: "bkpaas3",
        timeoutMinutes: 5,
        bkpaas3: { chart: { from: "archive", path: CHART, version: "0.1.3" } },
      },
    };
    stack = await Stack.create(clone, STACK, ...onServersOf(clone, sections));
    await stack.pulumi("up --yes --skip-preview");
    outputs = await outputsOf(clone, STACK);
  });

  after(async () => {
    await clone.remove();
  });

  it("is deployed, its Deployments ready, its Jobs complete", async () => {
    const releases = JSON.parse(await clone.ask("helm list --all --all-namespaces --output json")) as {
      name: string;
      status: string;
      chart: string;
    }[];
    assert.deepEqual(
      releases.map(({ name, status, chart }) => [name, status, chart]),
      [["bk-paas", "deployed", "bkpaas3-0.1.3"]],
    );
    const deployments = await objectsOf(clone, "deployments", NAMESPACE);
    assert.equal(deployments.length, 8);
    for (const { metadata, spec, status } of deployments) {
      assert.equal(status?.readyReplicas, spec?.replicas, metadata.name);
    }
    const jobs = await objectsOf(clone, "jobs", NAMESPACE);
    assert.ok(jobs.length >= 10);
    for (const { metadata, status } of jobs) {
      const complete = status?.conditions?.some(
        ({ type, status: is }) => type === "Complete" && is === "True",
      );
      assert.ok(complete, `${metadata.name} is not complete`);
    }
  });

  it("gives every container what is documented of it", async () => {
    const objects = await environmentObjects(clone, NAMESPACE);
    for (const [place, wanted] of Object.entries(documentedBkpaas3(outputs))) {
      const [workload = "", container = ""] = place.split(" ");
      const found = environmentOf(objects, workload, container);
      const asked = Object.fromEntries(Object.keys(wanted).map((name) => [name, found[name]]));
      assert.deepEqual(asked, wanted, place);
    }
  });

  it("has nothing to do the second time", async () => {
    await stack.pulumi("up --yes --skip-preview --expect-no-changes");
  });
});
