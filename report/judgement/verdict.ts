import { covers } from "../../provider/protocol/diff.ts";
import { contentOf, losesContent } from "./content.ts";
import { byCodeUnit, isComponent, nameOf, typeOf } from "../identity.ts";
import { changedKeys } from "./keys.ts";
import {
  type Effect,
  type LeafChange,
  type ObjectChange,
  type ReleaseChange,
  type Report,
  type Resource,
  type ResourceChange,
  VERDICTS,
  type Verdict,
} from "../model.ts";

/** Kinds whose deletion takes nothing away, and why. Components are none of them by their nature: see `isEmpty`. */
const WITHOUT_CONTENT: Readonly<Record<string, string>> = {
  "kubernetes:batch/v1:Job": "it has ended, or does again what it did",
  "kubernetes:policy/v1:PodDisruptionBudget": "a rule for evictions, which leaves the pods alone",
};

/** Kinds that make or keep keys: replaced, they have another value. */
const KEYS =
  /^(random:index\/random(Password|Bytes|String|Uuid|Id):\w+|pulumi:index:Stash|bkpaas:cluster:ServiceAccountToken)$/;

/** Kinds that run pods themselves. */
const WORKLOADS = /^kubernetes:apps\/v1:(Deployment|StatefulSet|DaemonSet)$/;

/** What a run does at its severest, and the names of what does it; without names where that is no worse than safe. */
export type Judgement = Pick<Report, "verdict" | "because">;

/** How severe something is, and what it is called. */
type Told = readonly [severity: Verdict, name: string];

/**
 * What a run does at its severest. `nothing` only where no resource, object and output differs.
 * @param outputs of the stack that differ, where they are known: a fingerprint among them says that a key is another one
 */
export function judgementOf(
  changes: readonly ResourceChange[],
  releases: readonly ReleaseChange[],
  outputs: readonly LeafChange[] = [],
): Judgement {
  const keys = changedKeys(outputs);
  const all: readonly Told[] = [
    ...changes.map((change): Told => [severityOf(change), nameOf(change.id)]),
    ...releases.flatMap(ofRelease(changes)),
    ...outputs.map(({ path }): Told => ["safe", path]),
    ...keys.map((key): Told => ["keys change", `key ${key}`]),
    // Where an output names the key, that is the better name.
    ...(keys.length > 0 ? [] : renewedKeys(changes).map((id): Told => ["keys change", nameOf(id)])),
  ];
  const verdict = VERDICTS.findLast((word) => all.some(([severity]) => severity === word)) ?? "nothing";
  if (verdict === "nothing" || verdict === "safe") return { verdict, because: [] };
  const names = all.filter(([severity]) => severity === verdict).map(([, name]) => name);
  return { verdict, because: [...new Set(names)] };
}

/** What happens to one resource, without what follows in the pods of a release. */
export function severityOf(change: ResourceChange): Verdict {
  const { id, effect, old } = change;
  if (effect === "same") return "nothing";
  if (effect === "delete") return isEmpty(id, old) ? "safe" : "destroys";
  // A key is nowhere but in the stack.
  if (effect === "forget")
    return contentOf(change) !== undefined || KEYS.test(typeOf(id)) ? "destroys" : "safe";
  if (effect === "replace") return ofReplacement(change);
  return effect === "update" && startsPods(change) ? "restarts" : "safe";
}

/** The severest first, then by id. */
export function bySeverity(a: ResourceChange, b: ResourceChange): number {
  const rank = (change: ResourceChange): number => VERDICTS.indexOf(severityOf(change));
  return rank(b) - rank(a) || byCodeUnit(a.id, b.id);
}

function ofReplacement(change: ResourceChange): Verdict {
  if (KEYS.test(typeOf(change.id))) return "keys change";
  return losesContent(change) ? "destroys" : "replaces";
}

/** Components are names for what is in them; providers are ways to servers, which stay. */
function isEmpty(id: string, old: Resource | undefined): boolean {
  const type = typeOf(id);
  return type in WITHOUT_CONTENT || type.startsWith("pulumi:providers:") || isComponent(id, old ?? {});
}

function startsPods({ id, leaves }: ResourceChange): boolean {
  return WORKLOADS.test(typeOf(id)) && leaves.some(({ path }) => covers("spec.template", path));
}

/** What an upgrade does to the objects of one release. Where they are not compared, pods are taken to start anew. */
function ofRelease(changes: readonly ResourceChange[]): (release: ReleaseChange) => readonly Told[] {
  const upgraded = new Set(changes.filter(({ effect }) => UPGRADES.has(effect)).map(({ id }) => id));
  return ({ id, name, objects, notRendered }) =>
    notRendered !== undefined && upgraded.has(id)
      ? [["restarts", `release ${name}`]]
      : objects.map((object): Told => [severityOfObject(object), `${object.kind} ${object.name}`]);
}

/** Effects on a release for which helm upgrades it, as it does for one whose chart was edited. */
const UPGRADES: ReadonlySet<Effect> = new Set(["update", "rename", "same"]);

/** Kinds of objects of a chart that come back empty where they are made anew. */
const EMPTIED: ReadonlySet<string> = new Set([
  "CustomResourceDefinition",
  "Namespace",
  "PersistentVolume",
  "PersistentVolumeClaim",
]);

/** Kinds of objects of a chart with which something goes: what they keep, what they run, the way to it. */
const LOST: ReadonlySet<string> = new Set([
  ...EMPTIED,
  "StatefulSet",
  "Deployment",
  "DaemonSet",
  "CronJob",
  "Service",
  "Ingress",
]);

/** What happens to one object of a release. */
export function severityOfObject({ kind, effect, restarts }: ObjectChange): Verdict {
  if (effect === "delete" && LOST.has(kind)) return "destroys";
  if (effect === "replace" && EMPTIED.has(kind)) return "destroys";
  // A Job that runs again is a new one each time.
  if (effect === "replace" && kind !== "Job") return "replaces";
  return restarts ? "restarts" : "safe";
}

/** Ids of resources that make a key and would give another value than the one in use. */
export function renewedKeys(changes: readonly ResourceChange[]): readonly string[] {
  return changes.filter((change) => isAnother(change, changes)).map(({ id }) => id);
}

/** Made anew; or a new edition that somebody reads who read another one before, and no longer does. */
function isAnother({ id, effect }: ResourceChange, changes: readonly ResourceChange[]): boolean {
  if (!KEYS.test(typeOf(id))) return false;
  if (effect === "replace") return true;
  return effect === "create" && changes.some((reader) => turnsTo(id, reader));
}

function turnsTo(key: string, { effect, old, new: now }: ResourceChange): boolean {
  if (effect !== "update" || !now?.dependencies?.includes(key)) return false;
  const { dependencies = [] } = now;
  return (old?.dependencies ?? []).some(
    (id) => withoutEdition(id) === withoutEdition(key) && !dependencies.includes(id),
  );
}

/** `secrets-jwt-key-2` is another edition of `secrets-jwt-key`. */
function withoutEdition(id: string): string {
  return id.replace(/-\d+$/, "");
}
