/** What a release is made of, as far as it can fail. */
export type SubjectKind =
  | "Cluster"
  | "Release"
  | "Job"
  | "Deployment"
  | "StatefulSet"
  | "DaemonSet"
  | "Pod"
  | "PersistentVolumeClaim";

/** An event about a thing or its pods, newest last. */
export interface SeenEvent {
  /** Kubernetes' word, such as FailedScheduling. */
  readonly reason: string;
  readonly message: string;
  /** How often it happened. */
  readonly count: number;
}

/** One thing of a release that is not as it should be, with all that was seen of it. Holds no secret. */
export interface Finding {
  readonly kind: SubjectKind;
  readonly name: string;
  /** When Helm runs it, such as `pre-install, pre-upgrade`, where it is a hook. */
  readonly hook?: string | undefined;
  /** Of its pods the one that is furthest from ready. */
  readonly pod?: string | undefined;
  /** Of that pod's containers the one that stands in the way. */
  readonly container?: string | undefined;
  /** Words of Kubernetes or Helm for its state, by which symptoms tell it: ImagePullBackOff, BackoffLimitExceeded … */
  readonly reasons: readonly string[];
  /** Its state for people, such as `waiting: ImagePullBackOff`. */
  readonly state: string;
  /** What Kubernetes or Helm says of it. */
  readonly messages: readonly string[];
  readonly events: readonly SeenEvent[];
  /** Last lines of the container's log, oldest first. */
  readonly log: readonly string[];
  /** Why there is no log, where one should be. */
  readonly logMissing?: string | undefined;
}

/** What was found of one release. */
export interface Examined {
  readonly release: string;
  readonly namespace: string;
  /** Helm's word for the newest revision with its number, or that there is none. */
  readonly status: string;
  readonly findings: readonly Finding[];
  /** What could not be looked at, and why. */
  readonly unseen: readonly string[];
}
