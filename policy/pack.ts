import { PolicyPack, type PolicyResource } from "@pulumi/policy";
import { isObject } from "./leaves.ts";
import { rules } from "./rules/all.ts";
import type { Rule, Step } from "./steps.ts";

/** The rules that need nothing but the new graph, as a policy pack: `pulumi preview --policy-pack policy`. */
new PolicyPack("bkpaas", {
  description: "Rules of BlueKing PaaS on Kubernetes. The gate runs those that need the old state too.",
  enforcementLevel: "mandatory",
  policies: [...needing("resource").map(ofResources), ...needing("graph").map(ofStack)],
});

function needing(needs: Rule["needs"]): Rule[] {
  return rules.filter((rule) => rule.needs === needs);
}

/** Judged before the resource is made or changed. */
function ofResources({ name, description, check }: Rule) {
  const validateResource = (resource: Told, report: (message: string) => void): void => {
    for (const { message } of check([stepOf(resource)])) report(message);
  };
  return { name, description, validateResource };
}

/** Judged at the end of a preview, when outputs are there too. */
function ofStack({ name, description, check }: Rule) {
  const validateStack = (
    { resources }: { resources: readonly Told[] },
    report: (message: string, urn: string) => void,
  ): void => {
    for (const { message, urn } of check(resources.map(stepOf))) report(message, urn);
  };
  return { name, description, validateStack };
}

type Told = Pick<PolicyResource, "urn" | "type" | "props">;

/** A pack is told neither the operation nor what was before; properties are inputs, at the end of a preview outputs. */
function stepOf({ urn, type, props }: Told): Step {
  const properties = known(props);
  return { operation: "", urn, type, new: { inputs: properties, outputs: properties } };
}

/** Properties as plain data, without what only the run will bring. */
function known(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.keys(properties).map((key) => [key, plain(() => properties[key])]));
}

/** @returns undefined for what is not known yet: the SDK throws when that is read */
function plain(read: () => unknown): unknown {
  try {
    const value = read();
    if (Array.isArray(value)) {
      const items: readonly unknown[] = value;
      return Array.from({ length: items.length }, (_, index) => plain(() => items[index]));
    }
    return isObject(value) ? known(value) : value;
  } catch {
    return undefined;
  }
}
