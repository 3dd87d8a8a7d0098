import assert from "node:assert/strict";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { BIN } from "../support/checkout.ts";
import { RecordedChart } from "../support/chart.ts";
import { TestCluster } from "../support/cluster.ts";
import { type Run, execute } from "../support/execute.ts";
import { changes, resourceFacts, saltOf } from "../support/facts.ts";
import { opener } from "../support/passphrase.ts";
import { PLUGINS } from "../support/plugins.ts";
import {
  type Preview,
  type State,
  nameOf,
  recorded,
  recordedText,
  resourceNamed,
  secretPlaces,
} from "../support/state.ts";
import { Workspace } from "../support/workspace.ts";

/** A time limit for what must succeed, in seconds: the recorded ones are short, to fail soon. */
const PATIENCE = "120";

const INSTALL_ONLY_HOOK = `
apiVersion: batch/v1
kind: Job
metadata: {name: first, annotations: {"helm.sh/hook": post-install}}
spec: {template: {spec: {restartPolicy: Never, containers: [{name: j, image: "sample:1"}]}}}
`;

let cluster: TestCluster;

before(async () => {
  cluster = await TestCluster.start();
});

after(() => cluster.stop());

describe(`helm.sh/v3:Release of the ${PLUGINS} plugin`, () => {
  let workspace: Workspace;
  let chart: RecordedChart;

  before(async () => {
    workspace = await create("program");
    chart = await RecordedChart.in(workspace.dir);
    await workspace.config({ without: "native" });
  });

  after(() => workspace.remove());

  /** A case that is skipped, and said to be, where the plugin under test is not to be had. */
  const claim = (name: string, body: () => Promise<void>): void => {
    it(name, async (test) => {
      if (workspace.missing === undefined) await body();
      else test.skip(workspace.missing);
    });
  };

  /** The preview with these settings changes what the recorded one changes; the settings are taken back. */
  const previews = async (settings: Record<string, string>, file: string): Promise<void> => {
    await workspace.config(settings);
    try {
      assert.deepEqual(releaseSteps(await workspace.preview()), releaseSteps(recorded(official(file))));
    } finally {
      await workspace.config(Object.fromEntries(Object.keys(settings).map((key) => [key, undefined])));
    }
  };

  claim("a preview of a new release knows its inputs, the chart's version included", async () => {
    await previews({}, "preview-create.json");
  });

  claim("the state after an install is the recorded one", async () => {
    succeeded(await workspace.up());
    assert.deepEqual(
      release(await workspace.export()),
      release(recorded(official("state-after-create.json"))),
    );
  });

  claim("nothing changed is no change", async () => {
    assert.deepEqual(releaseSteps(await workspace.preview()), []);
  });

  claim("a changed value is an update of that value", () =>
    previews({ relreplicas: "2" }, "preview-release-value.json"),
  );

  claim("a changed secret leaf is an update of that leaf, which stays secret", () =>
    previews({ relpassword: "other" }, "preview-release-secret.json"),
  );

  claim("a changed name is a replacement", () => previews({ relname: "rel2" }, "preview-release-name.json"));

  claim("a changed version in the local chart is an update", async () => {
    await chart.edit("Chart.yaml", "1.2.3", "1.2.4");
    await previews({}, "preview-chart-version.json");
    await chart.edit("Chart.yaml", "1.2.4", "1.2.3");
  });

  claim("any other edit of the local chart is not seen", async () => {
    await chart.edit("templates/all.yaml", "sample:1", "sample:2");
    assert.deepEqual(releaseSteps(await workspace.preview()), []);
    await chart.edit("templates/all.yaml", "sample:2", "sample:1");
  });

  claim("an upgrade whose pods do not become ready fails and stays in the state as failed", async () => {
    await chart.strand();
    await workspace.config({ relreplicas: "2" });
    const run = await workspace.up();
    assert.equal(run.code, 1);
    const message = /Helm release ".*/.exec(recordedText(official("log-release-update-timeout.txt")))?.[0];
    assert.ok(message && run.stdout.includes(message), run.stdout);
    const expected = recorded<State>(official("state-after-release-update-timeout.json"));
    assert.deepEqual(release(await workspace.export()), release(expected));
  });

  claim("after a failed upgrade the preview shows an update without a changed property", () =>
    previews({ relreplicas: "2" }, "preview-after-failed-release.json"),
  );

  claim("after a failed upgrade the next up repairs the release as revision 3", async () => {
    await chart.free();
    await workspace.config({ relreplicas: "2", reltimeout: PATIENCE });
    succeeded(await workspace.up());
    const { revision, status } = statusOf(await workspace.export());
    assert.deepEqual({ revision, status }, { revision: 3, status: "deployed" });
    assert.deepEqual(releaseSteps(await workspace.preview()), []);
  });

  claim("a refresh of a release that nobody touched changes nothing", async () => {
    succeeded(await workspace.refresh("--expect-no-changes"));
    assert.deepEqual(releaseSteps(await workspace.preview()), []);
  });

  claim("a release uninstalled by hand is found gone by a refresh and installed by the next up", async () => {
    await helm("uninstall", "rel", "--namespace=record");
    const plan = JSON.parse(await workspace.pulumi("refresh", "--preview-only", "--json")) as Preview;
    assert.ok(plan.steps.some((step) => nameOf(step.urn) === "rel"));
    succeeded(await workspace.refresh());
    const { resources } = (await workspace.export()).deployment;
    assert.ok(!resources.some((resource) => nameOf(resource.urn) === "rel"));
    const next = (await workspace.preview()).steps.filter((step) => nameOf(step.urn) === "rel");
    assert.deepEqual(
      next.map((step) => step.op),
      ["create"],
    );
    succeeded(await workspace.up());
    assert.equal(statusOf(await workspace.export()).revision, 1);
  });

  claim("a name that a release outside the state has is refused, and that release stays", async () => {
    await workspace.pulumi("state", "delete", "--yes", resourceNamed(await workspace.export(), "rel").urn);
    const run = await workspace.up();
    assert.equal(run.code, 1);
    assert.match(run.stdout, /cannot re-use a name that is still in use/);
    assert.match(await helm("status", "rel", "--namespace=record"), /STATUS: deployed\nREVISION: 1\n/);
  });

  claim("an existing release is imported by its namespace and name", async () => {
    const provider = resourceNamed(await workspace.export(), "cluster").urn;
    const options = [
      "--provider",
      `cluster=${provider}`,
      "--generate-code=false",
      "--protect=false",
      "--yes",
    ];
    await workspace.pulumi("import", "kubernetes:helm.sh/v3:Release", "rel", "record/rel", ...options);
    const { id, inputs = {} } = resourceNamed(await workspace.export(), "rel");
    const { chart, name, namespace, version } = inputs;
    assert.deepEqual(
      { id, chart, name, namespace, version },
      { id: "record/rel", chart: "sample", name: "rel", namespace: "record", version: "1.2.3" },
    );
  });

  claim("a destroyed release leaves nothing of it", async () => {
    succeeded(await workspace.destroy());
    assert.doesNotMatch(await helm("list", "--all", "--all-namespaces"), /\brel\b/);
  });
});

describe(`a first install that does not become ready, by the ${PLUGINS} plugin`, () => {
  let workspace: Workspace;
  let chart: RecordedChart;

  before(async () => {
    workspace = await create("first-install");
    chart = await RecordedChart.in(workspace.dir);
    await chart.add("templates/first.yaml", INSTALL_ONLY_HOOK);
  });

  after(() => workspace.remove());

  it("fails, stays in the state as failed, and is repaired by an upgrade that runs no install hook", async (test) => {
    if (workspace.missing !== undefined) {
      test.skip(workspace.missing);
      return;
    }
    await chart.strand();
    assert.equal((await workspace.up()).code, 1);
    const expected = recorded<State>(official("state-first-install-timeout.json"));
    assert.deepEqual(release(await workspace.export()), release(expected));

    await chart.free();
    await workspace.config({ timeout: PATIENCE });
    succeeded(await workspace.up());
    const { revision, status } = statusOf(await workspace.export());
    assert.deepEqual({ revision, status }, { revision: 2, status: "deployed" });
    const jobs = await cluster.kubectl("get", "jobs", "--namespace=record2", "--output=name");
    assert.deepEqual(jobs.trim().split("\n"), ["job.batch/rel-migrate-2"]);
    succeeded(await workspace.destroy());
  });
});

function create(program: string): Promise<Workspace> {
  return Workspace.create({
    program: path.join(import.meta.dirname, program),
    plugins: ["kubernetes"],
    stack: program === "program" ? "rec" : "rec2",
    env: { KUBECONFIG: cluster.kubeconfigFile },
  });
}

function official(file: string): string {
  return `official-kubernetes/${file}`;
}

/** What the preview does with the release, in the parts that do not differ from run to run. */
function releaseSteps(preview: Preview): unknown[] {
  return changes({ ...preview, steps: preview.steps.filter((step) => nameOf(step.urn) === "rel") });
}

/** The release in a state: its facts with secrets opened, where secrets lie, and why it is not complete. */
function release(state: State): object {
  const open = opener("test", saltOf(state));
  const found = resourceNamed(state, "rel");
  const { id, inputs, outputs, initErrors } = found;
  return {
    id,
    initErrors,
    facts: open(resourceFacts(found)),
    secrets: [...secretPlaces(inputs), ...secretPlaces(outputs)].sort(),
  };
}

function statusOf(state: State): { revision?: number; status?: string } {
  return resourceNamed(state, "rel").outputs?.status ?? {};
}

function succeeded(run: Run): void {
  assert.equal(run.code, 0, run.stdout + run.stderr);
}

/** Runs the helm client by hand and returns what it prints. */
async function helm(...args: string[]): Promise<string> {
  const run = await execute(path.join(BIN, "helm"), [`--kubeconfig=${cluster.kubeconfigFile}`, ...args]);
  succeeded(run);
  return run.stdout;
}
