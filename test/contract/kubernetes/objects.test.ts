import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { unlessThorough } from "../../support/thorough.ts";
import { TestCluster } from "../support/cluster.ts";
import { PLUGINS } from "../support/plugins.ts";
import {
  type Preview,
  type ResourceState,
  type State,
  nameOf,
  recorded,
  recordedText,
  resourceNamed,
  stepFacts,
} from "../support/state.ts";
import { Workspace } from "../support/workspace.ts";
import { inputsShape, managers, managerless, objectFacts } from "./facts.ts";

const RECORDED = "official-kubernetes";
const created = recorded<State>(`${RECORDED}/state-after-create.json`);
/** What the program makes here: all that was recorded but the Release. */
const NAMES = names(created).filter((name) => name !== "rel");

/** Previews of one change each, with the configuration that makes the change. */
const ROWS = ["label", "secret-data", "configmap-data", "image", "sts-replicas", "sts-claim-size"];
/** Those that are tried every time: a replacement for immutable data, and one for a claim. */
const SAMPLES = ["secret-data", "sts-claim-size"];

const workspace = await Workspace.create({
  program: `${import.meta.dirname}/program`,
  plugins: ["kubernetes"],
});
after(() => workspace.remove());

// The cases build on each other: one stack, from its first preview to its end.
describe(`Kubernetes objects, ${PLUGINS} plugin`, { skip: workspace.missing ?? false }, () => {
  let cluster: TestCluster;

  before(async () => {
    cluster = await TestCluster.start();
    workspace.setEnv({ KUBECONFIG: cluster.kubeconfigFile });
    await workspace.config({ without: "release", also: "unused" });
  });

  after(() => cluster.stop());

  it("a preview of the empty stack creates everything with the recorded inputs", async () => {
    const expected = recorded<Preview>(`${RECORDED}/preview-create.json`);
    const preview = await workspace.preview();
    for (const name of NAMES) {
      assert.deepEqual(plannedInputs(preview, name), plannedInputs(expected, name), name);
    }
    assert.deepEqual(new Set(preview.steps.map((step) => step.op)), new Set(["create"]));
  });

  it("the first update leaves the recorded state", async () => {
    const run = await workspace.up();
    assert.equal(run.code, 0, run.stdout + run.stderr);
    const state = await workspace.export();
    for (const name of NAMES) {
      assert.deepEqual(
        objectFacts(resourceNamed(state, name)),
        objectFacts(resourceNamed(created, name)),
        name,
      );
    }
  });

  it("an object is created by one manager and applied under another of its own", async () => {
    const state = await workspace.export();
    for (const name of NAMES) {
      const [live, expected] = [resourceNamed(state, name), resourceNamed(created, name)];
      assert.deepEqual(managers(live), managers(expected), name);
      assert.match(String(live.outputs?.__fieldManager), /^pulumi-kubernetes-[0-9a-f]{8}$/);
    }
  });

  it("the token of a ServiceAccount is awaited, and secret", async () => {
    const token = resourceNamed(await workspace.exportOpen(), "token");
    assert.match(JSON.stringify(token.outputs?.data), /ca\.crt.*namespace.*token/);
    const outputs = JSON.parse(await workspace.pulumi("stack", "output", "--json")) as Record<
      string,
      unknown
    >;
    assert.equal(outputs.tokenData, "[secret]");
  });

  it("a Service is awaited as long as recorded, with endpoints or without", async () => {
    const state = await workspace.export();
    const expected = secondsBetween(created, "ns", "svc");
    for (const name of ["svc", "unused"]) {
      const seconds = secondsBetween(state, "ns", name);
      assert.ok(Math.abs(seconds - expected) < 4, `${name}: ${seconds} s, recorded ${expected} s`);
    }
  });

  it("a second preview changes nothing", async () => {
    const expected = recorded<Preview>(`${RECORDED}/preview-noop.json`);
    const preview = await workspace.preview();
    assert.deepEqual(stepFacts(preview), stepFacts(expected));
    assert.deepEqual(Object.keys(preview.changeSummary ?? {}), Object.keys(expected.changeSummary ?? {}));
  });

  for (const row of ROWS) {
    const skip = SAMPLES.includes(row) ? false : unlessThorough;
    it(`a preview reports as recorded: ${row}`, { skip }, async () => {
      const expected = recorded<Preview>(`${RECORDED}/preview-${row}.json`);
      assert.deepEqual(stepFacts(await previewWith(expected.config ?? {})), stepFacts(expected));
    });
  }

  for (const row of ["secret-data", "configmap-data"]) {
    it(`${row} is updated in place where the provider says it is mutable`, async () => {
      const expected = recorded<Preview>(`${RECORDED}/preview-${row}.json`);
      const preview = await previewWith({ ...expected.config, "record:also": "unused,mutable" });
      const [step] = stepFacts(preview).filter((facts) => facts.name !== "cluster");
      const [paths] = stepFacts(expected).map((facts) => Object.keys(facts.detailedDiff));
      assert.equal(step?.op, "update");
      assert.deepEqual(Object.keys(step.detailedDiff), paths);
    });
  }

  it("an update that is not ready in time stays in the state with its reasons, and is repaired", async () => {
    await workspace.config({ also: "unused,never" });
    const failed = await workspace.up();
    assert.notEqual(failed.code, 0);
    const broken = resourceNamed(await workspace.export(), "dep");
    assert.match(
      String(broken.initErrors?.[0]),
      /"record\/dep" failed to fully initialize or become live: 'dep' timed out/,
    );
    await workspace.config({ also: "unused" });
    const repaired = await workspace.up();
    assert.equal(repaired.code, 0, repaired.stdout);
    assert.equal(resourceNamed(await workspace.export(), "dep").initErrors, undefined);
  });

  it("a preview with refresh sees what was changed by hand as recorded", async () => {
    const drifted = recorded<State>(`${RECORDED}/state-after-refresh.json`);
    await cluster.kubectl("delete", "secret", "secret", "--namespace=record");
    const patch = JSON.stringify({ data: resourceNamed(drifted, "cm").inputs?.data });
    await cluster.kubectl("patch", "configmap", "cm", "--namespace=record", "--patch", patch);
    await cluster.kubectl(
      "scale",
      "statefulset",
      "sts",
      "--namespace=record",
      `--replicas=${replicas(drifted)}`,
    );
    const expected = recorded<Preview>(`${RECORDED}/preview-refresh-after-hand-edits.json`);
    const planned = stepFacts(expected).filter((facts) => facts.name !== "rel");
    assert.deepEqual(stepFacts(await workspace.preview("--refresh")), planned);
  });

  it("a refresh takes over what was changed by hand, as recorded", async () => {
    const drifted = recorded<State>(`${RECORDED}/state-after-refresh.json`);
    const run = await workspace.refresh();
    assert.equal(run.code, 0, run.stdout);
    const log = recordedText(`${RECORDED}/log-refresh-after-hand-edits.txt`);
    for (const name of ["cm", "sts", "secret"])
      assert.deepEqual(outcome(run.stdout, name), outcome(log, name));
    const state = await workspace.export();
    assert.deepEqual(names(state), [...names(drifted), "unused"].sort());
    for (const name of names(drifted)) {
      assert.deepEqual(
        inputsShape(resourceNamed(state, name)),
        inputsShape(resourceNamed(drifted, name)),
        name,
      );
    }
  });

  it("an update after it fails on the other manager's field with the recorded message, every time", async () => {
    const expected = diagnostic(recordedText(`${RECORDED}/log-up-after-refresh.txt`), "sts");
    for (const attempt of ["first", "second"]) {
      const run = await workspace.up();
      assert.notEqual(run.code, 0, attempt);
      assert.equal(diagnostic(run.stdout, "sts"), expected, `${attempt} attempt\n${run.stdout}`);
    }
  });

  it("the forced update takes the field back", async () => {
    await workspace.config({ also: "unused,force" });
    const run = await workspace.up();
    assert.equal(run.code, 0, run.stdout);
    assert.equal(await cluster.kubectl(...statefulSetReplicas), String(replicas(created)));
    const [secret, cm] = await Promise.all([
      cluster.kubectl("get", "secret", "secret", "--namespace=record", "--output=name"),
      cluster.kubectl("get", "configmap", "cm", "--namespace=record", "--output=jsonpath={.data}"),
    ]);
    assert.deepEqual(
      [secret.trim(), JSON.parse(cm)],
      ["secret/secret", resourceNamed(created, "cm").inputs?.data],
    );
  });

  it("an update agrees with another manager who has set the same value", async () => {
    await workspace.config({ also: "unused" });
    assert.equal((await workspace.up()).code, 0);
    await cluster.kubectl("scale", "statefulset", "sts", "--namespace=record", "--replicas=2");
    await workspace.config({ replicas: "2" });
    const run = await workspace.up();
    assert.equal(run.code, 0, run.stdout);
  });

  it("an object without a name gets the resource's with eight digits, and keeps it", async () => {
    await workspace.config({ also: "unused,unnamed" });
    assert.equal((await workspace.up()).code, 0);
    const { id } = resourceNamed(await workspace.export(), "unnamed");
    assert.match(String(id), /^default\/unnamed-[0-9a-f]{8}$/);
    assert.deepEqual(stepFacts(await workspace.preview()), []);
  });

  it("an object that exists already is not taken over by a creation", async () => {
    await workspace.pulumi("state", "delete", "--yes", urnOf("cm"));
    const run = await workspace.up();
    assert.notEqual(run.code, 0);
    assert.match(run.stdout, /already exists/);
  });

  it("an imported object is as the program wants it", async () => {
    const provider = resourceNamed(await workspace.export(), "cluster").urn;
    await workspace.pulumi(
      ...["import", "--yes", "--skip-preview", "--protect=false", "--generate-code=false"],
      ...["--provider", `cluster=${provider}`, "kubernetes:core/v1:ConfigMap", "cm", "record/cm"],
    );
    assert.deepEqual(stepFacts(await workspace.preview()), []);
  });

  it("the destroyed stack's objects are gone once the CLI ends", async () => {
    const run = await workspace.destroy();
    assert.equal(run.code, 0, run.stdout);
    const left = await cluster.kubectl("get", "namespaces,clusterrolebindings", "--output=name");
    assert.doesNotMatch(left, /record/);
  });
});

const statefulSetReplicas = [
  ...["get", "statefulset", "sts", "--namespace=record"],
  "--output=jsonpath={.spec.replicas}",
];

/** The preview with these settings, which are undone afterwards. */
async function previewWith(config: Readonly<Record<string, string>>): Promise<Preview> {
  await workspace.config(config);
  const preview = await workspace.preview();
  const undone = Object.keys(config).map((key) => [key, undefined] as const);
  await workspace.config({ ...Object.fromEntries(undone), also: "unused" });
  return preview;
}

function plannedInputs(preview: Preview, name: string): unknown {
  return preview.steps.find((step) => nameOf(step.urn) === name)?.newState?.inputs;
}

function names(state: State): string[] {
  return state.deployment.resources
    .filter((resource) => resource.type.startsWith("kubernetes:"))
    .map((resource) => nameOf(resource.urn))
    .sort();
}

function urnOf(name: string): string {
  return resourceNamed(created, name).urn;
}

function replicas(state: State): number {
  const { spec } = resourceNamed(state, "sts").inputs as { spec: { replicas: number } };
  return spec.replicas;
}

/** From the first resource's recording in the state to the second's. */
function secondsBetween(state: State, first: string, second: string): number {
  const time = (resource: ResourceState & { created?: string }): number => Date.parse(resource.created ?? "");
  return (time(resourceNamed(state, second)) - time(resourceNamed(state, first))) / 1000;
}

/** How the log says that a resource ended: `updated [diff: ~data]`, `deleted`. */
function outcome(log: string, name: string): string | undefined {
  return new RegExp(` ${name} (updated|deleted) \\([\\d.]+s\\) (\\[diff: [^\\]]+\\])?`)
    .exec(log)
    ?.slice(1)
    .join(" ")
    .trim();
}

/** The error that the log reports for a resource at its end, without the random part of the manager's name. */
function diagnostic(log: string, name: string): string {
  const text = log.slice(log.indexOf("Diagnostics:"));
  const section = text.slice(text.indexOf(`(${name}):`)).split("\n\n")[0] ?? "";
  return managerless(section).trim();
}
