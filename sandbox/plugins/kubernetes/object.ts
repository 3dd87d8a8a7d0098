import { type Properties, type Value, isList, isProperties } from "../../../provider/protocol/value.ts";

/** Annotations that steer this provider. */
export const ANNOTATIONS = {
  /** Marks a name that was made up here. */
  autonamed: "pulumi.com/autonamed",
  skipAwait: "pulumi.com/skipAwait",
  timeoutSeconds: "pulumi.com/timeoutSeconds",
  patchForce: "pulumi.com/patchForce",
  patchFieldManager: "pulumi.com/patchFieldManager",
  deletionPropagation: "pulumi.com/deletionPropagationPolicy",
} as const;

/** The value at a path inside, or undefined. */
export function at(object: Properties, ...path: readonly string[]): Value | undefined {
  let value: Value | undefined = object;
  for (const key of path) value = isProperties(value) ? value[key] : undefined;
  return value;
}

/** The text at a path inside; empty when there is none. */
export function textAt(object: Properties, ...path: readonly string[]): string {
  const value = at(object, ...path);
  return typeof value === "string" ? value : "";
}

/** The number at a path inside; 0 when there is none, as the API server leaves zeros out. */
export function numberAt(object: Properties, ...path: readonly string[]): number {
  const value = at(object, ...path);
  return typeof value === "number" ? value : 0;
}

/** A kind as the API server names it. */
export interface Kind {
  /** `v1`, `apps/v1` … */
  readonly apiVersion: string;
  /** `Deployment` … */
  readonly kind: string;
}

/** The objects in the list at a path inside. */
export function listAt(object: Properties, ...path: readonly string[]): Properties[] {
  const value = at(object, ...path);
  return isList(value) ? value.filter(isProperties) : [];
}

export function annotation(object: Properties, key: string): string {
  return textAt(object, "metadata", "annotations", key);
}

export function isAnnotated(object: Properties, key: string): boolean {
  return annotation(object, key) === "true";
}

export function nameOf(object: Properties): string {
  return textAt(object, "metadata", "name");
}

export function namespaceOf(object: Properties): string {
  return textAt(object, "metadata", "namespace");
}

export function kindOf(object: Properties): Kind {
  return { apiVersion: textAt(object, "apiVersion"), kind: textAt(object, "kind") };
}

/** The engine's id: `namespace/name`, or `name` where there are no namespaces. */
export function idOf(object: Properties): string {
  return joinId(namespaceOf(object), nameOf(object));
}

export function joinId(namespace: string, name: string): string {
  return namespace === "" ? name : `${namespace}/${name}`;
}

export function splitId(id: string): { namespace: string; name: string } {
  const [first = "", second] = id.split("/");
  return second === undefined ? { namespace: "", name: first } : { namespace: first, name: second };
}

/** A copy with one metadata field set, or removed for undefined. */
export function withMetadata(object: Properties, key: string, value: Value | undefined): Properties {
  const metadata = { ...(isProperties(object.metadata) ? object.metadata : {}) };
  if (value === undefined) Reflect.deleteProperty(metadata, key);
  else metadata[key] = value;
  return { ...object, metadata };
}

/** The condition of this type in an object's status. */
export function conditionOf(object: Properties, type: string): Properties | undefined {
  return listAt(object, "status", "conditions").find((condition) => condition.type === type);
}
