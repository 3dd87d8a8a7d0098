import type { JsonObject } from "../provider/protocol/value.ts";

/**
 * Where the facts of a report come from: from the recorded graphs of `test/golden`, without any credential; or from a
 * preview of the stack itself, by somebody who may read its state.
 */
export type Tier = "graph" | "preview";

/** A resource as a recorded graph or one side of a preview's step knows it. What is not set is not there. */
export interface Resource {
  readonly parent?: string;
  readonly provider?: string;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly ignoreChanges?: readonly string[];
  readonly replaceOnChanges?: readonly string[];
  /** Ids that it had before. */
  readonly aliases?: readonly string[];
  /** Ids of what has to be there before it. */
  readonly dependencies?: readonly string[];
  /** Secret leaves stand there as `<secret:path#digest>` in a recorded graph, as `[secret]` in a preview. */
  readonly inputs: JsonObject;
}

/**
 * What a run does with a resource. `forget` takes it out of the stack and leaves the thing where it is; `rename` gives it
 * another name in the state and touches nothing.
 */
export type Effect = "create" | "update" | "replace" | "delete" | "forget" | "rename" | "same";

/** A resource and what becomes of it. */
export interface ResourceChange {
  /** Type chain and name, such as `bkpaas:storage:MySQL$mysql:index/database:Database::mysql-apiserver`. */
  readonly id: string;
  /** The id before, where an alias leads from it to another one. */
  readonly was?: string;
  readonly effect: Effect;
  /** Properties because of which it is replaced; empty otherwise. */
  readonly reasons: readonly string[];
  readonly old?: Resource;
  readonly new?: Resource;
  /** Leaves of its inputs that differ; empty for what is only created or deleted. */
  readonly leaves: readonly LeafChange[];
}

/** One leaf of a resource's inputs that is not what it was. */
export interface LeafChange {
  /** Such as `values.apiserver.replicaCount` or `spec.containers[0].image`. */
  readonly path: string;
  /** Absent where it is added. */
  readonly old?: Shown;
  /** Absent where it is removed. */
  readonly new?: Shown;
}

/** A leaf as a reader may see it. */
export type Shown =
  | { readonly kind: "plain"; readonly text: string }
  | { readonly kind: "secret" }
  /** Only the run itself brings it. */
  | { readonly kind: "unknown" };

/** What helm would send to the cluster for one release, before and after. */
export interface ReleaseChange {
  /** Id of the release in the graph. */
  readonly id: string;
  /** Name of the Helm release. */
  readonly name: string;
  /** Why its objects are not compared, such as a chart that is not here; absent where they are. */
  readonly notRendered?: string;
  /** Objects that differ, sorted by kind and name; hooks only where the operation runs them. */
  readonly objects: readonly ObjectChange[];
  /** Workloads whose pods stay as they are, and should not; sorted by kind and name. */
  readonly kept: readonly KeptPods[];
  /** Hook Jobs that helm runs in this install or upgrade, in their order: migrations and the like. */
  readonly hooks: readonly string[];
}

/** A Kubernetes object of a release that is not what it was. */
export interface ObjectChange {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly effect: "create" | "update" | "replace" | "delete";
  /** Unified diff of its YAML, secrets masked, without the lines that name files. */
  readonly diff: string;
  /** Whether its pods are started anew. */
  readonly restarts: boolean;
  /** `kind/namespace/name` of what its pods read, where annotations alone start them anew: what changes among it is why. */
  readonly sources?: readonly string[];
  /** Seconds until its new pods are ready, where every probe succeeds at once; absent where none starts. */
  readonly readySeconds?: number;
  readonly images: readonly ImageChange[];
}

/** A workload whose pods know only what was before, and that nothing but a person starts anew. */
export interface KeptPods {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /**
   * `kind/namespace/name` of the Secrets and ConfigMaps that changed and that they read only when they start; empty where
   * they stay until they are deleted, whatever changed.
   */
  readonly sources: readonly string[];
}

/** An image of a container before and after. */
export interface ImageChange {
  readonly container: string;
  readonly old?: string;
  readonly new?: string;
}

/** The severest of what a run does; in this order. */
export const VERDICTS = ["nothing", "safe", "restarts", "replaces", "destroys", "keys change"] as const;

/** One of them. */
export type Verdict = (typeof VERDICTS)[number];

/** All that a report tells, before it is put into words. */
export interface Report {
  readonly stack: string;
  readonly tier: Tier;
  /** The commit or branch that it is compared with. */
  readonly base: string;
  readonly verdict: Verdict;
  /** Names of what makes it so severe; empty for what is no worse than safe. */
  readonly because: readonly string[];
  /** Digest of what is expected by the same preview; absent where nothing is. */
  readonly expectation?: string;
  /** Everything but `same`, the severest first, then by id. */
  readonly changes: readonly ResourceChange[];
  readonly releases: readonly ReleaseChange[];
  /** Objects that the program itself sends to the cluster, without helm; only those that differ. */
  readonly objects: readonly ObjectChange[];
  readonly sql: readonly SqlChange[];
  /** Broken rules of `policy/`, and the warnings of the program. */
  readonly findings: readonly { readonly rule: string; readonly subject: string; readonly message: string }[];
  /** Edges of the graph that appeared or went, between resources of both sides. */
  readonly edges: readonly {
    readonly effect: "added" | "removed";
    readonly from: string;
    readonly to: string;
  }[];
  readonly cost: Cost;
  /** What a person has to do, in order. */
  readonly byHand: readonly string[];
  /** Leaves of the stack's outputs that differ. */
  readonly outputs: readonly LeafChange[];
  /** What the engine complained of where the preview failed; then the rest tells no more than how far it came. */
  readonly errors: readonly string[];
}

/** Statements that change databases and accounts of one MySQL server. */
export interface SqlChange {
  /** Role of the server, `platform`, `openPaas` or `addons`; or the application account's. */
  readonly server: string;
  /** Who runs them: the machine that runs Pulumi, a Job in the cluster, or the server's administrator. */
  readonly by: "machine" | "job" | "person";
  /** One line each, passwords masked; what is said of things for which nothing runs begins with `--`. */
  readonly statements: readonly string[];
}

/** What the operation costs. */
export interface Cost {
  /** Workloads whose pods are started anew. */
  readonly restarts: number;
  /** Jobs that releases run, as hooks or not: migrations and the like. */
  readonly migrations: number;
  /** Seconds that it takes where every probe succeeds at once, as far as the manifests tell. */
  readonly expectedSeconds: number;
  /** Seconds after which the releases give up, one after the other. */
  readonly limitSeconds: number;
}
