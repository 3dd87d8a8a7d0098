import { readFileSync } from "node:fs";
import path from "node:path";

/** One resource in `pulumi stack export` or in a step of `pulumi preview --json`. */
export interface ResourceState {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Record<string, unknown>;
  readonly outputs?: Record<string, unknown>;
  readonly additionalSecretOutputs?: string[];
  readonly initErrors?: string[];
}

/** What `pulumi stack export` writes. */
export interface State {
  readonly deployment: {
    readonly resources: ResourceState[];
    readonly secrets_providers?: { readonly state: { readonly salt: string } };
  };
}

/** One step of a preview. */
export interface Step {
  readonly op: string;
  readonly urn: string;
  readonly oldState?: ResourceState;
  readonly newState?: ResourceState;
  readonly replaceReasons?: string[];
  readonly detailedDiff?: Record<string, { kind: string; inputDiff: boolean }> | null;
}

/** What `pulumi preview --json` writes. */
export interface Preview {
  readonly config?: Record<string, string>;
  readonly steps: Step[];
  readonly changeSummary?: Record<string, number>;
}

/** A file recorded from the official plugins, `official-kubernetes/preview-label.json` for example. */
export function recorded<T>(file: string, parse = (text: string): T => JSON.parse(text) as T): T {
  return parse(recordedText(file));
}

/** The text of a recorded file. */
export function recordedText(file: string): string {
  return readFileSync(path.join(import.meta.dirname, "..", "recorded", file), "utf8");
}

/** The name at the end of a URN. */
export function nameOf(urn: string): string {
  return urn.split("::").at(-1) ?? "";
}

/** The resource with this name. @throws Error that lists the names there are. */
export function resourceNamed(state: State, name: string): ResourceState {
  const { resources } = state.deployment;
  const found = resources.find((resource) => nameOf(resource.urn) === name);
  if (found) return found;
  throw new Error(`no ${name} among ${resources.map((resource) => nameOf(resource.urn)).join(", ")}`);
}

/** What a step says apart from values: the operation, what it is about, why, and which properties. */
export interface StepFacts {
  readonly op: string;
  readonly name: string;
  readonly replaceReasons: readonly string[];
  readonly detailedDiff: NonNullable<Step["detailedDiff"]>;
}

/** The facts of every changing step, by name, so that two previews can be compared. */
export function stepFacts(preview: Preview): StepFacts[] {
  return preview.steps
    .filter((step) => step.op !== "same" && step.op !== "refresh")
    .map((step) => ({
      op: step.op,
      name: nameOf(step.urn),
      replaceReasons: step.replaceReasons ?? [],
      detailedDiff: step.detailedDiff ?? {},
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** Where secrets lie in stored properties: `data`, `__inputs.data` … */
export function secretPlaces(value: unknown, at = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  if (SIGNATURE in value) return [at];
  return Object.entries(value).flatMap(([key, item]) => secretPlaces(item, at === "" ? key : `${at}.${key}`));
}
