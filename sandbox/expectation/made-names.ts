import { isObject } from "../../policy/leaves.ts";
import { suffixOf } from "../../policy/steps.ts";
import type { Fields, ToldStep } from "../../policy/told.ts";

/** Names that the Kubernetes plugin has made up for objects without one, and which the next preview makes up anew: by whose. */
export type MadeNames = ReadonlyMap<string, string>;

/** The annotation by which the plugin says so. */
const AUTONAMED = "pulumi.com/autonamed";

/** The names that one preview has made up. One that an object keeps is none of them. */
export function madeNames(steps: readonly ToldStep[]): MadeNames {
  return new Map(
    steps.flatMap(({ urn, old, new: now }) => {
      const made = madeName(urn, metadataOf(now));
      return made === undefined || made === metadataOf(old).name ? [] : [[made, suffixOf(urn)]];
    }),
  );
}

/** The name of the resource and eight digits; whatever else stands there was given. */
function madeName(urn: string, { name, annotations }: Fields): string | undefined {
  if (typeof name !== "string" || !isObject(annotations) || annotations[AUTONAMED] !== "true")
    return undefined;
  const resource = urn.slice(urn.lastIndexOf("::") + 2);
  return name.startsWith(`${resource}-`) && /^[0-9a-f]{8}$/.test(name.slice(resource.length + 1))
    ? name
    : undefined;
}

function metadataOf(state: Fields = {}): Fields {
  return isObject(state.inputs) && isObject(state.inputs.metadata) ? state.inputs.metadata : {};
}

/** A text in which the resource stands for its name. */
export function withoutMadeNames(text: string, names: MadeNames): string {
  return [...names].reduce((rest, [name, resource]) => rest.replaceAll(name, `<name of ${resource}>`), text);
}
