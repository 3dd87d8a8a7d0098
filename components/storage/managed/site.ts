import type * as pulumi from "@pulumi/pulumi";
import type { ImageSettings } from "../../../config/images.ts";
import type { Size } from "../../../config/storage/sizes.ts";

/** A taint that pods may stand on, as Kubernetes writes it. */
export interface Toleration {
  readonly key?: string | undefined;
  readonly operator?: "Equal" | "Exists" | undefined;
  readonly value?: string | undefined;
  readonly effect?: "NoSchedule" | "PreferNoSchedule" | "NoExecute" | undefined;
  readonly tolerationSeconds?: number | undefined;
}

/** Which nodes a store's pods may run on. */
export interface Placement {
  readonly nodeSelector?: Readonly<Record<string, string>> | undefined;
  readonly tolerations?: readonly Toleration[] | undefined;
}

/** Where and how big a managed store is. */
export interface Site extends Placement {
  readonly namespace: pulumi.Output<string>;
  readonly size: Size;
  /** The cluster's default class without it. */
  readonly storageClass?: string | undefined;
  /** A Kubernetes quantity; the size's own without it. */
  readonly volume?: string | undefined;
  readonly images: ImageSettings;
}
