import { byCodeUnit, isComponent, typeOf } from "./identity.ts";
import { changedKeys } from "./keys.ts";
import {
  type Effect,
  type LeafChange,
  type ObjectChange,
  type ReleaseChange,
  type Resource,
  type ResourceChange,
  VERDICTS,
  type Verdict,
} from "./model.ts";

/** Kinds whose deletion takes nothing away, and why. Components are none of them by their nature: see `isEmpty`. */
const WITHOUT_CONTENT: Readonly<Record<string, string>> = {
  "kubernetes:batch/v1:Job": "it has ended, or does again what it did",
  "kubernetes:policy/v1:PodDisruptionBudget": "a rule for evictions, which leaves the pods alone",
};

/** Kinds that hold what nobody makes again: to replace or to forget one loses that for the platform, like deleting it. */
const WITH_CONTENT: Readonly<Record<string, string>> = {
  "mysql:index/database:Database": "tables",
  "kubernetes:core/v1:PersistentVolumeClaim": "a volume",
  "kubernetes:core/v1:PersistentVolume": "a volume",
  "kubernetes:core/v1:Namespace": "everything in it",
  "kubernetes:apps/v1:StatefulSet": "a store and its volumes",
  "bkpaas:bkrepo:Project": "repositories",
  "bkpaas:bkrepo:Repository": "packages and files",
  "bkpaas:rabbitmq:VirtualHost": "queues and their messages",
};

/** Kinds that make or keep keys: replaced, they have another value. */
const KEYS =
  /^(random:index\/random(Password|Bytes|String|Uuid|Id):\w+|pulumi:index:Stash|bkpaas:cluster:ServiceAccountToken)$/;

/** Kinds that run pods themselves. */
const WORKLOADS = /^kubernetes:apps\/v1:(Deployment|StatefulSet|DaemonSet)$/;

/**
 * What a run does at its severest. `nothing` only where no resource, object and output differs.
 * @param outputs of the stack that differ, where they are known: a fingerprint among them says that a key is another one
 */
export function verdictOf(
  changes: readonly ResourceChange[],
  releases: readonly ReleaseChange[],
  outputs: readonly LeafChange[] = [],
): Verdict {
  const all = [
    ...changes.map(severityOf),
    ...releases.flatMap(ofRelease(changes)),
    ...(outputs.length > 0 ? (["safe"] as const) : []),
    ...(changedKeys(outputs).length + renewedKeys(changes).length > 0 ? (["keys change"] as const) : []),
  ];
  return VERDICTS.findLast((verdict) => all.includes(verdict)) ?? "nothing";
}

/** What happens to one resource, without what follows in the pods of a release. */
export function severityOf(change: ResourceChange): Verdict {
  const { id, effect, old } = change;
  if (effect === "same") return "nothing";
  if (effect === "delete") return isEmpty(id, old) ? "safe" : "destroys";
  if (effect === "forget") return typeOf(id) in WITH_CONTENT ? "destroys" : "safe";
  if (effect === "replace") return ofReplacement(id);
  return effect === "update" && startsPods(change) ? "restarts" : "safe";
}

/** The severest first, then by id. */
export function bySeverity(a: ResourceChange, b: ResourceChange): number {
  const rank = (change: ResourceChange): number => VERDICTS.indexOf(severityOf(change));
  return rank(b) - rank(a) || byCodeUnit(a.id, b.id);
}

/** A replaced StatefulSet finds its volumes again by their names. */
function ofReplacement(id: string): Verdict {
  const type = typeOf(id);
  if (KEYS.test(type)) return "keys change";
  return type in WITH_CONTENT && !WORKLOADS.test(type) ? "destroys" : "replaces";
}

/** Components are names for what is in them; providers are ways to servers, which stay. */
function isEmpty(id: string, old: Resource | undefined): boolean {
  const type = typeOf(id);
  return type in WITHOUT_CONTENT || type.startsWith("pulumi:providers:") || isComponent(id, old ?? {});
}

function startsPods({ id, leaves }: ResourceChange): boolean {
  return WORKLOADS.test(typeOf(id)) && leaves.some(({ path }) => path.startsWith("spec.template."));
}

/** What an upgrade does to the objects of one release. Where they are not compared, pods are taken to start anew. */
function ofRelease(changes: readonly ResourceChange[]): (release: ReleaseChange) => readonly Verdict[] {
  const upgraded = new Set(changes.filter(({ effect }) => UPGRADES.has(effect)).map(({ id }) => id));
  return ({ id, objects, notRendered }) =>
    notRendered !== undefined && upgraded.has(id) ? ["restarts"] : objects.map(ofObject);
}

/** Effects on a release for which helm upgrades it, as it does for one whose chart was edited. */
const UPGRADES: ReadonlySet<Effect> = new Set(["update", "rename", "same"]);

/** Kinds of objects of a chart whose content goes with them. */
const KINDS_WITH_CONTENT: ReadonlySet<string> = new Set([
  "PersistentVolumeClaim",
  "StatefulSet",
  "Namespace",
]);

function ofObject({ kind, effect, restarts }: ObjectChange): Verdict {
  if (effect === "delete" && KINDS_WITH_CONTENT.has(kind)) return "destroys";
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
