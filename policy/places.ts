import { type Leaf, leavesOf } from "./leaves.ts";
import type { Step } from "./steps.ts";

const RELEASES: ReadonlySet<string> = new Set([
  "kubernetes:helm.sh/v3:Release",
  "kubernetes:helm.sh/v4:Chart",
]);

const CONFIG_MAPS: ReadonlySet<string> = new Set(["kubernetes:core/v1:ConfigMap"]);

const SECRETS: ReadonlySet<string> = new Set(["kubernetes:core/v1:Secret"]);

/** Whether it is an installation of a Helm chart. */
export function isRelease({ type }: Step): boolean {
  return RELEASES.has(type);
}

/** Whether it keeps a key that is in use. */
export function isStash({ type }: Step): boolean {
  return type === "pulumi:index:Stash";
}

/** The text that a Stash keeps. */
export function keptLeaves(step: Step): Leaf[] {
  return isStash(step) ? leavesOf(step.new?.outputs?.output, "output") : [];
}

/** Texts that everybody reads who may look at the cluster's objects: Helm values and ConfigMaps. */
export function openLeaves(step: Step): Leaf[] {
  const inputs = step.new?.inputs ?? {};
  if (RELEASES.has(step.type)) return leavesOf(inputs.values, "values");
  if (CONFIG_MAPS.has(step.type))
    return [...leavesOf(inputs.data, "data"), ...decoded(inputs.binaryData, "binaryData")];
  return [];
}

/** Texts of a Secret, decoded. */
export function secretLeaves(step: Step): Leaf[] {
  if (!SECRETS.has(step.type)) return [];
  const inputs = step.new?.inputs ?? {};
  return [...leavesOf(inputs.stringData, "stringData"), ...decoded(inputs.data, "data")];
}

function decoded(value: unknown, path: string): Leaf[] {
  return leavesOf(value, path).map((leaf) => ({
    ...leaf,
    text: Buffer.from(leaf.text, "base64").toString(),
  }));
}
