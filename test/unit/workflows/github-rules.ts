import { parse } from "yaml";
import { unknownTargets } from "./make-targets.ts";

type Permissions = string | Readonly<Record<string, string>>;

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly permissions?: Permissions;
  readonly environment?: unknown;
  readonly concurrency?: unknown;
  readonly "timeout-minutes"?: unknown;
  /** Another workflow, in place of steps. */
  readonly uses?: string;
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly on: string | Readonly<Record<string, unknown>>;
  readonly permissions?: Permissions;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** Longer scripts belong behind a make target. */
const MOST_LINES = 6;

/** What this project asks of a workflow of GitHub beyond what actionlint does; a line for each fault. */
export function faultsOfWorkflow(text: string): string[] {
  const workflow = parse(text) as Workflow;
  const events = typeof workflow.on === "string" ? [workflow.on] : Object.keys(workflow.on);
  return [
    ...faultsOfPins(text),
    ...(Object.keys(workflow.permissions ?? { missing: "" }).length > 0
      ? ["the workflow's own permissions are not {}"]
      : []),
    ...(events.includes("pull_request_target") ? ["runs a stranger's code with our token"] : []),
    ...Object.entries(workflow.jobs).flatMap(([name, job]) =>
      faultsOfJob(job, events).map((fault) => `job ${name}: ${fault}`),
    ),
  ];
}

/** Every action is pinned by a commit, with its version as a comment. */
export function faultsOfPins(text: string): string[] {
  return text
    .split("\n")
    .filter((line) => /^\s*(- )?uses:/.test(line) && !/uses: \.\//.test(line))
    .filter((line) => !/uses: [\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))
    .map((line) => `not pinned by a commit with its version beside it: ${line.trim()}`);
}

/** Our own action, which is given the kubeconfig. */
const STACK_ACTION = "./.github/actions/stack";

/** What is wrong with the steps of a job or of a composite action. */
export function faultsOfSteps(steps: readonly Step[]): string[] {
  return steps.flatMap(({ uses = "", run = "", with: given = {} }) => [
    ...(/\becho\b.*\$\(/.test(run) ? ["a command inside echo, whose failure would be lost"] : []),
    ...(JSON.stringify(given).includes("secrets.") && uses !== STACK_ACTION
      ? ["gives a secret to somebody else's action"]
      : []),
    ...(run.includes("${{") ? ["an expression inside a script: give it by env"] : []),
    ...(run.trimEnd().split("\n").length > MOST_LINES ? [`a script of more than ${MOST_LINES} lines`] : []),
    ...unknownTargets(run).map((target) => `make has no target ${target}`),
    ...(uses.startsWith("actions/checkout@") && given["persist-credentials"] !== false
      ? ["a checkout keeps the token"]
      : []),
    ...(uses.startsWith("actions/upload-artifact@") && given["retention-days"] === undefined
      ? ["an artefact without an end"]
      : []),
    ...(uses.startsWith("actions/upload-artifact@") && given.overwrite !== true
      ? ["an artefact that a rerun could not write again"]
      : []),
  ]);
}

function faultsOfJob(job: Job, events: readonly string[]): string[] {
  const { permissions, steps = [], uses } = job;
  const text = JSON.stringify(job);
  const aroundSteps = JSON.stringify({ ...job, steps: [] });
  const runsUp = /\bmake (-\S+ )*up\b/.test(text);
  return [
    ...(uses === undefined && typeof job["timeout-minutes"] !== "number" ? ["no timeout"] : []),
    ...(uses !== undefined && !uses.startsWith("./") ? ["runs a workflow of somebody else"] : []),
    ...(aroundSteps.includes("secrets.") ? ["gives a secret to every step"] : []),
    ...(typeof permissions === "object" ? [] : ["its permissions are not listed"]),
    ...(events.includes("pull_request") ? faultsOnPullRequest(permissions, text) : []),
    ...(text.includes("secrets.") && job.environment === undefined
      ? ["reads secrets outside an environment"]
      : []),
    ...(runsUp && !text.includes("EXPECT=") ? ["make up without what was reviewed"] : []),
    ...(runsUp && job.concurrency === undefined ? ["make up of one stack twice at a time"] : []),
    ...(events.includes("workflow_run") && steps.some(({ with: given }) => given?.ref !== undefined)
      ? ["checks out another commit than the default branch's"]
      : []),
    ...faultsOfSteps(steps),
  ];
}

/** There the code is a stranger's. */
function faultsOnPullRequest(permissions: Permissions = {}, text: string): string[] {
  const written = Object.values(permissions).includes("write");
  return [
    ...(text.includes("secrets.") ? ["reads secrets in a pull request"] : []),
    ...(written ? ["may write in a pull request"] : []),
  ];
}
