import type { Words } from "../config/words.ts";

/** What a box stands for; each has a colour and a form of its own. */
export type NodeKind = "outsider" | "keys" | "release" | "job" | "api" | "store";

/** What a frame stands for: a cluster, a namespace in one, or servers outside of all of them. */
export type FrameKind = "cluster" | "namespace" | "outside";

/** What a line stands for: who talks to whom, or where keys flow. */
export type EdgeKind = "talks" | "keys";

/** A box: its name, and lines below it. */
export interface Node {
  readonly id: string;
  readonly kind: NodeKind;
  readonly title: Words;
  readonly lines: readonly Words[];
  /** Names of the keys that it reads. */
  readonly keys: readonly string[];
  /** Id of the frame that it is in. */
  readonly frame?: string;
  /** Ids of the resources that it stands for, where there are some. */
  readonly resources: readonly string[];
}

/** A frame around boxes and other frames. */
export interface Frame {
  readonly id: string;
  readonly kind: FrameKind;
  readonly title: Words;
  /** Id of the frame that it is in. */
  readonly within?: string;
  /** Ids of the resources that it stands for, where there are some. */
  readonly resources: readonly string[];
}

/** A line from one box to another, with the direction of who begins. */
export interface Edge {
  readonly kind: EdgeKind;
  readonly from: string;
  readonly to: string;
  readonly label: readonly Words[];
}

/** The architecture of an environment, before it is drawn. Names only: there is never a secret in it. */
export interface Picture {
  readonly environment: string;
  readonly frames: readonly Frame[];
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

/** A server or a person that others talk to, and how one sees in what somebody is given that he does. */
export interface Target {
  readonly node: Node;
  readonly uses: readonly Use[];
}

/** One way of using a server. */
export interface Use {
  readonly label: Words;
  /** Whether a leaf of somebody's inputs says that he uses it so. */
  readonly isSaidBy: (leaf: Leaf) => boolean;
}

/** A leaf of somebody's inputs, such as `values.apiserver.env.PAAS3_MYSQL_HOST`. */
export interface Leaf {
  readonly path: string;
  /** What stands there; of a secret leaf only its digest is known. */
  readonly text: string;
  /** Digest of a secret's made-up value; undefined for what is no secret. */
  readonly digest: string | undefined;
}
