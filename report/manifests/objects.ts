import { parseAllDocuments } from "yaml";
import type { Json, JsonObject } from "../../provider/protocol/value.ts";
import { at, isObject } from "../json.ts";

/** A Kubernetes object as helm or a resource of the graph gives it. */
export interface KubernetesObject {
  readonly kind: string;
  /** Empty for objects of the whole cluster. */
  readonly namespace: string;
  readonly name: string;
  /** All of it: sorted keys, and no label that says which version of a chart made it. */
  readonly body: JsonObject;
}

/** Kinds that are in no namespace. */
const OF_THE_CLUSTER: ReadonlySet<string> = new Set([
  "APIService",
  "ClusterRole",
  "ClusterRoleBinding",
  "CustomResourceDefinition",
  "IngressClass",
  "MutatingWebhookConfiguration",
  "Namespace",
  "PersistentVolume",
  "PodSecurityPolicy",
  "PriorityClass",
  "RuntimeClass",
  "StorageClass",
  "ValidatingWebhookConfiguration",
]);

/** Labels that a new version of a chart changes on every object; those of pods count, for they restart them. */
const NOISE: ReadonlySet<string> = new Set(["helm.sh/chart", "app.kubernetes.io/version"]);

/**
 * The objects of YAML documents; lists are taken apart. Numbers and words are read as Kubernetes does (YAML 1.1: `0644` is
 * octal), and of a key that stands there twice the last one counts.
 * @throws Error where it is no YAML
 */
export function objectsOf(yaml: string, namespace: string): KubernetesObject[] {
  return parseAllDocuments(yaml, { version: "1.1", uniqueKeys: false }).flatMap((document) => {
    const [error] = document.errors;
    if (error) throw error;
    return flattened(plain(document.toJS())).map((body) => objectOf(body, namespace));
  });
}

/** One object; `namespace` is where it is unless it says otherwise. */
export function objectOf(body: JsonObject, namespace: string): KubernetesObject {
  const kind = textAt(body, "kind") ?? "";
  return {
    kind,
    namespace: OF_THE_CLUSTER.has(kind) ? "" : (textAt(body, "metadata.namespace") ?? namespace),
    name: textAt(body, "metadata.name") ?? textAt(body, "metadata.generateName") ?? "",
    body: withoutNoise(sorted(body)),
  };
}

/** By what an object is told from all others. */
export function keyOf({
  kind,
  namespace,
  name,
}: Pick<KubernetesObject, "kind" | "namespace" | "name">): string {
  return `${kind}/${namespace}/${name}`;
}

/** A text at a path. */
export function textAt(value: Json | undefined, path: string): string | undefined {
  const found = at(value, path);
  return typeof found === "string" && found !== "" ? found : undefined;
}

/** A number at a path, else another. */
export function numberAt(value: Json | undefined, path: string, otherwise: number): number {
  const found = at(value, path);
  return typeof found === "number" ? found : otherwise;
}

/** Objects of the list at a path. */
export function listAt(value: Json | undefined, path: string): JsonObject[] {
  const found = at(value, path);
  return Array.isArray(found) ? found.filter((item) => isObject(item)) : [];
}

/** Whether two values are the same; both have sorted keys. */
export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What YAML has beside JSON becomes text, such as times. */
function plain(value: unknown): Json {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as Json);
}

function flattened(value: Json): JsonObject[] {
  if (!isObject(value)) return [];
  const isList = textAt(value, "kind")?.endsWith("List") === true && Array.isArray(value["items"]);
  return isList ? listAt(value, "items").flatMap(flattened) : [value];
}

function sorted<T extends Json>(value: T): T;
function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map((item) => sorted(item));
  if (!isObject(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key] ?? null)]));
}

function withoutNoise(body: JsonObject): JsonObject {
  const labels = at(body, "metadata.labels");
  if (!isObject(labels) || !isObject(body["metadata"])) return body;
  const kept = Object.fromEntries(Object.entries(labels).filter(([name]) => !NOISE.has(name)));
  return { ...body, metadata: { ...body["metadata"], labels: kept } };
}
