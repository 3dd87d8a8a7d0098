import { parse } from "yaml";
import { unknownTargets } from "./make-targets.ts";

interface Job {
  readonly extends?: string;
  readonly stage?: string;
  readonly needs?: readonly string[];
  readonly script?: readonly string[];
  readonly rules?: readonly Readonly<Record<string, unknown>>[];
  readonly environment?: { readonly name?: string; readonly action?: string };
  readonly resource_group?: string;
  readonly artifacts?: { readonly expire_in?: string };
  readonly [key: string]: unknown;
}

/** Keys of the file that are no jobs. */
const GLOBAL = new Set(["default", "include", "stages", "variables", "workflow", "spec"]);

/** Keys that a job of this project may have: a typo is none of GitLab's, and would be passed over. */
const KEYS = new Set(
  "after_script allow_failure artifacts before_script cache dependencies environment extends image interruptible needs parallel resource_group retry rules script services stage tags timeout variables".split(
    " ",
  ),
);

/** What is wrong with a file of GitLab CI, a line for each fault. GitLab's own lint needs a server. */
export function faultsOfGitlab(text: string): string[] {
  const file = parse(text) as Record<string, unknown>;
  const all = Object.entries(file as Record<string, Job>).filter(([name]) => !GLOBAL.has(name));
  const templates = new Map(all.filter(([name]) => name.startsWith(".")));
  const jobs = all
    .filter(([name]) => !name.startsWith("."))
    .map(([name, job]) => [name, { ...templates.get(job.extends ?? ""), ...job }] as const);
  const stages = file.stages as readonly string[];
  const stageOf = new Map(jobs.map(([name, { stage = "test" }]) => [name, stages.indexOf(stage)]));
  return jobs.flatMap(([name, job]) =>
    [
      ...faultsOfJob(job),
      ...(job.extends !== undefined && !templates.has(job.extends)
        ? [`extends ${job.extends}, which is nowhere`]
        : []),
      ...(stageOf.get(name) === -1 ? ["its stage is not in stages"] : []),
      ...(job.needs ?? [])
        .filter((need) => (stageOf.get(need) ?? Infinity) > (stageOf.get(name) ?? 0))
        .map((need) => `needs ${need}, which does not run before it`),
    ].map((fault) => `${name}: ${fault}`),
  );
}

function faultsOfJob(job: Job): string[] {
  const { script = [], rules = [] } = job;
  const text = script.join("\n");
  const runsUp = /\bmake (-\S+ )*up\b/.test(text);
  const manual = rules.every(({ when }) => when === "manual");
  return [
    ...Object.keys(job)
      .filter((key) => !KEYS.has(key))
      .map((key) => `has no key ${key}`),
    ...(script.length === 0 || !script.every((line) => typeof line === "string")
      ? ["no script of texts"]
      : []),
    ...(rules.length === 0 ? ["no rules: it would run in every pipeline"] : []),
    ...rules.flatMap((rule) => faultsOfRule(rule)),
    ...unknownTargets(text).map((target) => `make has no target ${target}`),
    ...(job.artifacts && job.artifacts.expire_in === undefined ? ["artefacts without an end"] : []),
    ...(runsUp && !manual ? ["make up that nobody starts"] : []),
    ...(runsUp && !text.includes("EXPECT=") ? ["make up without what was reviewed"] : []),
    ...(runsUp && !(job.environment?.name && job.resource_group)
      ? ["make up without environment or lock"]
      : []),
  ];
}

const WHEN = new Set(["always", "delayed", "manual", "never", "on_failure", "on_success"]);

/** `if` is one or more comparisons, or a variable that is to be set. */
function faultsOfRule(rule: Readonly<Record<string, unknown>>): string[] {
  const term = /^\$[A-Z_]+( (==|!=) ("[^"]*"|\$[A-Z_]+))?$/;
  const { if: condition, when = "on_success" } = rule;
  const terms = typeof condition === "string" ? condition.split(/ (?:&&|\|\|) /) : [];
  return [
    ...(terms.length > 0 && terms.every((one) => term.test(one))
      ? []
      : [`a rule without a sound if: ${String(condition)}`]),
    ...(WHEN.has(String(when)) ? [] : [`a rule with when: ${String(when)}`]),
  ];
}
