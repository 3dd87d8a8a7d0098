import type { Json } from "../../provider/protocol/value.ts";
import { at, isObject } from "../json.ts";
import { type KubernetesObject, isSame, keyOf, textAt } from "./objects.ts";
import { isRestarted } from "./workloads.ts";

/** Keys below which a pod names what it reads. */
const KINDS: Readonly<Record<string, string>> = {
  secret: "Secret",
  secretRef: "Secret",
  secretKeyRef: "Secret",
  configMap: "ConfigMap",
  configMapRef: "ConfigMap",
  configMapKeyRef: "ConfigMap",
};

/**
 * Secrets and ConfigMaps that the pods of a workload read, sorted, where its pods start anew because of annotations alone,
 * such as a checksum: one of them is why. Empty where the pods themselves are described otherwise.
 */
export function sourcesOf(old: KubernetesObject, after: KubernetesObject): string[] {
  if (!isRestarted(old, after) || !isSame(described(old), described(after))) return [];
  return [...new Set(referencesOf(after).map(({ source }) => source))].sort();
}

/** Where the pods of a workload name a Secret or a ConfigMap. */
export interface Reference {
  /** `kind/namespace/name` of what is read. */
  readonly source: string;
  /** The only entry that is read; absent where all are. */
  readonly entry?: string;
  /** Read when a container starts, and not again; what is mounted reaches running pods. */
  readonly isEnvironment: boolean;
}

/** Secrets and ConfigMaps that the pods of a workload name, in the order in which they do. */
export function referencesOf({ namespace, body }: KubernetesObject): Reference[] {
  return referencesIn(at(body, "spec.template.spec") ?? null, namespace);
}

/** The template of the pods without its annotations. */
function described({ body }: KubernetesObject): Json {
  const template = at(body, "spec.template");
  if (!isObject(template) || !isObject(template.metadata)) return template ?? null;
  const others = Object.entries(template.metadata).filter(([key]) => key !== "annotations");
  return { ...template, metadata: Object.fromEntries(others) };
}

function referencesIn(value: Json, namespace: string): Reference[] {
  if (Array.isArray(value)) return value.flatMap((item) => referencesIn(item, namespace));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([field, inner]) => {
    const name = textAt(inner, "name") ?? textAt(inner, "secretName");
    const kind = KINDS[field];
    if (kind === undefined || name === undefined) return referencesIn(inner, namespace);
    const entry = textAt(inner, "key");
    const source = keyOf({ kind, namespace, name });
    return [{ source, ...(entry !== undefined && { entry }), isEnvironment: field.endsWith("Ref") }];
  });
}
