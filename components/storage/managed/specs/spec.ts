import type { core } from "@pulumi/kubernetes/types/input.js";
import type { Image, ImageSettings } from "../../../../config/images.ts";
import type { PodUser } from "../restricted.ts";
import type { Share, Size } from "../../../../config/storage/sizes.ts";

/** Texts by file name. */
export type Files = Readonly<Record<string, string>>;

/** What every store's specification follows from. */
export interface Plan {
  /** Pulumi name of the store, such as `mysql-addons`. */
  readonly name: string;
  readonly size: Size;
  readonly images: ImageSettings;
}

/** A part of the pod's file system. */
export interface Mount {
  /** The ConfigMap, the Secret, the volume, an empty directory of the pod's own, or a Secret that exists. */
  readonly from: "configuration" | "secrets" | "data" | "scratch" | { readonly secret: string };
  readonly at: string;
  /** One file of it instead of the directory. */
  readonly file?: string;
}

/** What tells one managed store from another, without any secret. The rest is the same for all (`pod.ts`). */
export interface StoreSpec {
  /** Name of the software, such as `mysql`. */
  readonly software: string;
  readonly image: Image;
  /** Pods: one, or as many as make a quorum. */
  readonly nodes: number;
  readonly share: Share;
  readonly user: PodUser;
  /** What clients are served on. */
  readonly ports: Readonly<Record<string, number>>;
  /** Files of the ConfigMap. */
  readonly configuration: Files;
  readonly mounts: readonly Mount[];
  /** Command, environment and probes. */
  readonly container: Pick<
    core.v1.Container,
    "command" | "args" | "env" | "startupProbe" | "readinessProbe" | "livenessProbe"
  >;
  /** Whether the image only runs where it may write beside its mounts. */
  readonly writesOutsideMounts?: boolean;
  /** Seconds the server may take to write down what it holds. */
  readonly graceSeconds: number;
}

/** An environment variable from a key of the store's Secret. */
export function fromSecret(name: string, secret: string, key: string): core.v1.EnvVar {
  return { name, valueFrom: { secretKeyRef: { name: secret, key } } };
}

/** Asked while the server starts: it may take an hour, for a recovery after a crash is as long as the log is. */
export function startup(action: core.v1.Probe): core.v1.Probe {
  return { ...action, periodSeconds: 10, timeoutSeconds: 10, failureThreshold: 360 };
}

/** Asked all the time: clients are sent to the pod while it passes. */
export function readiness(action: core.v1.Probe): core.v1.Probe {
  return { ...action, periodSeconds: 10, timeoutSeconds: 10, failureThreshold: 3 };
}

/** Asked all the time, with patience: a server that only has much to do must not be ended. */
export function liveness(action: core.v1.Probe): core.v1.Probe {
  return { ...action, periodSeconds: 30, timeoutSeconds: 20, failureThreshold: 10 };
}

/** A configuration file of lines `key = value`. */
export function settingLines(settings: Readonly<Record<string, string | number>>): string {
  return Object.entries(settings)
    .map(([key, value]) => `${key} = ${value}\n`)
    .join("");
}
