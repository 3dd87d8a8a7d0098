import type { Property, PropertyTable, ResourceDeclaration } from "./declaration.ts";

/** What the package is called and which version of it this is. */
export interface PackageFacts {
  readonly name: string;
  readonly version: string;
  readonly description: string;
}

/** The schema of the package, from which Pulumi makes documentation, checks YAML programs and generates SDKs. */
export function packageSchema(
  facts: PackageFacts,
  settings: PropertyTable,
  resources: readonly ResourceDeclaration[],
): string {
  return JSON.stringify({
    ...facts,
    config: { variables: properties(settings) },
    provider: { inputProperties: properties(settings), requiredInputs: required(settings) },
    resources: Object.fromEntries(resources.map((resource) => [resource.token, resourceSchema(resource)])),
  });
}

function resourceSchema({ doc, inputs, outputs }: ResourceDeclaration): object {
  const all = { ...inputs, ...outputs };
  return {
    description: doc.en,
    inputProperties: properties(inputs),
    requiredInputs: required(inputs),
    properties: properties(all),
    required: Object.keys(all).filter((name) => !all[name]?.optional),
  };
}

function properties(table: PropertyTable): Record<string, object> {
  return Object.fromEntries(
    Object.entries(table).map(([name, property]) => [name, propertySchema(property)]),
  );
}

function propertySchema({ type, doc, secret, replaces, default: otherwise, oneOf, form }: Property): object {
  const rules = [oneOf && `one of ${oneOf.join(", ")}`, form?.rule.en].filter((rule) => rule !== undefined);
  return {
    ...(type === "list" ? { type: "array", items: { type: "string" } } : { type }),
    description: [
      doc.en,
      ...rules.map((rule) => `It must ${rule.startsWith("one") ? `be ${rule}` : rule}.`),
    ].join(" "),
    ...(secret && { secret }),
    ...(replaces && { willReplaceOnChanges: true }),
    ...(otherwise !== undefined && { default: otherwise }),
  };
}

function required(table: PropertyTable): string[] {
  return Object.keys(table).filter((name) => !table[name]?.optional && table[name]?.default === undefined);
}
