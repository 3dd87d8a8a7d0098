import { randomBytes } from "node:crypto";
import { type Properties, isProperties } from "../../../provider/protocol/value.ts";
import { ANNOTATIONS, at, isAnnotated, nameOf, withMetadata } from "./object.ts";

/**
 * Gives an object without a name the one it had before, or a new one: the resource's name and eight digits.
 * @param oldInputs of the last update; empty for a new object.
 */
export function withName(object: Properties, resourceName: string, oldInputs: Properties): Properties {
  if (at(object, "metadata", "name") !== undefined) return object;
  if (isAnnotated(oldInputs, ANNOTATIONS.autonamed)) return autonamed(object, nameOf(oldInputs));
  return autonamed(object, `${resourceName}-${randomBytes(4).toString("hex")}`);
}

function autonamed(object: Properties, name: string): Properties {
  const annotations = at(object, "metadata", "annotations");
  const named = withMetadata(object, "name", name);
  return withMetadata(named, "annotations", {
    ...(isProperties(annotations) ? annotations : {}),
    [ANNOTATIONS.autonamed]: "true",
  });
}
