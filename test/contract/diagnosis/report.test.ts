import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { diagnose } from "../../../diagnosis/diagnose.ts";
import { reportOf } from "../../../diagnosis/report.ts";
import { CHECKOUT } from "../support/checkout.ts";
import { TestCluster } from "../support/cluster.ts";
import type { Run } from "../support/execute.ts";
import { PLUGINS } from "../support/plugins.ts";
import { Workspace } from "../support/workspace.ts";
import { type ChartValues, writeChart } from "./chart.ts";
import { clear, deleteRunningHook, obstruct } from "./provoked.ts";
import { PODS, documents } from "./stages.ts";

/** What the Secret of every namespace holds, and what a log tells too. */
const PASSWORD = "pw-27ZsK1vQ";

/** How long a release may take, in seconds. */
const SHORT = 8;
const PATIENT = 120;

/** Logs by the name of the container that has them. */
const LOGS = {
  refused: [
    `connecting as bk_paas3 with ${PASSWORD}`,
    `django.db.utils.OperationalError: (1045, "Access denied for user 'bk_paas3'@'10.0.0.7'")`,
  ],
  silent: ["Operations to perform:", "  Applying applications.0012_auto..."],
};

const well = { container: "silent", annotations: PODS.well };

/** Each release by what is wrong with it, or with its namespace. */
const BROKEN: Readonly<Record<string, ChartValues>> = {
  "hook-fails": { hook: { container: "refused", annotations: PODS.fails }, web: well },
  "hook-hangs": { hook: { container: "silent", annotations: PODS.runs }, web: well },
  "hook-deleted": {
    // Long enough for the deletion to come first.
    seconds: 20,
    hook: { container: "silent", annotations: PODS.runs },
    web: { container: "silent", annotations: PODS.runs },
  },
  "not-ready": { web: { container: "silent", annotations: PODS.runs } },
  "not-pulled": { web: { container: "silent", annotations: PODS.notPulled } },
  denied: { web: well },
  unanswered: { web: well },
  quota: { web: well },
};

let root: string;
let cluster: TestCluster;
let workspace: Workspace;
/** What the failing update printed about each release. */
let printed: ReadonlyMap<string, string>;

before(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), "bkpaas-reports-"));
  cluster = await TestCluster.start(documents(await writeLogs(root)));
  await cluster.apply(Object.keys(BROKEN).flatMap(namespaceObjects));
  await obstruct(cluster);
  const program = path.join(import.meta.dirname, "program");
  workspace = await Workspace.create({ program, plugins: ["kubernetes"] });
  await writeChart(workspace.dir);
  await workspace.config({ checkout: CHECKOUT, kubeconfig: cluster.kubeconfigFile });
  if (workspace.missing !== undefined) return;
  const [run] = await Promise.all([up(BROKEN, SHORT), deleteRunningHook(cluster, "hook-deleted")]);
  assert.equal(run.code, 1, run.stdout);
  printed = diagnosticsOf(run.stdout);
});

after(async () => {
  await workspace.remove();
  await cluster.stop();
  await rm(root, { recursive: true });
});

describe(`a release that fails, by the ${PLUGINS} plugin`, () => {
  claim("because a hook's Job fails: its pod, its log without the password, and what MySQL refused", () => {
    reports("hook-fails", [
      /^1\. Job migrate-db \(hook pre-install, pre-upgrade\): failed: BackoffLimitExceeded; ended with exit code 1/m,
      /pod migrate-db-\w{5}, container refused$/m,
      /event BackoffLimitExceeded: Job has reached the specified backoff limit/,
      /\| connecting as bk_paas3 with \[secret\]$/m,
      /=> mysql-denied: /,
    ]);
  });

  claim("because a hook's Job hangs: that it has not ended, with the last line of its log", () => {
    reports("hook-hangs", [
      /^1\. Job migrate-db \(hook pre-install, pre-upgrade\): not ended; running/m,
      /event Scheduled: Successfully assigned hook-hangs\/migrate-db-/,
      /\| +Applying applications\.0012_auto\.\.\.$/m,
      /=> job-unfinished: /,
    ]);
  });

  claim("after somebody deleted a hook's Job: that it is gone, and what waits", () => {
    reports("hook-deleted", [
      /^\d\. Job migrate-db \(hook pre-install, pre-upgrade\): deleted by somebody$/m,
      /=> job-gone: /,
      /^\d\. Deployment web: running, not ready$/m,
    ]);
  });

  claim("because a pod does not become ready: the pod with its events and log", () => {
    reports("not-ready", [
      /^1\. Deployment web: running, not ready$/m,
      /pod web-\w+-\w{5}, container silent$/m,
      /event Scheduled: /,
      /=> not-ready: /,
    ]);
  });

  claim("because an image can't be pulled: the image, and how images are checked", () => {
    reports("not-pulled", [
      /^1\. Deployment web: waiting: ImagePullBackOff$/m,
      /Back-off pulling image "sample:1"/,
      /event Failed: Error: ImagePullBackOff/,
      /=> image-pull: .*\n.*make images CHECK=1/,
    ]);
  });

  claim("because a policy denies an object: the policy's own words", () => {
    reports("denied", [/deployments are made by the department only/, /=> admission-denied: /]);
  });

  claim("because a webhook does not answer: the webhook's name", () => {
    reports("unanswered", [
      /failed calling webhook "left\.behind\.example\.com"/,
      /=> webhook-unreachable: /,
    ]);
  });

  claim("because a quota is exceeded: the quota, where there are no pods", () => {
    reports("quota", [
      /^1\. Deployment web: no pods$/m,
      /event FailedCreate(?: \(\d+ times\))?: .*exceeded quota: no-pods/,
      /=> quota-exceeded: /,
    ]);
  });

  claim("says so at any other time too", async () => {
    const report = reportOf(await diagnose({ release: "hook-fails", namespace: "hook-fails" }, kubeconfig()));
    assert.match(report, /^Release hook-fails in namespace hook-fails: failed \(revision 1\)$/m);
    assert.match(report, /=> mysql-denied: /);
    assert.ok(!report.includes(PASSWORD));
  });

  claim("is repaired by the next update once the cause is gone, and has nothing to report then", async () => {
    await clear(cluster);
    const mended = Object.entries(BROKEN).map(([name, { hook }]) => [
      name,
      { ...(hook && { hook: well }), web: well },
    ]);
    const run = await up(Object.fromEntries(mended) as Record<string, ChartValues>, PATIENT);
    assert.equal(run.code, 0, run.stdout);
    for (const name of Object.keys(BROKEN)) {
      const report = reportOf(await diagnose({ release: name, namespace: name }, kubeconfig()));
      assert.match(report, /: deployed \(revision \d\), nothing to report$/, report);
    }
  });
});

/** A case that is skipped, and said to be, where the plugin under test is not to be had. */
function claim(name: string, body: () => void | Promise<void>): void {
  it(name, async (test) => {
    if (workspace.missing === undefined) await body();
    else test.skip(workspace.missing);
  });
}

function reports(release: string, expected: readonly RegExp[]): void {
  const text = printed.get(release) ?? "";
  assert.match(
    text,
    new RegExp(`^error: Release ${release} in namespace ${release}: failed \\(revision 1\\)$`, "m"),
  );
  for (const form of expected) assert.match(text, form);
  assert.ok(!text.includes(PASSWORD), "the password is in the report");
}

async function up(releases: Readonly<Record<string, ChartValues>>, timeout: number): Promise<Run> {
  await writeFile(path.join(workspace.dir, "releases.json"), JSON.stringify(releases));
  await workspace.config({ timeout: String(timeout) });
  return workspace.up("--continue-on-error", "--suppress-progress");
}

/** What the CLI prints under each resource at the end, not indented. */
function diagnosticsOf(output: string): Map<string, string> {
  const text = output.slice(output.indexOf("Diagnostics:"));
  const sections = text.split(/^ {2}(?=\S)/m).map((section) => section.replaceAll(/^ {4}/gm, ""));
  return new Map(
    sections.flatMap((section) => {
      const [, name] = /^kubernetes:helm\.sh\/v3:Release \((.*)\):$/m.exec(section) ?? [];
      return name === undefined ? [] : [[name, section] as const];
    }),
  );
}

function kubeconfig(): { kubeconfig: string } {
  return { kubeconfig: cluster.kubeconfigFile };
}

function namespaceObjects(name: string): object[] {
  return [
    { apiVersion: "v1", kind: "Namespace", metadata: { name } },
    {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "passwords", namespace: name },
      stringData: { mysql: PASSWORD },
    },
  ];
}

/** Writes each log in the format of a container runtime. @returns the files by container. */
async function writeLogs(folder: string): Promise<Record<string, string>> {
  const files = Object.entries(LOGS).map(async ([container, lines]) => {
    const file = path.join(folder, `${container}.log`);
    await writeFile(file, lines.map((line) => `2026-11-21T08:00:00.000000000Z stderr F ${line}\n`).join(""));
    return [container, file] as const;
  });
  return Object.fromEntries(await Promise.all(files));
}
