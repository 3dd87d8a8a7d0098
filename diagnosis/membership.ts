import type { Metadata, Pod } from "./objects.ts";
import type { ReleaseName, Snapshot } from "./snapshot.ts";

/** What hook of Helm an object is, by its annotation: `pre-install,pre-upgrade`. */
const HOOK = "helm.sh/hook";

/** Which objects of a namespace are a release's: by Helm's annotations, the common label, or Helm's record of its hooks. */
export class Membership {
  readonly #release: string;
  readonly #hooks: ReadonlyMap<string, string>;

  constructor({ release }: ReleaseName, { revisions }: Snapshot) {
    const hooks = revisions.at(-1)?.hooks ?? [];
    this.#release = release;
    this.#hooks = new Map(hooks.map(({ kind, name, events }) => [`${kind} ${name}`, events.join(", ")]));
  }

  /** Whether an object is one of the release, and not made by another object of it. */
  has(kind: string, metadata: Metadata): boolean {
    const { name, labels, annotations, ownerReferences } = metadata;
    if (ownerReferences && ownerReferences.length > 0) return false;
    return (
      annotations?.["meta.helm.sh/release-name"] === this.#release ||
      labels?.["app.kubernetes.io/instance"] === this.#release ||
      this.#hooks.has(`${kind} ${name}`)
    );
  }

  /** When Helm runs an object, where it is a hook. */
  hookOf(kind: string, { name, annotations }: Metadata): string | undefined {
    return annotations?.[HOOK]?.replaceAll(/, */g, ", ") ?? this.#hooks.get(`${kind} ${name}`);
  }
}

/** Whether one object was made by another. */
export function isOwnedBy({ ownerReferences }: Metadata, kind: string, { name, uid }: Metadata): boolean {
  return (
    ownerReferences?.some(
      (owner) => owner.kind === kind && (owner.uid && uid ? owner.uid === uid : owner.name === name),
    ) ?? false
  );
}

/** Names of the claims whose volumes a pod mounts. */
export function claimsOf({ spec }: Pod): string[] {
  return (spec?.volumes ?? []).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []);
}
