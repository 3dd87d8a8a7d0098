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
  const names = namedIn(at(after.body, "spec.template.spec") ?? null);
  return [...new Set(names.map(([kind, name]) => keyOf({ kind, namespace: after.namespace, name })))].sort();
}

/** The template of the pods without its annotations. */
function described({ body }: KubernetesObject): Json {
  const template = at(body, "spec.template");
  if (!isObject(template) || !isObject(template.metadata)) return template ?? null;
  const others = Object.entries(template.metadata).filter(([key]) => key !== "annotations");
  return { ...template, metadata: Object.fromEntries(others) };
}

function namedIn(value: Json): [kind: string, name: string][] {
  if (Array.isArray(value)) return value.flatMap(namedIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const name = textAt(inner, "name") ?? textAt(inner, "secretName");
    const kind = KINDS[key];
    return kind !== undefined && name !== undefined ? [[kind, name] as [string, string]] : namedIn(inner);
  });
}
