import { createHash } from "node:crypto";
import { isObject } from "../../policy/leaves.ts";
import { type Step, suffixOf } from "../../policy/steps.ts";
import { byCodeUnit } from "../../report/identity.ts";

/** A step that a reviewer has read about. It holds no value of any property. */
export interface ExpectedStep {
  /** Type chain and name, which are the same in every stack. */
  readonly resource: string;
  /** In the words of `pulumi preview --json`. */
  readonly operation: string;
  /** Properties that change, sorted. */
  readonly changed: readonly string[];
  /** Properties because of which it is replaced, sorted. */
  readonly reasons: readonly string[];
  /**
   * 16 hex digits of SHA-256 over what the resource is given, so that other values at the same places are told apart. A
   * secret counts as one by its place only: nothing can be tried against the digest. Absent where nothing is given.
   */
  readonly given?: string;
}

/** Operations that leave a thing alone: what stays as it is, and what is only read anew. */
const IDLE: ReadonlySet<string> = new Set(["same", "refresh"]);

/** What the engine notes for itself: it changes without another operation. */
const OPTIONS = ["protect", "retainOnDelete"] as const;

/** What a run would change, in an order of its own. */
export function expectedSteps(steps: readonly Step[]): ExpectedStep[] {
  return steps
    .filter((step) => !IDLE.has(step.operation) || optionsIn(step).length > 0)
    .map(expectedStep)
    .map((step) => ({ step, key: JSON.stringify(step) }))
    .sort((one, other) => byCodeUnit(one.key, other.key))
    .map(({ step }) => step);
}

/** Names of the options that a step changes. */
function optionsIn({ old, new: now }: Step): string[] {
  if (!old || !now) return [];
  return OPTIONS.filter((name) => (old[name] ?? false) !== (now[name] ?? false));
}

function expectedStep(step: Step): ExpectedStep {
  return {
    resource: suffixOf(step.urn),
    operation: step.operation,
    changed: [...new Set([...(step.changed ?? []), ...optionsIn(step)])].sort(),
    reasons: [...(step.reasons ?? [])].sort(),
    ...(step.new && { given: digestOf(step.new) }),
  };
}

function digestOf(state: NonNullable<Step["new"]>): string {
  const { inputs, protect = false, retainOnDelete = false } = state;
  const text = JSON.stringify(sorted({ inputs, protect, retainOnDelete }));
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/** The same data with the keys of every object in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).sort(([one], [other]) => byCodeUnit(one, other));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
