// The look at the releases before a run: real Helm, a real API server and a real database.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, it } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { type PlannedRelease, plannedReleases } from "../../../config/platform/releases.ts";
import type { Settings } from "../../../config/schema.ts";
import { connect } from "../../../kubernetes/connect.ts";
import { historyOf } from "../../../kubernetes/helm-record.ts";
import { askData } from "../../../preflight/data-exists.ts";
import { lookAtReleases } from "../../../preflight/releases.ts";
import { type Section, settingsWith } from "../../support/configuration.ts";
import { mariadb } from "../../support/mysql/mariadb.ts";
import { TestServer } from "../../support/mysql/server.ts";
import { BIN } from "../support/checkout.ts";
import { TestCluster } from "../support/cluster.ts";
import { type Run, execute } from "../support/execute.ts";
import { type ChartValues, writeChart } from "./chart.ts";

const NAMESPACE = "paas-system";
const ROOT_PASSWORD = "rootpw-1";
const SVC_BKREPO = "svc-bkrepo.on-initial-fixtures";
const FAILS = { "svc-bkrepo": { "bkpaas.sandbox/fail": "true" } };
const HANGS = { "svc-mysql": { "bkpaas.sandbox/never-ready": "true" } };
const EVERY_RUN = { "svc-bkrepo": "pre-install,pre-upgrade" };

/** How long Helm may take to begin, in milliseconds. */
const BEGIN_DEADLINE = 30_000;

let cluster: TestCluster;
let server: TestServer;
let charts: string;
const folders = new Map<string, string>();

before(async () => {
  charts = await mkdtemp(path.join(os.tmpdir(), "bkpaas-releases-"));
  for (const { name, chart } of releases()) folders.set(name, await writeChart(charts, chart));
  [cluster, server] = await Promise.all([TestCluster.start(), TestServer.start(mariadb(), ROOT_PASSWORD)]);
});

after(async () => {
  await Promise.all([cluster.stop(), server.stop()]);
  await rm(charts, { recursive: true });
});

function releases(): PlannedRelease[] {
  return plannedReleases(settingsWith({}).platform);
}

function settings(platform: Section): Settings {
  return settingsWith({
    platform,
    kubernetes: { kubeconfig: cluster.kubeconfigFile },
    mysql: {
      mode: "existing",
      host: "127.0.0.1",
      port: server.port,
      admin: { user: "root", password: ROOT_PASSWORD },
    },
  });
}

/** What a run would be told, with the switch on or off. */
function look(recovery: "none" | "initialise" = "none") {
  const read = settings({ recovery });
  return lookAtReleases(read, {
    cluster: () => connect(read.kubernetes),
    ask: askData,
    isPreview: false,
  });
}

/** Why the switch is refused. */
async function refusal(): Promise<string> {
  const { problems } = await look("initialise");
  assert.deepEqual(
    problems.map(({ key }) => key),
    ["platform.recovery"],
  );
  return problems[0]?.rule ?? "";
}

function helmCommand(action: "install" | "upgrade", release: string, values: ChartValues): string[] {
  const set = `--set-json=${Object.entries(values)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(",")}`;
  const place = ["--namespace", NAMESPACE, "--create-namespace", "--kubeconfig", cluster.kubeconfigFile];
  return [action, release, folders.get(release) ?? "", ...place, "--wait", "--timeout=60s", set];
}

function helm(action: "install" | "upgrade", release: string, values: ChartValues): Promise<Run> {
  return execute(path.join(BIN, "helm"), helmCommand(action, release, values));
}

/** Kills Helm while the release is pending. */
async function kill(action: "install" | "upgrade", release: string, values: ChartValues): Promise<void> {
  const child = spawn(path.join(BIN, "helm"), helmCommand(action, release, values), { stdio: "ignore" });
  const ended = once(child, "exit");
  const api = await connect({ kubeconfig: cluster.kubeconfigFile });
  const deadline = Date.now() + BEGIN_DEADLINE;
  while ((await historyOf(api, NAMESPACE, release)).at(-1)?.status !== `pending-${action}`) {
    assert.ok(Date.now() < deadline, `helm ${action} does not begin`);
    await delay(50);
  }
  child.kill("SIGKILL");
  await ended;
}

/** Runs the helm part of a way out as it is told. */
async function follow(fix: string): Promise<void> {
  const [command = ""] = fix.split(" && ");
  assert.match(command, /^helm /);
  const run = await execute("/bin/sh", ["-c", command], {
    env: { ...process.env, PATH: `${BIN}:${process.env.PATH ?? ""}`, KUBECONFIG: cluster.kubeconfigFile },
  });
  assert.equal(run.code, 0, run.stderr);
}

function sql(statement: string): Promise<unknown> {
  return server.asRoot((root) => root.query(statement));
}

it("an empty cluster is nothing to say, and nothing to recover", async () => {
  assert.deepEqual(await look(), { problems: [], warnings: [], initialise: new Set() });
  assert.match(await refusal(), /^has nothing to do/);
});

it("a first install whose second hook fails is recognised, with what ran and what did not", async () => {
  assert.equal((await helm("install", "bk-services", { pods: FAILS })).code, 1);
  const { problems, warnings } = await look();
  assert.deepEqual(problems, []);
  assert.equal(warnings.length, 1);
  assert.match(
    warnings[0] ?? "",
    /not run to their end: bkpaas3-svc-bkrepo-initial-fixtures; these have: bkpaas3-svc-mysql-initial-fixtures\./,
  );
});

it("without the database and without the table there are no data: the switch is allowed", async () => {
  assert.deepEqual((await look("initialise")).initialise, new Set([SVC_BKREPO]));
  await sql("CREATE DATABASE svc_bkrepo");
  assert.deepEqual((await look("initialise")).initialise, new Set([SVC_BKREPO]));
});

it("an empty table is no data, a row is", async () => {
  await sql("CREATE TABLE svc_bkrepo.paas_service_plan (name VARCHAR(64))");
  assert.deepEqual((await look("initialise")).initialise, new Set([SVC_BKREPO]));
  await sql("INSERT INTO svc_bkrepo.paas_service_plan VALUES ('default')");
  assert.match(
    await refusal(),
    /^is refused: data exist, and would be overwritten: paas_service_plan of svc-bkrepo/,
  );
  await sql("DELETE FROM svc_bkrepo.paas_service_plan");
});

it("a database that can't be asked is refused with the query", async () => {
  await sql("ALTER USER root@localhost IDENTIFIED BY 'another'");
  try {
    assert.match(await refusal(), /Access denied.*Run there: SELECT EXISTS \(SELECT 1 FROM `svc_bkrepo`/);
  } finally {
    const root = await server.connect("root", "another");
    await root.query(`ALTER USER root@localhost IDENTIFIED BY '${ROOT_PASSWORD}'`);
    await root.end();
  }
});

it("an upgrade leaves the install-only hook out, which stays known when Helm calls the failed revision superseded", async () => {
  assert.equal((await helm("upgrade", "bk-services", {})).code, 0);
  assert.match(
    (await look()).warnings[0] ?? "",
    /not run to their end: bkpaas3-svc-bkrepo-initial-fixtures;/,
  );
});

it("a recovery runs the hook once; then there is nothing to warn of, and a second use is refused", async () => {
  assert.equal((await helm("upgrade", "bk-services", { positions: EVERY_RUN })).code, 0);
  await sql("INSERT INTO svc_bkrepo.paas_service_plan VALUES ('default')");
  assert.match(await refusal(), /^has nothing to do/);
  assert.equal((await helm("upgrade", "bk-services", {})).code, 0);
  assert.deepEqual(await look(), { problems: [], warnings: [], initialise: new Set() });
  assert.match(await refusal(), /^has nothing to do/);
});

it("an install that was killed is refused, and its way out frees the name", async () => {
  await kill("install", "bk-paas3", { pods: HANGS });
  const { problems } = await look();
  assert.equal(problems.length, 1);
  assert.match(
    problems[0]?.rule ?? "",
    /^release paas-system\/bk-paas3 is pending-install since \d{4}-\d\d-\d\dT/,
  );
  await follow(problems[0]?.fix ?? "");
  assert.deepEqual((await look()).problems, []);
});

it("an upgrade that was killed is refused, and its way out frees the release", async () => {
  await kill("upgrade", "bk-services", {
    positions: { "svc-mysql": "pre-upgrade" },
    pods: HANGS,
  });
  const { problems } = await look();
  assert.match(problems[0]?.rule ?? "", /bk-services is pending-upgrade since/);
  await follow(problems[0]?.fix ?? "");
  assert.deepEqual((await look()).problems, []);
  assert.equal((await helm("upgrade", "bk-services", {})).code, 0);
});

it("a release of another chart and a newer one are refused", async () => {
  const [, paasStack] = releases();
  assert.ok(paasStack);
  folders.set("bk-paas3", await writeChart(charts, { name: "mariadb", version: "1.0.0" }));
  assert.equal((await helm("install", "bk-paas3", {})).code, 0);
  assert.match((await look()).problems[0]?.rule ?? "", /of chart mariadb, not paas-stack/);
  folders.set("bk-paas3", await writeChart(charts, { ...paasStack.chart, version: "99.0.0" }));
  assert.equal((await helm("upgrade", "bk-paas3", {})).code, 0);
  assert.match((await look()).problems[0]?.rule ?? "", /older than paas-stack 99\.0\.0/);
});

it("a cluster that is not there is refused before an update", async () => {
  const { problems } = await lookAtReleases(settings({}), {
    cluster: () => connect({ kubeconfig: path.join(charts, "none") }),
    ask: askData,
    isPreview: false,
  });
  assert.match(problems[0]?.rule ?? "", /can't be looked at: there is no kubeconfig at/);
});
