import type { Json } from "../../provider/protocol/value.ts";
import { isObject } from "../json.ts";
import type { KeptPods } from "../model.ts";
import type { ObjectPair } from "./object-changes.ts";
import { type KubernetesObject, isSame, keyOf } from "./objects.ts";
import { type Reference, referencesOf } from "./pod-sources.ts";
import { secretTexts } from "./secret-texts.ts";
import {
  isLasting,
  isReplacedByHand,
  isRestarted,
  mustBeReplaced,
  runsPods,
  waitsForDeletion,
} from "./workloads.ts";

/** Kinds that an environment is taken from. */
const SOURCES: ReadonlySet<string> = new Set(["Secret", "ConfigMap"]);

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
    const read = referencesOf(after).filter((reference) => isOutdated(reference, changed));
    const sources = [...new Set(read.map(({ source }) => source))].sort();
    if (sources.length === 0 && !isReplacedByHand(old, after)) return [];
    return [{ kind, namespace, name, sources: waitsForDeletion(after) ? [] : sources }];
  });
}

function getsNewPods(old: KubernetesObject, after: KubernetesObject): boolean {
  return isRestarted(old, after) || mustBeReplaced(old, after);
}

function changedEntries({ old, new: after }: ObjectPair): [string, ReadonlySet<string>][] {
  if (!old || !after || !SOURCES.has(after.kind)) return [];
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

/** Whether a running container has a value that is another one now. */
function isOutdated({ source, entry, isEnvironment }: Reference, changed: ChangedEntries): boolean {
  const entries = changed.get(source);
  return isEnvironment && entries !== undefined && (entry === undefined || entries.has(entry));
}
