import { type ResourceState, secretPlaces } from "../support/state.ts";

/** What a state says of an object that does not differ from run to run. */
export function objectFacts(resource: ResourceState): unknown {
  const { urn, type, id, inputs = {}, outputs = {}, additionalSecretOutputs } = resource;
  return {
    urn,
    type,
    id,
    inputs: withoutCiphertext(inputs),
    keptInputs: withoutCiphertext(outputs.__inputs),
    initialApiVersion: outputs.__initialApiVersion,
    additionalSecretOutputs,
    secrets: secretPlaces({ inputs, outputs }),
    outputs: Object.keys(outputs).sort(),
    spec: Object.keys(outputs.spec ?? {}).sort(),
  };
}

/** An object's inputs, secrets closed. */
export function inputsShape(resource: ResourceState): unknown {
  return withoutCiphertext(resource.inputs);
}

interface ManagedField {
  readonly manager: string;
  readonly operation: string;
  readonly subresource?: string;
}

/** Who set fields of an object, and how. */
export function managers(resource: ResourceState): string[] {
  const metadata = resource.outputs?.metadata as { managedFields?: ManagedField[] } | undefined;
  return (metadata?.managedFields ?? [])
    .map(({ manager, operation, subresource }) => `${operation} ${manager} ${subresource ?? ""}`.trim())
    .sort();
}

/** A text without the digits that make a field manager's name unique. */
export function managerless(text: string): string {
  return text.replace(/pulumi-kubernetes-[0-9a-f]{8}/g, "pulumi-kubernetes-<digits>");
}

function withoutCiphertext(value: unknown): unknown {
  const close = (key: string, item: unknown): unknown => (key === "ciphertext" ? "<encrypted>" : item);
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value, close));
}
