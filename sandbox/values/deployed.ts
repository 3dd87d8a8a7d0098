import type { StateResource } from "../stack/state.ts";

/** A Helm release as the state of a stack knows it, secrets in the clear. */
export interface DeployedRelease {
  readonly name: string;
  readonly namespace: string;
  /** Folder, archive, name in a repository or OCI reference. */
  readonly chart: string;
  readonly version: string;
  /** Address of the chart repository; empty where the chart is named in full. */
  readonly repository: string;
  /** Seconds. */
  readonly timeout: number;
  readonly values: unknown;
}

/** A Secret or ConfigMap as `kubectl apply` takes it. */
export type Manifest = Readonly<Record<string, unknown>>;

const KINDS: Readonly<Record<string, string>> = {
  "kubernetes:core/v1:Secret": "Secret",
  "kubernetes:core/v1:ConfigMap": "ConfigMap",
};

/**
 * The releases in a state, in the order in which they are installed.
 * @param resources of `pulumi stack export --show-secrets`, where each follows what it depends on
 * @throws Error where a secret is not shown
 */
export function releasesIn(resources: readonly StateResource[]): DeployedRelease[] {
  return resources
    .filter(({ type }) => type === "kubernetes:helm.sh/v3:Release")
    .map(({ inputs }) => releaseOf(recordOf(opened(inputs))));
}

/** The namespaces of releases, and the Secrets and ConfigMaps in them that the releases' values name: what has to exist first. */
export function manifestsFor(
  releases: readonly DeployedRelease[],
  resources: readonly StateResource[],
): Manifest[] {
  const named = new Set(releases.flatMap(({ values }) => textsIn(values)));
  const namespaces = new Set(releases.map(({ namespace }) => namespace));
  const objects = resources.flatMap(({ type, inputs }) => {
    const kind = KINDS[type];
    if (kind === undefined) return [];
    const { metadata, ...content } = recordOf(opened(inputs));
    const { name, namespace } = recordOf(metadata);
    if (!named.has(textOf(name)) || !namespaces.has(textOf(namespace))) return [];
    return [{ apiVersion: "v1", kind, metadata, ...withoutOwnKeys(content) }];
  });
  return [
    ...[...namespaces].map((name) => ({ apiVersion: "v1", kind: "Namespace", metadata: { name } })),
    ...objects,
  ];
}

function releaseOf(inputs: Readonly<Record<string, unknown>>): DeployedRelease {
  return {
    name: textOf(inputs.name),
    namespace: textOf(inputs.namespace),
    chart: textOf(inputs.chart),
    version: textOf(inputs.version),
    repository: textOf(recordOf(inputs.repositoryOpts).repo),
    timeout: Number(inputs.timeout ?? 300),
    values: inputs.values ?? {},
  };
}

/** By this key the engine tells its own objects from a program's, and by its value secrets from others. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** The value with its secrets in the clear. With a wrong passphrase the CLI ends well and leaves their texts out. */
function opened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(opened);
  if (typeof value !== "object" || value === null) return value;
  const record = recordOf(value);
  if (record[SIGNATURE] === SECRET) return opened(JSON.parse(plaintextOf(record)) as unknown);
  return Object.fromEntries(Object.entries(record).map(([key, item]) => [key, opened(item)]));
}

function plaintextOf({ plaintext }: Readonly<Record<string, unknown>>): string {
  if (typeof plaintext === "string" && plaintext !== "") return plaintext;
  throw new Error(
    "Nothing was written: the CLI does not show the secrets of the state. Most likely the passphrase of the stack is a wrong one: see PULUMI_CONFIG_PASSPHRASE_FILE and PULUMI_CONFIG_PASSPHRASE.",
  );
}

/** Without what the engine keeps for itself among inputs, at their top. */
function withoutOwnKeys(inputs: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(inputs).filter(([key]) => !key.startsWith("__")));
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
