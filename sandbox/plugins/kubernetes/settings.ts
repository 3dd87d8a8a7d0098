import type { Changes } from "../../../provider/protocol/diff.ts";
import type { Checked, Failure } from "../../../provider/protocol/provider.ts";
import {
  type Properties,
  type Value,
  Unknown,
  hasUnknown,
  openSecrets,
} from "../../../provider/protocol/value.ts";
import { readKubeConfig } from "./api/kubeconfig.ts";

/** The provider's settings, as far as this stand-in has them. */
export interface Settings {
  /** Text or path. */
  readonly kubeconfig?: string | undefined;
  readonly context?: string | undefined;
  readonly cluster?: string | undefined;
  readonly namespace?: string | undefined;
  readonly enableSecretMutable: boolean;
  readonly enableConfigMapMutable: boolean;
  readonly enablePatchForce: boolean;
}

const KNOWN = new Set([
  "kubeconfig",
  "context",
  "cluster",
  "clusterIdentifier",
  "namespace",
  "enableServerSideApply",
  "enableSecretMutable",
  "enableConfigMapMutable",
  "enablePatchForce",
  // They silence warnings that this stand-in never gives.
  "suppressDeprecationWarnings",
  "suppressHelmHookWarnings",
]);

/** Settings of the engine's own, which come with every provider. */
const ENGINES = new Set(["version", "pluginDownloadURL", "__internal", "__defaults"]);

/** Refuses settings that would be ignored here but not by the official plugin. */
export function checkSettings(inputs: Properties): Checked {
  const unknown = Object.keys(inputs).filter((key) => !KNOWN.has(key) && !ENGINES.has(key));
  const failures: Failure[] = unknown.map((property) => ({
    property,
    reason: `the sandbox's stand-in for the kubernetes plugin has no setting ${property}: remove it, or install the official plugin`,
  }));
  if (inputs.enableServerSideApply !== undefined && !isTrue(inputs.enableServerSideApply)) {
    const reason = "the sandbox's stand-in for the kubernetes plugin has server-side apply only";
    failures.push({ property: "enableServerSideApply", reason });
  }
  return { inputs, failures };
}

export function readSettings(properties: Properties): Settings {
  return {
    kubeconfig: text(properties.kubeconfig),
    context: text(properties.context),
    cluster: text(properties.cluster),
    namespace: text(properties.namespace),
    enableSecretMutable: isTrue(properties.enableSecretMutable),
    enableConfigMapMutable: isTrue(properties.enableConfigMapMutable),
    enablePatchForce: isTrue(properties.enablePatchForce),
  };
}

/** Other settings mean other objects only where they name another cluster. */
export function compareSettings(before: Properties, after: Properties): Changes {
  const replace = isOtherCluster(before, after);
  const keys = new Set([...Object.keys(before), ...Object.keys(after)].filter((key) => KNOWN.has(key)));
  const changed = [...keys].filter((key) => plain(before[key]) !== plain(after[key]));
  return Object.fromEntries(
    changed.map((key) => [key, { kind: "update", replace: replace && NAMES_CLUSTER.has(key) }]),
  );
}

const NAMES_CLUSTER = new Set(["kubeconfig", "context", "cluster", "clusterIdentifier"]);

function isOtherCluster(before: Properties, after: Properties): boolean {
  const identifiers = [text(before.clusterIdentifier), text(after.clusterIdentifier)];
  if (identifiers[0] !== undefined && identifiers[1] !== undefined) return identifiers[0] !== identifiers[1];
  if (hasUnknown(after)) return true;
  const [old, current] = [server(before), server(after)];
  return old !== undefined && current !== undefined && old !== current;
}

/** The server's address; undefined when the kubeconfig cannot be read any more. */
function server(properties: Properties): string | undefined {
  const settings = readSettings(openSecrets(properties));
  try {
    return readKubeConfig(settings.kubeconfig, settings).server.href;
  } catch {
    return undefined;
  }
}

function plain(value: Value | undefined): string {
  if (value instanceof Unknown) return "";
  return JSON.stringify(value === undefined ? null : openSecrets(value));
}

function text(value: Value | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Values that are not text arrive as JSON text. */
function isTrue(value: Value | undefined): boolean {
  return value === true || value === "true";
}
