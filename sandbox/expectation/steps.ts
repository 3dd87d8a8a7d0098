import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { StackOutputs } from "../../outputs.ts";
import { isObject } from "../../policy/leaves.ts";
import { suffixOf } from "../../policy/steps.ts";
import type { Fields, Told, ToldStep } from "../../policy/told.ts";
import { byCodeUnit } from "../../report/identity.ts";
import { type MadeNames, madeNames, withoutMadeNames } from "./made-names.ts";

/** A step that a reviewer has read about. It holds no value of any property. */
export interface ExpectedStep {
  /** Type chain and name, which are the same in every stack. */
  readonly resource: string;
  /** What it was called, where an alias leads from it. */
  readonly was?: string;
  /** In the words of `pulumi preview --json`; or `outputs`, for those of the stack. */
  readonly operation: string;
  /** Properties that change, sorted. */
  readonly changed: readonly string[];
  /** Properties because of which it is replaced, sorted. */
  readonly reasons: readonly string[];
  /**
   * 16 hex digits of SHA-256 over what the resource is given, so that other values at the same places are told apart. A
   * secret counts as one by its place only: nothing can be tried against the digest; a name that the plugin makes up counts
   * by whose it is. Absent where nothing is given.
   */
  readonly given?: string;
}

/** Operations that leave a thing alone: what stays as it is, and what is only read anew. */
const IDLE: ReadonlySet<string> = new Set(["same", "refresh"]);

/** What the engine notes for itself: it changes without another operation. */
const OPTIONS = ["protect", "retainOnDelete"] as const;

/** What a run would change, in an order of its own. */
export function expectedSteps({ steps, end }: Pick<Told, "steps" | "end">): ExpectedStep[] {
  const made = madeNames(steps);
  return [...steps.filter(isTaken).map((step) => expectedStep(step, made)), ...expectedOutputs(end, made)]
    .map((step) => ({ step, key: JSON.stringify(step) }))
    .sort((one, other) => byCodeUnit(one.key, other.key))
    .map(({ step }) => step);
}

function isTaken(step: ToldStep): boolean {
  return !IDLE.has(step.operation) || optionsIn(step).length > 0 || nameBefore(step) !== undefined;
}

/** Names of the options that a step changes. */
function optionsIn({ old, new: now }: ToldStep): string[] {
  if (!old || !now) return [];
  return OPTIONS.filter((name) => (old[name] ?? false) !== (now[name] ?? false));
}

function nameBefore({ urn, old }: ToldStep): string | undefined {
  return typeof old?.urn === "string" && old.urn !== urn ? suffixOf(old.urn) : undefined;
}

function expectedStep(step: ToldStep, made: MadeNames): ExpectedStep {
  const was = nameBefore(step);
  return {
    resource: suffixOf(step.urn),
    ...(was !== undefined && { was }),
    operation: step.operation,
    changed: [...new Set([...(step.changed ?? []), ...optionsIn(step)])].sort(),
    reasons: [...(step.reasons ?? [])].sort(),
    ...(step.new && { given: digestOf(given(step.new), made) }),
  };
}

function given({ inputs = {}, protect = false, retainOnDelete = false }: Fields): Fields {
  return { inputs, protect, retainOnDelete };
}

/** Text for people that no stack reads: it depends on what bkrepo answers while a run is previewed. */
const FOR_PEOPLE: keyof StackOutputs = "nextSteps";

/** Other stacks read them: they count as a step where one of them becomes another. */
function expectedOutputs(end: ToldStep | undefined, made: MadeNames): ExpectedStep[] {
  const [old, now] = [readIn(end?.old?.outputs ?? {}), readIn(end?.new?.outputs)];
  if (!end || !old || !now || isDeepStrictEqual(old, now)) return [];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return [
    {
      resource: suffixOf(end.urn),
      operation: "outputs",
      changed: names.filter((name) => !isDeepStrictEqual(old[name], now[name])).sort(),
      reasons: [],
      given: digestOf(now, made),
    },
  ];
}

/** The outputs that other stacks read; undefined for none. */
function readIn(outputs: unknown): Fields | undefined {
  return isObject(outputs)
    ? Object.fromEntries(Object.entries(outputs).filter(([name]) => name !== FOR_PEOPLE))
    : undefined;
}

function digestOf(value: unknown, made: MadeNames): string {
  const text = withoutMadeNames(JSON.stringify(sorted(value)), made);
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/** The same data with the keys of every object in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).sort(([one], [other]) => byCodeUnit(one, other));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
