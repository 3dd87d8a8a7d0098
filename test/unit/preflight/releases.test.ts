import assert from "node:assert/strict";
import { test } from "node:test";
import type { Settings } from "../../../config/schema.ts";
import { Unreachable } from "../../../kubernetes/connect.ts";
import type { Answer } from "../../../preflight/data-exists.ts";
import { type Surroundings, lookAtReleases } from "../../../preflight/releases.ts";
import { type Section, settingsWith } from "../../support/configuration.ts";
import { BEGUN, type Given, clusterWith } from "./release-records.ts";

const SVC_MYSQL = "bkpaas3-svc-mysql-initial-fixtures";
const SVC_BKREPO = "bkpaas3-svc-bkrepo-initial-fixtures";

type Releases = Readonly<Record<string, readonly Given[]>>;

interface Case {
  readonly releases?: Releases;
  readonly platform?: Section;
  readonly mysql?: Section;
  readonly sandbox?: boolean;
  /** What the database answers of every hook. */
  readonly data?: Answer;
  readonly surroundings?: Partial<Surroundings>;
}

function look({ releases = {}, platform = {}, data = "none", sandbox = false, surroundings }: Case) {
  const settings: Settings = { ...settingsWith({ platform }), sandbox };
  return lookAtReleases(settings, {
    cluster: () => Promise.resolve(clusterWith(releases)),
    ask: (_mysql, hooks) => Promise.resolve(new Map(hooks.map((hook) => [hook, data]))),
    isPreview: false,
    ...surroundings,
  });
}

/** The only problem. */
async function problem(given: Case) {
  const { problems } = await look(given);
  assert.equal(problems.length, 1, JSON.stringify(problems));
  return problems[0] ?? assert.fail();
}

/** The only warning, with no problem beside it. */
async function warning(given: Case): Promise<string> {
  const { problems, warnings } = await look(given);
  assert.deepEqual([problems.length, warnings.length], [0, 1], JSON.stringify({ problems, warnings }));
  return warnings[0] ?? assert.fail();
}

const bkServices = (...history: Given[]): Releases => ({ "bk-services": history });

test("a fresh install is one request a release, and nothing to say", async () => {
  const cluster = clusterWith({});
  const found = await look({ surroundings: { cluster: () => Promise.resolve(cluster) } });
  assert.deepEqual(found, { problems: [], warnings: [], initialise: new Set() });
  assert.deepEqual(
    cluster.asked.map((asked) => /name%3D([\w-]+)/.exec(asked)?.[1]),
    ["bk-services", "bk-paas3"],
  );
});

test("a release that is as it should be is nothing to say", async () => {
  const releases = {
    "bk-services": [{ installOnly: { [SVC_MYSQL]: "Succeeded" } }],
    "bk-paas3": [{ chart: "paas-stack" }],
  };
  assert.deepEqual(await look({ releases }), { problems: [], warnings: [], initialise: new Set() });
});

for (const [status, before, fix] of [
  ["pending-install", [], "helm uninstall bk-services --namespace paas-system && pulumi refresh"],
  ["pending-upgrade", [{}], "helm rollback bk-services 1 --no-hooks --namespace paas-system"],
  ["pending-rollback", [{}], "helm rollback bk-services 1 --no-hooks --namespace paas-system"],
  [
    "pending-upgrade",
    [{ status: "failed" }],
    "helm uninstall bk-services --namespace paas-system && pulumi refresh",
  ],
  ["uninstalling", [], "helm uninstall bk-services --namespace paas-system && pulumi refresh"],
  ["uninstalled", [], "helm uninstall bk-services --namespace paas-system && pulumi refresh"],
] as const) {
  const after = before.map(({ status = "deployed" }: Given) => ` after a ${status} one`).join();
  test(`a ${status} revision${after} is refused, with since when and the way out`, async () => {
    const found = await problem({
      releases: bkServices(...before, {
        revision: before.length + 1,
        status,
        installOnly: { [SVC_MYSQL]: "" },
      }),
    });
    assert.equal(found.key, "platform.bkServices");
    assert.match(found.rule, new RegExp(`^release paas-system/bk-services is ${status} since ${BEGUN}: `));
    assert.equal(found.fix, fix);
  });
}

test("in the sandbox the way out of a pending release is make recover too", async () => {
  const found = await problem({ sandbox: true, releases: bkServices({ status: "pending-install" }) });
  assert.match(found.rule, /If none is, end it \(stack dev: make recover\)/);
});

test("all problems of all releases are told at once", async () => {
  const { problems } = await look({
    releases: { "bk-services": [{ status: "pending-install" }], "bk-paas3": [{ chart: "mariadb" }] },
  });
  assert.deepEqual(
    problems.map(({ key }) => key),
    ["platform.bkServices", "platform.paasStack.chart"],
  );
});

test("a failed first install is a warning that names what ran, what did not, and the switch", async () => {
  const said = await warning({
    releases: bkServices({ status: "failed", installOnly: { [SVC_MYSQL]: "Succeeded", [SVC_BKREPO]: "" } }),
  });
  assert.match(said, new RegExp(`bk-services failed \\(revision 1, ${BEGUN}\\)`));
  assert.match(said, new RegExp(`not run to their end: ${SVC_BKREPO}; these have: ${SVC_MYSQL}\\.`));
  assert.match(said, /pulumi config set --path 'platform.recovery' 'initialise'$/);
});

test("a failed first install stays a warning after the upgrade that left its hooks out", async () => {
  const history = [
    { status: "failed", installOnly: { [SVC_MYSQL]: "" } },
    { revision: 2, installOnly: { [SVC_MYSQL]: "" } },
  ];
  assert.match(
    await warning({ releases: bkServices(...history) }),
    /not run to their end: bkpaas3-svc-mysql/,
  );
});

test("a failed first install whose install-only hooks all ran needs no recovery", async () => {
  const releases = bkServices({ status: "failed", installOnly: { [SVC_MYSQL]: "Succeeded" } });
  assert.deepEqual((await look({ releases })).warnings, []);
});

const BKPAAS3 = (version: string, migrateFrom?: string): Section => ({
  generation: "bkpaas3",
  bkpaas3: { chart: { from: "repository", version }, migrateFrom },
});

test("a failed first install of bkpaas3, whose Jobs are no hooks, is a warning that names the uninstall", async () => {
  const releases = { "bk-paas": [{ status: "failed", chart: "bkpaas3", version: "0.1.3" }] };
  assert.match(
    await warning({ platform: BKPAAS3("0.1.3"), releases }),
    /helm uninstall bk-paas --namespace paas-system/,
  );
});

test("an older chart is refused", async () => {
  const found = await problem({ releases: bkServices({ version: "9.0.0" }) });
  assert.equal(found.key, "platform.bkServices.chart");
  assert.match(found.rule, / is older than bk-services 9\.0\.0/);
});

test("a skipped step is refused", async () => {
  const releases = { "bk-paas": [{ chart: "bkpaas3", version: "0.1.3" }] };
  assert.match((await problem({ platform: BKPAAS3("1.4.0"), releases })).rule, /Go to 1\.1\.1-beta\.2 first/);
});

test("from 7.0 to 7.1 nothing is uninstalled unasked, and what has to be done is shown", async () => {
  const releases = { "bk-paas": [{ chart: "bkpaas3", version: "0.1.3" }] };
  const { problems, warnings } = await look({ platform: BKPAAS3("1.1.1-beta.2"), releases });
  assert.deepEqual(
    problems.map(({ key, fix }) => [key, fix]),
    [["platform.bkpaas3.chart", "pulumi config set --path 'platform.bkpaas3.migrateFrom' '0.1.3'"]],
  );
  assert.ok(warnings.some((warning) => /before it: .*bkpaas-app-operator/.test(warning)));
});

test("from 7.0 to 7.1 with migrateFrom is a warning that the release is uninstalled, before what has to be done", async () => {
  const releases = { "bk-paas": [{ chart: "bkpaas3", version: "0.1.3" }] };
  const { problems, warnings } = await look({ platform: BKPAAS3("1.1.1-beta.2", "0.1.3"), releases });
  assert.deepEqual(problems, []);
  assert.match(warnings[0] ?? "", /from bkpaas3 0\.1\.3 to 1\.1\.1-beta\.2: this run uninstalls it/);
  assert.ok(warnings.some((warning) => /before it: .*bkpaas-app-operator/.test(warning)));
});

test("migrateFrom is refused where the deployed release is another that is upgraded in its place", async () => {
  const releases = { "bk-paas": [{ chart: "bkpaas3", version: "1.1.1-beta.1" }] };
  const found = await problem({ platform: BKPAAS3("1.1.1-beta.2", "0.1.3"), releases });
  assert.equal(found.key, "platform.bkpaas3.migrateFrom");
  assert.equal(found.fix, "pulumi config rm --path 'platform.bkpaas3.migrateFrom'");
});

test("migrateFrom that is left behind after the step is nothing to say", async () => {
  const releases = { "bk-paas": [{ chart: "bkpaas3", version: "1.1.1-beta.2" }] };
  const found = await look({ platform: BKPAAS3("1.1.1-beta.2", "0.1.3"), releases });
  assert.deepEqual(found, { problems: [], warnings: [], initialise: new Set() });
});

test("the actions of an allowed upgrade are warnings", async () => {
  const releases = { "bk-paas": [{ chart: "bkpaas3", version: "1.1.1-beta.2" }] };
  const { problems, warnings } = await look({ platform: BKPAAS3("1.4.0"), releases });
  assert.deepEqual(problems, []);
  assert.ok(warnings.some((warning) => /1\.4\.0, before it: Take a backup/.test(warning)));
});

const noCluster: Partial<Surroundings> = {
  cluster: () => Promise.reject(new Unreachable("the API server does not answer.")),
};

for (const why of [
  "the API server does not answer.",
  "there is no kubeconfig: correct kubernetes.kubeconfig",
]) {
  test(`a preview warns that a cluster can't be looked at: ${why}`, async () => {
    const surroundings = { cluster: () => Promise.reject(new Unreachable(why)), isPreview: true };
    const said = await warning({ surroundings });
    assert.ok(said.includes(`can't be looked at: ${why.replace(/\.$/, "")}. This preview`), said);
  });
}

test("a cluster that can't be reached is refused in an update", async () => {
  assert.equal((await problem({ surroundings: noCluster })).key, "kubernetes");
});
