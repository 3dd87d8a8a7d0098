import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Clone } from "./support/clone.ts";
import { objectsOf } from "./support/cluster.ts";
import { asAccount, asAdministrator, column } from "./support/database.ts";
import { outputsOf } from "./support/outputs.ts";
import { processesOf, until } from "./support/processes.ts";
import { unlessThorough } from "../support/thorough.ts";

/** A moment in the first `up`, seen in the systems themselves. */
interface Moment {
  readonly name: string;
  readonly reached: (clone: Clone) => Promise<boolean>;
  /** Whether it is tried every time. */
  readonly always?: boolean;
}

const moments: readonly Moment[] = [
  {
    name: "after the first database",
    reached: (clone) =>
      asAdministrator(clone, async (connection) =>
        (await column(connection, "SHOW DATABASES")).some((name) => /^(paas3|svc)_/.test(name)),
      ),
  },
  ...["bk-services", "bk-paas3"].map((release) => ({
    name: `while ${release} is pending-install`,
    reached: (clone: Clone) => hasReleaseRecord(clone, release, "pending-install"),
    always: release === "bk-services",
  })),
  {
    name: "right after bk-paas3 is deployed",
    reached: (clone) => hasReleaseRecord(clone, "bk-paas3", "deployed"),
    always: true,
  },
];

async function hasReleaseRecord(clone: Clone, release: string, status: string): Promise<boolean> {
  const selector = `owner=helm,name=${release},status=${status}`;
  return (
    (await clone.ask(`kubectl get secrets --all-namespaces --selector ${selector} --output name`)) !== ""
  );
}

describe("a first `up` that is killed", () => {
  let clone: Clone;

  before(async () => {
    clone = await Clone.withServers();
  });

  after(async () => {
    await clone.remove();
  });

  for (const { name, reached, always } of moments) {
    const title = `${name}: the next one ends as if nothing had happened`;
    it(title, { skip: always ? false : unlessThorough }, async () => {
      await killDuringUp(clone, reached);
      const repaired = await clone.make("up");
      assert.equal(repaired.exitCode, 0, repaired.output);
      await assertWhole(clone);
      const destroyed = await clone.make("destroy", "DATA=delete");
      assert.equal(destroyed.exitCode, 0, destroyed.output);
    });
  }
});

/** Kills the CLI without warning at a moment of `make up`, and waits until nothing of that run is left. */
async function killDuringUp(clone: Clone, reached: Moment["reached"]): Promise<void> {
  const cli = clone.sandbox("bin", "pulumi");
  const running = clone.start("up");
  await until("the CLI runs", 120, () => processesOf(cli, "up").length > 0);
  await until("the moment to kill it", 120, () => reached(clone));
  const pids = processesOf(cli, "up");
  assert.equal(pids.length, 1, "the CLI has ended before it could be killed");
  for (const pid of pids) process.kill(pid, "SIGKILL");
  assert.notEqual((await running.ended).exitCode, 0);
}

/** The stack is complete: nothing to change, hooks have run, the account logs in, the state knows of no loose end. */
async function assertWhole(clone: Clone): Promise<void> {
  const previewed = await clone.inEnv("pulumi preview --expect-no-changes --stack dev");
  assert.equal(previewed.exitCode, 0, previewed.output);
  const state = JSON.parse(await clone.ask("pulumi stack export --stack dev")) as {
    deployment: { pending_operations?: unknown[] };
  };
  assert.deepEqual(state.deployment.pending_operations ?? [], []);
  const outputs = await outputsOf(clone);
  const jobs = await objectsOf(clone, "jobs", outputs.namespace);
  for (const job of ["apiserver-migrate-db", "svc-mysql-migrate-db"]) {
    assert.ok(jobs.some(({ metadata }) => metadata.name === `bkpaas3-${job}`));
  }
  const listed = await clone.ask("helm list --all --all-namespaces --output json");
  assert.deepEqual(
    (JSON.parse(listed) as { name: string; status: string }[]).map(({ name, status }) => [name, status]),
    [
      ["bk-paas3", "deployed"],
      ["bk-services", "deployed"],
    ],
  );
  const { host, port, platform, databases } = outputs.mysql;
  await asAccount({ host, port, ...platform }, async (connection) => {
    await connection.query(`USE \`${databases.apiserver ?? ""}\``);
  });
}
