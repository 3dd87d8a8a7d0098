import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, it } from "node:test";
import { Secret } from "../../../../provider/protocol/value.ts";
import { withChart } from "../../../../sandbox/plugins/kubernetes/release/chart.ts";
import { HelmError, helm, helmHome } from "../../../../sandbox/plugins/kubernetes/release/helm.ts";
import { redactor } from "../../../../sandbox/plugins/kubernetes/release/redact.ts";

/** Stands in for helm: writes down how it was called, prints what the test asked for. */
const FAKE = `#!/bin/sh
echo "$@" >> "$FAKE_DIR/arguments"
cat > "$FAKE_DIR/input"
env > "$FAKE_DIR/environment"
case $1 in
  fail) echo "WARNING: old" >&2; echo "Error: UPGRADE FAILED: bad hunter2-word" >&2; exit 1;;
  wait) echo $$ > "$FAKE_DIR/pid"; trap 'echo "Error: context canceled" >&2; exit 1' TERM; while :; do sleep 0.05; done;;
esac
`;

const saved = { ...process.env };
let dir: string;
const written = (name: string): string => readFileSync(path.join(dir, name), "utf8");

before(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), "bkpaas-helm-"));
  writeFileSync(path.join(dir, "helm"), FAKE);
  chmodSync(path.join(dir, "helm"), 0o755);
  process.env.PATH = `${dir}:${process.env.PATH ?? ""}`;
  process.env.FAKE_DIR = dir;
  process.env.PULUMI_HOME = path.join(dir, "home");
  process.env.KUBECONFIG = "/somebody/elses";
  process.env.HELM_REPOSITORY_CONFIG = "/somebody/elses";
});

after(() => {
  process.env = saved;
  rmSync(dir, { recursive: true, force: true });
});

it("input reaches helm on standard input and is no argument", async () => {
  await helm(["install", "rel"], { input: '{"password":"hunter2-word"}' });
  assert.equal(written("input"), '{"password":"hunter2-word"}');
  assert.doesNotMatch(written("arguments"), /hunter2/);
  assert.doesNotMatch(written("environment"), /hunter2/);
});

it("helm sees neither the user's kubeconfig nor the user's repositories", async () => {
  await helm(["list"]);
  assert.doesNotMatch(written("environment"), /somebody/);
  assert.match(written("environment"), new RegExp(`HELM_CONFIG_HOME=${dir}/home/helm/`));
  assert.equal(statSync(helmHome()).mode & 0o777, 0o700);
});

it("a failure is helm's own reason, without its prefix and without secrets", async () => {
  const call = { redact: redactor({ values: { password: new Secret("hunter2-word") } }) };
  await assert.rejects(helm(["fail"], call), new HelmError("bad [secret]"));
});

it("a cancelled call asks helm to stop and ends with helm's answer", async () => {
  const cancellation = new AbortController();
  const call = helm(["wait"], { signal: cancellation.signal });
  const rejected = assert.rejects(call, new HelmError("context canceled"));
  while (!existsSync(path.join(dir, "pid"))) await new Promise((resolve) => setTimeout(resolve, 20));
  cancellation.abort();
  await rejected;
});

it("a missing helm is an error that says how to get it", async () => {
  const { PATH } = process.env;
  process.env.PATH = "/nowhere";
  try {
    await assert.rejects(helm(["list"]), /helm is not on PATH.*make up/);
  } finally {
    process.env.PATH = PATH;
  }
});

it("a repository's password is read by helm from standard input, and its files are removed", async () => {
  const repositoryOpts = { repo: "https://charts.example.com", username: "u", password: "hunter2-word" };
  const chart = await withChart({ chart: "sample", version: "1.2.3", repositoryOpts }, (reference) =>
    Promise.resolve(reference),
  );
  assert.equal(chart[0], "private/sample");
  assert.equal(chart.at(-1), "--version=1.2.3");
  assert.equal(written("input"), "hunter2-word");
  assert.doesNotMatch(written("arguments"), /hunter2/);
  const file = chart[1]?.replace("--repository-config=", "") ?? "";
  assert.ok(file.startsWith(helmHome()) && !existsSync(path.dirname(file)));
});
