import { isObject } from "./leaves.ts";
import type { ResourceState, Step } from "./steps.ts";

/** What `preview --json` and `destroy --preview-only --json` tell. */
export interface Preview {
  readonly steps: readonly Step[];
  /** What the engine complained of; empty unless the preview failed. Its words, in which it masks secrets itself. */
  readonly errors: readonly string[];
}

/** A text that is no preview. */
export class NoPreview extends Error {}

type Fields = Readonly<Record<string, unknown>>;

/** @throws NoPreview which says what to give instead. */
export function readPreview(text: string): Preview {
  if (text.trim() === "") throw new NoPreview("Nothing arrived on standard input.");
  const digest = parse(text);
  // Of a stack without resources it tells nothing but how long that took.
  if (!isObject(digest) || !(Array.isArray(digest.steps) || typeof digest.duration === "number")) {
    throw new NoPreview("Standard input is not what `pulumi preview --json` prints.");
  }
  const steps = objectsIn(digest.steps).map(stepOf);
  const errors = objectsIn(digest.diagnostics)
    .filter(({ severity }) => severity === "error")
    .map(({ message }) => (typeof message === "string" ? message.trim() : ""));
  return { steps, errors };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NoPreview(
      "Standard input is not JSON: the preview broke off, or something else printed between.",
    );
  }
}

function objectsIn(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function stepOf(step: Fields): Step {
  const { op, urn, oldState, newState, replaceReasons, detailedDiff } = step;
  if (typeof op !== "string" || typeof urn !== "string")
    throw new NoPreview("A step has no operation or no URN.");
  return {
    operation: op,
    urn,
    type: urn.split("::")[2]?.split("$").at(-1) ?? "",
    ...(isObject(oldState) && { old: stateOf(oldState) }),
    ...(isObject(newState) && { new: stateOf(newState) }),
    ...(Array.isArray(replaceReasons) && { reasons: replaceReasons.map(String) }),
    ...(isObject(detailedDiff) && { changed: Object.keys(detailedDiff) }),
  };
}

function stateOf({ inputs, protect, retainOnDelete }: Fields): ResourceState {
  return {
    inputs: isObject(inputs) ? inputs : {},
    protect: protect === true,
    retainOnDelete: retainOnDelete === true,
  };
}
