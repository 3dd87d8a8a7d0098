import { SECRET } from "../../policy/hidden.ts";
import { isObject } from "../../policy/leaves.ts";
import { suffixOf } from "../../policy/steps.ts";
import { type Fields, type Told, type ToldStep, readTold } from "../../policy/told.ts";
import { covers, joinKey, rootOf } from "../../provider/protocol/diff.ts";
import type { Json, JsonObject } from "../../provider/protocol/value.ts";
import { byCodeUnit, isComponent, typeOf } from "../identity.ts";
import { type IsOther, leafChanges, shown } from "./leaves.ts";
import type { Effect, LeafChange, Resource, ResourceChange } from "../model.ts";
import { withoutNamedSecrets } from "../secrets/named-secrets.ts";
import { withoutPlainSecrets } from "../secrets/plain-secrets.ts";
import { isRelease } from "../release.ts";

/** What a preview says that a run would do. */
export interface PreviewedChanges {
  /** Sorted by id. Only events tell of what stays the same, and of what is only renamed. */
  readonly changes: readonly ResourceChange[];
  /** Leaves of the stack's outputs that differ; empty for a digest, which does not tell them. */
  readonly outputs: readonly LeafChange[];
  /** What program and plugins warn of, in their words. */
  readonly warnings: readonly string[];
  /** Why the preview failed; the rest is then no more than what came before. */
  readonly errors: readonly string[];
}

/**
 * Reads what `pulumi preview --json` printed: its digest, or its events where PULUMI_ENABLE_STREAMING_JSON_PREVIEW is set.
 * @throws NoPreview which says what to give instead.
 */
export function previewChanges(text: string): PreviewedChanges {
  const { steps, end, diagnostics } = readTold(text);
  const said = (severity: string): string[] => [
    ...new Set(diagnostics.filter((item) => item.severity === severity).map(wordsOf)),
  ];
  const byUrn = Map.groupBy(
    steps.filter((step) => !isOfStack(step)),
    ({ urn }) => urn,
  );
  return {
    changes: [...byUrn.values()].map(changeOf).sort((a, b) => byCodeUnit(a.id, b.id)),
    outputs: outputsIn(end),
    warnings: said("warning"),
    errors: said("error"),
  };
}

function wordsOf({ severity, message }: Told["diagnostics"][number]): string {
  const words = message.startsWith(`${severity}: `) ? message.slice(severity.length + 2) : message;
  return withoutPlainSecrets(words);
}

function isOfStack({ urn }: ToldStep): boolean {
  return typeOf(suffixOf(urn)) === "pulumi:pulumi:Stack";
}

/** A run that failed, and a digest, do not tell the new outputs. */
function outputsIn(end: ToldStep | undefined): readonly LeafChange[] {
  if (!isObject(end?.new?.outputs)) return [];
  return leafChanges(objectOf(end.old?.outputs), objectOf(end.new.outputs));
}

/**
 * What becomes of a resource by what the engine does with it, the decisive first: a replacement takes two or three steps, and
 * what is deleted beside another step is but an older copy. `import` takes into the stack what exists.
 */
const EFFECTS: readonly (readonly [operation: string, effect: Effect])[] = [
  ["replace", "replace"],
  ["create-replacement", "replace"],
  ["read-replacement", "replace"],
  ["import-replacement", "replace"],
  ["delete-replaced", "replace"],
  ["discard-replaced", "replace"],
  ["update", "update"],
  ["create", "create"],
  ["import", "create"],
  ["same", "same"],
  ["read", "same"],
  ["remove-pending-replace", "same"],
  ["delete", "delete"],
  ["discard", "forget"],
  ["refresh", "same"],
];

/** An operation that nobody here has heard of is told as an update, so that somebody looks. */
function decisive(steps: readonly ToldStep[]): readonly [step: ToldStep, effect: Effect] {
  for (const [operation, effect] of EFFECTS) {
    const step = steps.find((candidate) => candidate.operation === operation);
    if (step) return [step, effect];
  }
  const [step] = steps;
  if (!step) throw new Error("a resource has no step");
  return [step, "update"];
}

function changeOf(steps: readonly ToldStep[]): ResourceChange {
  const [step, effect] = decisive(steps);
  const old = step.old ?? steps.find((other) => other.old)?.old;
  const now = step.new ?? steps.find((other) => other.new && effect !== "delete")?.new;
  const id = suffixOf(step.urn);
  const was = typeof old?.urn === "string" ? suffixOf(old.urn) : id;
  const sides = {
    ...(old && { old: resourceOf(old) }),
    ...(now && effect !== "delete" && { new: resourceOf(now) }),
  };
  const leaves = old && now && LEAFY.has(effect) ? leavesOf(id, steps, old, now) : [];
  const reasons = effect === "replace" ? [...new Set(steps.flatMap(({ reasons: some = [] }) => some))] : [];
  const told = toldAs(effect, id, was, sides.old ?? sides.new);
  return {
    id,
    ...(was !== id && { was }),
    effect: told,
    reasons: reasons.sort(byCodeUnit),
    ...sides,
    leaves,
  };
}

const LEAFY: ReadonlySet<Effect> = new Set(["update", "replace"]);

/** What the engine does not say by itself: that a thing stays behind, is only renamed, or is but a container. */
function toldAs(effect: Effect, id: string, was: string, resource: Resource | undefined): Effect {
  if (effect === "delete" && resource?.retainOnDelete === true) return "forget";
  const isOnlyMoved = effect === "same" || (effect === "update" && resource && isComponent(id, resource));
  if (!isOnlyMoved) return effect;
  return was === id ? "same" : "rename";
}

/**
 * Inputs that differ; and of properties whose inputs agree but not the thing (drift), what it is and what it will be. Beside
 * inputs that differ, drift is not told apart from a list that the plugin keeps in another order.
 */
function leavesOf(id: string, steps: readonly ToldStep[], old: Fields, now: Fields): readonly LeafChange[] {
  // Where a replacement tells no more than why, that is what changed.
  const changed = steps
    .flatMap(({ changed: some, reasons = [] }) => some ?? reasons)
    .map((path) => inOurNotation(path));
  const names = typeOf(id) === "kubernetes:core/v1:Secret" ? changed.flatMap(asWritten) : changed;
  const isNamed = (path: string): boolean => names.some((name) => covers(name, path) || covers(path, name));
  const isOther: IsOther = (place) => isNamed(place.old) || isNamed(place.new);
  const leaves = leafChanges(inputsOf(old), inputsOf(now), isOther);
  const differing = new Set(leaves.map(({ path }) => rootOf(path)));
  const drifted = changed
    .filter((path) => !differing.has(rootOf(path)))
    .flatMap((path) => driftAt(path, old, now));
  const all = [...leaves, ...drifted].sort((a, b) => byCodeUnit(a.path, b.path));
  return isRelease(id) ? withoutNamedSecrets(all) : all;
}

/** The plugin compares `data`, whatever a program wrote. */
function asWritten(path: string): string[] {
  return path.startsWith("data") ? [path, path.replace("data", "stringData")] : [path];
}

/** A place at which the inputs agree, and what is there is not what they say. */
function driftAt(path: string, old: Fields, now: Fields): LeafChange[] {
  const [asked, wanted] = [valueAt(inputsOf(old), path), valueAt(inputsOf(now), path)];
  if (wanted === undefined || wanted === SECRET || JSON.stringify(asked) !== JSON.stringify(wanted))
    return [];
  const found = valueAt(objectOf(old.outputs), path);
  return found === undefined
    ? [{ path, new: shown(wanted) }]
    : [{ path, old: shown(found), new: shown(wanted) }];
}

/** Keys and indexes of a path. Which keys stand in quotes differs: the engine's do where plugins' and ours do not. */
function stepsOf(path: string): (string | number)[] {
  const parts = path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|[^.[\]]+/g);
  return [...parts].map(([plain, quoted, index]) =>
    index === undefined ? (quoted ?? plain).replaceAll(/\\(.)/g, "$1") : Number(index),
  );
}

function inOurNotation(path: string): string {
  return stepsOf(path).reduce<string>(
    (above, step) => (typeof step === "number" ? `${above}[${step}]` : joinKey(above, step)),
    "",
  );
}

function valueAt(tree: JsonObject, path: string): Json | undefined {
  return stepsOf(path).reduce<Json | undefined>((value, step) => {
    if (value === SECRET) return SECRET;
    if (Array.isArray(value)) return value[Number(step)];
    return isObject(value) ? value[step] : undefined;
  }, tree);
}

function inputsOf({ inputs }: Fields): JsonObject {
  // `__defaults` says which inputs the plugin filled in, and is none itself.
  return Object.fromEntries(Object.entries(objectOf(inputs)).filter(([key]) => !key.startsWith("__")));
}

function objectOf(value: unknown): JsonObject {
  // The preview was JSON, so whatever is an object in it is one of JSON.
  return isObject(value) ? (value as JsonObject) : {};
}

/** A state as the model has it. */
function resourceOf(state: Fields): Resource {
  const { parent, provider } = state;
  const texts = (name: string): readonly string[] => {
    const value = state[name];
    return Array.isArray(value) ? value.map(String) : [];
  };
  const dependencies = texts("dependencies").map(suffixOf).sort(byCodeUnit);
  const ignoreChanges = texts("ignoreChanges");
  return {
    ...(typeof parent === "string" && isNested(parent) && { parent: suffixOf(parent) }),
    ...(typeof provider === "string" && provider !== "" && { provider: providerId(provider) }),
    ...(state.protect === true && { protect: true }),
    ...(state.retainOnDelete === true && { retainOnDelete: true }),
    ...(ignoreChanges.length > 0 && { ignoreChanges }),
    ...(dependencies.length > 0 && { dependencies }),
    inputs: inputsOf(state),
  };
}

function isNested(parent: string): boolean {
  return parent !== "" && typeOf(suffixOf(parent)) !== "pulumi:pulumi:Stack";
}

/** A reference to a provider is its URN, and its id after that. */
function providerId(reference: string): string {
  return suffixOf(reference.split("::").slice(0, -1).join("::"));
}
