import type { Preview, ResourceState, State, Step } from "./state.ts";

/** What the official plugins keep besides the outputs their SDKs declare, and a hash no stand-in makes. */
const OMITTED = ["__meta", "__pulumi_raw_state_delta", "bcryptHash"];

type Stored = Record<string, unknown>;

/** What a preview or a state says of a resource that does not differ from run to run. */
interface Facts {
  readonly urn: string;
  readonly type: string;
  readonly inputs: Stored;
  readonly outputs: Stored;
  readonly dependencies?: string[];
  readonly propertyDependencies: unknown;
  readonly additionalSecretOutputs: readonly string[];
}

/** The facts of every changing step, by URN, for a comparison with the recorded preview. */
export function changes(preview: Preview): unknown[] {
  const changing = preview.steps.filter((step) => step.op !== "same" && step.op !== "refresh");
  return changing.sort((a, b) => a.urn.localeCompare(b.urn)).map(stepFacts);
}

function stepFacts(step: Step & { diffReasons?: string[] }): unknown {
  return {
    op: step.op,
    diffReasons: step.diffReasons?.sort(),
    // Some plugins name the place inside the property; the engine only asks whether there is any.
    replaceReasons: [...new Set(step.replaceReasons?.map((path) => path.replace(/[.[].*/, "")))],
    detailedDiff: step.detailedDiff,
    oldState: step.oldState && { id: step.oldState.id, ...resourceFacts(step.oldState) },
    // Outputs of a new state are shown or not by the order in which the engine got to it.
    newState: step.newState && { ...resourceFacts(step.newState), outputs: undefined },
  };
}

/** The facts of a resource, the address of the server apart. */
export function resourceFacts(resource: ResourceState & Partial<Facts>): Facts {
  return {
    urn: resource.urn,
    type: resource.type,
    inputs: withoutAddress(resource.inputs ?? {}),
    outputs: outputsOf(resource),
    dependencies: resource.dependencies?.toSorted() ?? [],
    propertyDependencies: resource.propertyDependencies,
    additionalSecretOutputs: (resource.additionalSecretOutputs ?? []).filter(
      (name) => !OMITTED.includes(name),
    ),
  };
}

/** Outputs as the SDKs declare them; for RandomPassword without `bcryptHash`. */
export function outputsOf(resource: ResourceState): Stored {
  const declared = Object.entries(resource.outputs ?? {}).filter(([name]) => !OMITTED.includes(name));
  return withoutAddress(Object.fromEntries(declared));
}

function withoutAddress(properties: Stored): Stored {
  return "endpoint" in properties ? { ...properties, endpoint: "<endpoint>" } : properties;
}

/** The resources of a state that a plugin under test made. */
export function custom(state: State): ResourceState[] {
  // The resources of an empty state are left out.
  const { resources = [] } = state.deployment as Partial<State["deployment"]>;
  return resources.filter((resource) => !resource.type.startsWith("pulumi:"));
}

/** The salt of a state's passphrase. */
export function saltOf(state: State): string {
  return (state as { deployment: { secrets_providers: { state: { salt: string } } } }).deployment
    .secrets_providers.state.salt;
}
