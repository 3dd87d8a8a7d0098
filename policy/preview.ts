import { isObject } from "./leaves.ts";
import type { ResourceState, Step } from "./steps.ts";
import { type Fields, type ToldStep, readTold } from "./told.ts";

/** What `preview --json` and `destroy --preview-only --json` tell. */
export interface Preview {
  readonly steps: readonly Step[];
  /** What the engine complained of; empty unless the preview failed. Its words, in which it masks secrets itself. */
  readonly errors: readonly string[];
}

/** @throws NoPreview which says what to give instead. */
export function readPreview(text: string): Preview {
  const { steps, diagnostics } = readTold(text);
  const errors = diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
  return { steps: steps.map(stepOf), errors };
}

function stepOf({ old, new: now, ...step }: ToldStep): Step {
  return {
    ...step,
    type: step.urn.split("::")[2]?.split("$").at(-1) ?? "",
    ...(old && { old: stateOf(old) }),
    ...(now && { new: stateOf(now) }),
  };
}

function stateOf({ inputs, protect, retainOnDelete }: Fields): ResourceState {
  return {
    inputs: isObject(inputs) ? inputs : {},
    protect: protect === true,
    retainOnDelete: retainOnDelete === true,
  };
}
