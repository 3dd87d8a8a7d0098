import assert from "node:assert/strict";
import { parseAllDocuments } from "yaml";

/** A Kubernetes object, as far as environments need it. */
export interface KubernetesObject {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: unknown;
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly stringData?: Readonly<Record<string, unknown>> | null;
}

interface Reference {
  readonly name: string;
  readonly optional?: boolean;
}

interface Source {
  readonly prefix?: string;
  readonly configMapRef?: Reference;
  readonly secretRef?: Reference;
}

interface Variable {
  readonly name: string;
  readonly value?: unknown;
  readonly valueFrom?: {
    readonly configMapKeyRef?: Reference & { readonly key: string };
    readonly secretKeyRef?: Reference & { readonly key: string };
    readonly fieldRef?: { readonly fieldPath: string };
    readonly resourceFieldRef?: { readonly resource: string };
  };
}

/** A container with its environment as written. */
export interface EnvironmentContainer {
  readonly name: string;
  readonly image: string;
  readonly env?: readonly Variable[] | null;
  readonly envFrom?: readonly Source[] | null;
}

interface PodSpec {
  readonly containers: readonly EnvironmentContainer[];
  readonly initContainers?: readonly EnvironmentContainer[];
}

/** The objects of a rendered chart, read as Helm reads them: by YAML 1.1, where a bare `yes` is no text. */
export function objectsIn(text: string): KubernetesObject[] {
  return parseAllDocuments(text, { version: "1.1" })
    .map((document) => document.toJS() as KubernetesObject | null)
    .filter((object) => object !== null);
}

/** What has pods, as `Kind/name`. */
export function workloadsOf(objects: readonly KubernetesObject[]): string[] {
  return objects
    .filter((object) => podSpecOf(object))
    .map(({ kind, metadata }) => `${kind}/${metadata.name}`);
}

/**
 * The containers of a workload, those that begin first included.
 * @param workload as `Kind/name`
 */
export function containersOf(
  objects: readonly KubernetesObject[],
  workload: string,
): readonly EnvironmentContainer[] {
  const found = objects.find(({ kind, metadata }) => `${kind}/${metadata.name}` === workload);
  const spec = found && podSpecOf(found);
  assert.ok(spec, `no ${workload}; there are ${workloadsOf(objects).join(", ")}`);
  return [...(spec.initContainers ?? []), ...spec.containers];
}

/**
 * The environment that a container's process would have, ConfigMaps and Secrets resolved by the rules of Kubernetes: of
 * several sources the later one counts, `env` above all, and `$(NAME)` is another variable. What only a running pod knows
 * stands there as `<status.hostIP>`.
 * @param workload as `Kind/name`
 * @throws AssertionError where something is missing, or is no text
 */
export function environmentOf(
  objects: readonly KubernetesObject[],
  workload: string,
  container: string,
): Record<string, string> {
  const found = containersOf(objects, workload).find(({ name }) => name === container);
  assert.ok(found, `no container ${container} in ${workload}`);
  const environment: Record<string, string> = {};
  for (const source of found.envFrom ?? []) Object.assign(environment, contentOf(objects, source));
  for (const variable of found.env ?? []) {
    const value = valueOf(objects, variable, environment);
    if (value !== undefined) environment[variable.name] = value;
  }
  return environment;
}

function podSpecOf({ spec }: KubernetesObject): PodSpec | undefined {
  const own = spec as
    | { readonly template: { readonly spec: PodSpec } }
    | { readonly jobTemplate: { readonly spec: { readonly template: { readonly spec: PodSpec } } } }
    | Partial<PodSpec>
    | undefined;
  if (!own) return undefined;
  if ("jobTemplate" in own) return own.jobTemplate.spec.template.spec;
  if ("template" in own) return own.template.spec;
  return "containers" in own ? (own as PodSpec) : undefined;
}

function contentOf(
  objects: readonly KubernetesObject[],
  { prefix = "", configMapRef, secretRef }: Source,
): Record<string, string> {
  const entries = configMapRef ? dataOf(objects, "ConfigMap", configMapRef) : {};
  const secrets = secretRef ? dataOf(objects, "Secret", secretRef) : {};
  const all = Object.entries({ ...entries, ...secrets });
  return Object.fromEntries(all.map(([name, value]) => [prefix + name, value]));
}

function valueOf(
  objects: readonly KubernetesObject[],
  { name, value, valueFrom }: Variable,
  environment: Readonly<Record<string, string>>,
): string | undefined {
  if (!valueFrom) return expanded(textOf(name, value ?? ""), environment);
  const { configMapKeyRef, secretKeyRef, fieldRef, resourceFieldRef } = valueFrom;
  if (configMapKeyRef) return entryOf(objects, "ConfigMap", configMapKeyRef);
  if (secretKeyRef) return entryOf(objects, "Secret", secretKeyRef);
  return `<${fieldRef?.fieldPath ?? resourceFieldRef?.resource ?? ""}>`;
}

function entryOf(
  objects: readonly KubernetesObject[],
  kind: string,
  reference: Reference & { readonly key: string },
): string | undefined {
  const value = dataOf(objects, kind, reference)[reference.key];
  assert.ok(value !== undefined || reference.optional, `${kind} ${reference.name} has no ${reference.key}`);
  return value;
}

function dataOf(
  objects: readonly KubernetesObject[],
  kind: string,
  { name, optional }: Reference,
): Record<string, string> {
  const found = objects.find((object) => object.kind === kind && object.metadata.name === name);
  assert.ok(found ?? optional, `no ${kind} ${name}`);
  const texts = Object.entries(found?.data ?? {}).map(([key, value]) => [key, textOf(key, value ?? "")]);
  const data = Object.fromEntries(texts) as Record<string, string>;
  if (kind !== "Secret") return data;
  const plain = Object.entries(found?.stringData ?? {}).map(([key, value]) => [key, textOf(key, value)]);
  const decoded = Object.entries(data).map(([key, value]) => [key, Buffer.from(value, "base64").toString()]);
  return Object.fromEntries([...decoded, ...plain]) as Record<string, string>;
}

/** The API server takes nothing but text here. */
function textOf(name: string, value: unknown): string {
  assert.equal(typeof value, "string", `${name} is ${JSON.stringify(value)}, which is no text`);
  return value as string;
}

/** `$(NAME)` is another variable where there is one of that name, and `$$` a dollar sign. */
function expanded(text: string, environment: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\$|\$\(([\w.-]+)\)/g, (reference, name: string | undefined) =>
    name === undefined ? "$" : (environment[name] ?? reference),
  );
}
