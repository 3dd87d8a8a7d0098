import assert from "node:assert/strict";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { jobsOf } from "../../../sandbox/uploads/jobs.ts";
import type { UploadName } from "../../../config/uploads.ts";
import { BIN, CHECKOUT } from "../support/checkout.ts";
import { TestCluster } from "../support/cluster.ts";
import { execute } from "../support/execute.ts";
import { Workspace } from "../support/workspace.ts";

/** A Job in the cluster, as far as it is looked at here. */
interface Job {
  readonly metadata: { readonly name: string; readonly uid: string };
  readonly status?: { readonly conditions?: readonly { readonly type: string }[] };
}

const POOL = { by: "job", instances: { first: { host: "redis.example.com" } } };

const workspace = await Workspace.create({
  program: path.join(import.meta.dirname, "program"),
  plugins: ["kubernetes"],
});
after(() => workspace.remove());

// The cases build on each other: one stack.
describe("the Jobs of the uploads in a cluster", { skip: workspace.missing ?? false }, () => {
  let cluster: TestCluster;
  let first: Map<string, Job>;

  before(async () => {
    cluster = await TestCluster.start();
    const uploads = { runtimes: "job", devops: "job", redis: POOL };
    await workspace.config({
      checkout: CHECKOUT,
      kubeconfig: cluster.kubeconfig,
      uploads: JSON.stringify(uploads),
    });
    await up();
    first = await jobs();
  });

  after(() => cluster.stop());

  async function up(...args: string[]): Promise<void> {
    const run = await workspace.up(...args);
    assert.equal(run.code, 0, run.stdout + run.stderr);
  }

  /** What there is, by name without digest. */
  async function jobs(): Promise<Map<string, Job>> {
    const kubectl = ["--kubeconfig", cluster.kubeconfigFile, "get", "jobs", "-n", "uploads", "-o", "json"];
    const run = await execute(path.join(BIN, "kubectl"), kubectl);
    const { items } = JSON.parse(run.stdout) as { readonly items: readonly Job[] };
    return new Map(items.map((job) => [job.metadata.name.replace(/-[0-9a-f]{8}$/, ""), job]));
  }

  /** Names of the Jobs that are others than before. */
  async function renewed(before: Map<string, Job>): Promise<string[]> {
    const now = await jobs();
    return [...now].flatMap(([name, { metadata }]) =>
      metadata.uid === before.get(name)?.metadata.uid ? [] : [name],
    );
  }

  /** Runs one again, as `make upload` does. */
  async function again(name: UploadName): Promise<void> {
    const urns = jobsOf(name, (await workspace.export()).deployment.resources);
    assert.equal(urns.length, 1);
    await up(...urns.flatMap((urn) => ["--target", urn, "--replace", urn]));
  }

  async function isQuiet(): Promise<boolean> {
    const { steps } = await workspace.preview();
    return steps.every(({ op }) => op === "same");
  }

  it("are made once, and a second update changes nothing", async () => {
    const names = ["bkpaas3-upload-devops", "bkpaas3-upload-redis-first", "bkpaas3-upload-runtimes"];
    assert.deepEqual([...first.keys()].sort(), names);
    assert.ok(await isQuiet());
  });

  it("have no secret but in Secrets", async () => {
    assert.ok(!JSON.stringify([...(await jobs()).values()]).includes("S3cretOfBkrepo"));
  });

  it("are run again one at a time, and the next update has nothing to do", async () => {
    for (const name of ["devops", "redis"] as const) {
      const before = await jobs();
      await again(name);
      assert.deepEqual(await renewed(before), [`bkpaas3-upload-${name}${name === "redis" ? "-first" : ""}`]);
      assert.ok(await isQuiet());
    }
  });

  it("are made anew with another image, but for those that fill the pool", async () => {
    const before = await jobs();
    await workspace.config({ tag: "9.9" });
    await up();
    assert.deepEqual((await renewed(before)).sort(), ["bkpaas3-upload-devops", "bkpaas3-upload-runtimes"]);
  });

  it("import an instance that is new, and no other", async () => {
    const before = await jobs();
    const instances = { ...POOL.instances, second: { host: "redis2.example.com" } };
    const uploads = { runtimes: "job", devops: "job", redis: { ...POOL, instances } };
    await workspace.config({ uploads: JSON.stringify(uploads) });
    await up();
    assert.deepEqual(await renewed(before), ["bkpaas3-upload-redis-second"]);
  });
});
