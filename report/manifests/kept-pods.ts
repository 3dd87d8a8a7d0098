import type { Json } from "../../provider/protocol/value.ts";
import { at, isObject } from "../json.ts";
import type { KeptPods } from "../model.ts";
import type { ObjectPair } from "./object-changes.ts";
import { type KubernetesObject, isSame, keyOf, textAt } from "./objects.ts";
import { secretTexts } from "./secret-texts.ts";
import {
  isLasting,
  isReplacedByHand,
  isRestarted,
  mustBeReplaced,
  runsPods,
  waitsForDeletion,
} from "./workloads.ts";

/** What a container's environment takes from: all entries of a thing, or one. */
const SOURCES: Readonly<Record<string, string>> = {
  secretRef: "Secret",
  secretKeyRef: "Secret",
  configMapRef: "ConfigMap",
  configMapKeyRef: "ConfigMap",
};

/** Where ConfigMaps keep their entries. */
const ENTRIES = ["data", "binaryData"] as const;

/** Entries that are others than before, by the thing that has them. */
type ChangedEntries = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Workloads whose pods an upgrade leaves running although they know only what was before: a container gets its environment
 * when it starts. What is mounted reaches running pods by itself and is none of it.
 */
export function keptPods(pairs: readonly ObjectPair[]): KeptPods[] {
  const changed: ChangedEntries = new Map(pairs.flatMap(changedEntries));
  return pairs.flatMap(({ old, new: after }) => {
    if (!old || !after || !isLasting(after) || !runsPods(old) || getsNewPods(old, after)) return [];
    const { kind, namespace, name } = after;
    const read = readIn(at(after.body, "spec.template.spec") ?? null, namespace, changed);
    const sources = [...new Set(read)].sort();
    if (sources.length === 0 && !isReplacedByHand(old, after)) return [];
    return [{ kind, namespace, name, sources: waitsForDeletion(after) ? [] : sources }];
  });
}

function getsNewPods(old: KubernetesObject, after: KubernetesObject): boolean {
  return isRestarted(old, after) || mustBeReplaced(old, after);
}

function changedEntries({ old, new: after }: ObjectPair): [string, ReadonlySet<string>][] {
  if (!old || !after || !Object.values(SOURCES).includes(after.kind)) return [];
  const [before, now] = [entriesOf(old), entriesOf(after)];
  const keys = [...new Set([...before.keys(), ...now.keys()])];
  const changed = keys.filter((key) => !isSame(before.get(key), now.get(key)));
  return changed.length > 0 ? [[keyOf(after), new Set(changed)]] : [];
}

function entriesOf({ kind, body }: KubernetesObject): Map<string, Json> {
  if (kind === "Secret") return new Map(Object.entries(secretTexts(body)));
  return new Map(
    ENTRIES.flatMap((field) => {
      const entries = body[field];
      return isObject(entries) ? Object.entries(entries) : [];
    }),
  );
}

/** Keys of the changed things that a pod's environment takes a changed entry from. */
function readIn(value: Json, namespace: string, changed: ChangedEntries): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => readIn(item, namespace, changed));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([field, inner]) => {
    const kind = SOURCES[field];
    if (kind === undefined) return readIn(inner, namespace, changed);
    const source = keyOf({ kind, namespace, name: textAt(inner, "name") ?? "" });
    const entries = changed.get(source);
    const entry = textAt(inner, "key");
    return entries && (entry === undefined || entries.has(entry)) ? [source] : [];
  });
}
