import type { ResourceState, Step, Violation } from "../../../policy/steps.ts";

/** A step that gives a resource these inputs. */
export function creates(type: string, name: string, inputs: ResourceState["inputs"]): Step {
  return { operation: "create", urn: urnOf(type, name), type, new: { inputs } };
}

/** A URN of some stack. */
export function urnOf(chain: string, name: string): string {
  return `urn:pulumi:prod::bkpaas::${chain}::${name}`;
}

/** Of each violation the name of its resource, and the property that its message begins with. */
export function namesOf(violations: readonly Violation[]): string[] {
  return violations.map(({ urn, message }) => {
    const [property = ""] = /^[\w.[\]-]+(?=: )/.exec(message) ?? [];
    return [urn.split("::").at(-1), property].filter((part) => part !== "").join(" ");
  });
}
