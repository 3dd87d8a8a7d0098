import assert from "node:assert/strict";
import fs from "node:fs";
import { after, before, it } from "node:test";
import { installOnlyHooks } from "../../config/platform/install-only.ts";
import { Clone } from "./support/clone.ts";
import { auditOffset } from "./support/cluster.ts";
import { asAdministrator } from "./support/database.ts";
import { Stack, onServersOf } from "./support/stack.ts";

// A first install that fails before its fixtures, and the run that makes up for them, with the charts of this program.

const SVC_MYSQL = installOnlyHooks["svc-mysql.on-initial-fixtures"];
const SVC_BKREPO = installOnlyHooks["svc-bkrepo.on-initial-fixtures"];
const FIXTURES: readonly string[] = [SVC_MYSQL.job, SVC_BKREPO.job];

/** Pods of svc-bkrepo do not become ready: its migration, which comes before all fixtures, does not end. */
const STRANDED = { "svc-bkrepo": { podAnnotations: { "bkpaas.sandbox/never-ready": "true" } } };

let clone: Clone;
let stack: Stack;

before(async () => {
  clone = await Clone.withServers();
  const sections = {
    "bkpaas:domain": "failing.example.test",
    "bkpaas:platform": { timeoutMinutes: 1, bkServices: { values: STRANDED } },
  };
  stack = await Stack.create(clone, "failing", ...onServersOf(clone, sections));
});

after(async () => {
  await clone.remove();
});

it("a first install that fails before its fixtures is told in the next preview, with the switch", async () => {
  const failed = await stack.run("up --yes --skip-preview");
  assert.notEqual(failed.exitCode, 0, failed.output);
  await stack.pulumi("config rm --path 'platform.bkServices'");
  await stack.pulumi("config set --path 'platform.timeoutMinutes' 5");
  const previewed = await stack.pulumi("preview");
  assert.match(previewed, /The first install of release paas-system\/bk-services failed \(revision 1, /);
  for (const job of FIXTURES) assert.ok(previewed.includes(job), previewed);
  assert.match(previewed, /pulumi config set --path 'platform\.recovery' 'initialise'/);
});

it("the switch is refused while data exist, before anything is changed", async () => {
  await stack.pulumi("config set --path 'platform.recovery' 'initialise'");
  await withRows(async () => {
    const offset = auditOffset(clone);
    const refused = await stack.run("up --yes --skip-preview");
    assert.notEqual(refused.exitCode, 0);
    assert.match(refused.output, /bkpaas:platform\.recovery {2}is refused: data exist/);
    assert.deepEqual(jobsCreatedSince(offset), []);
  });
});

it("one run with the switch creates each fixtures Job once", async () => {
  const offset = auditOffset(clone);
  const output = await stack.pulumi("up --yes --skip-preview");
  assert.match(
    output,
    /bkpaas:platform\.recovery is on: this run initialises svc-mysql\.on-initial-fixtures, /,
  );
  const created = jobsCreatedSince(offset).filter((name) => FIXTURES.includes(name));
  assert.deepEqual(created.sort(), FIXTURES.toSorted());
});

it("a second use of the switch is refused", async () => {
  await withRows(async () => {
    const refused = await stack.run("up --yes --skip-preview");
    assert.notEqual(refused.exitCode, 0);
    assert.match(refused.output, /bkpaas:platform\.recovery {2}(has nothing to do|is refused)/);
    assert.match(refused.output, /pulumi config rm --path 'platform\.recovery'/);
  });
});

it("without the switch no run creates a fixtures Job again, nor warns of the first install", async () => {
  await stack.pulumi("config rm --path 'platform.recovery'");
  const offset = auditOffset(clone);
  const output = await stack.pulumi("up --yes --skip-preview");
  assert.doesNotMatch(output, /first install/);
  const created = jobsCreatedSince(offset);
  assert.deepEqual(
    created.filter((name) => FIXTURES.includes(name)),
    [],
  );
  await stack.pulumi("up --yes --skip-preview --expect-no-changes");
});

/** Does something while the tables hold what the fixtures would have put there: Jobs are simulated here. */
async function withRows(work: () => Promise<void>): Promise<void> {
  const tables = ["svc_mysql", "svc_bkrepo"].map((database) => `${database}.${SVC_MYSQL.table}`);
  await asAdministrator(clone, async (connection) => {
    for (const table of tables) await connection.query(`CREATE TABLE ${table} AS SELECT 'default' AS name`);
  });
  try {
    await work();
  } finally {
    await asAdministrator(clone, async (connection) => {
      for (const table of tables) await connection.query(`DROP TABLE ${table}`);
    });
  }
}

interface AuditEvent {
  readonly stage: string;
  readonly verb: string;
  readonly objectRef?: { readonly resource?: string; readonly name?: string };
  readonly responseStatus?: { readonly code: number };
}

/** Names of the Jobs that Helm has created since a byte of the audit log. The Jobs of CronJobs are the cluster's own. */
function jobsCreatedSince(offset: number): string[] {
  const lines = fs.readFileSync(clone.sandbox("logs", "audit.log")).subarray(offset).toString().split("\n");
  return lines
    .filter((line) => line !== "" && line.includes('"userAgent":"Helm/'))
    .map((line) => JSON.parse(line) as AuditEvent)
    .filter(({ stage, verb }) => stage === "ResponseComplete" && verb === "create")
    .filter(({ objectRef, responseStatus }) => objectRef?.resource === "jobs" && responseStatus?.code === 201)
    .map(({ objectRef }) => objectRef?.name ?? "");
}

/** An environment whose first install does not get through within a minute. */
