import * as pulumi from "@pulumi/pulumi";
import type { PropertyTable, ResourceDeclaration } from "../schema/declaration.ts";

/** A resource of the provider `bkpaas`, registered by its declaration: secrets are secret from the first moment. */
export abstract class DeclaredResource extends pulumi.CustomResource {
  constructor(
    declaration: ResourceDeclaration,
    name: string,
    args: Readonly<Record<string, unknown>>,
    options: pulumi.CustomResourceOptions,
  ) {
    // Names of outputs must be there for the engine to fill them in.
    const outputs = Object.fromEntries(Object.keys(declaration.outputs).map((output) => [output, undefined]));
    const secrets = [...secretsOf(declaration.inputs), ...secretsOf(declaration.outputs)];
    super(
      declaration.token,
      name,
      { ...allOf(declaration.inputs), ...hidden(declaration.inputs, args), ...outputs },
      pulumi.mergeOptions(options, { additionalSecretOutputs: secrets }),
    );
  }
}

function allOf(table: PropertyTable): Record<string, undefined> {
  return Object.fromEntries(Object.keys(table).map((name) => [name, undefined]));
}

function secretsOf(table: PropertyTable): string[] {
  return Object.keys(table).filter((name) => table[name]?.secret);
}

/** The arguments, with those that are secret by nature made so. */
export function hidden(
  table: PropertyTable,
  args: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      table[name]?.secret && value !== undefined ? pulumi.secret(value) : value,
    ]),
  );
}
