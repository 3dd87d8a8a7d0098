import type * as pulumi from "@pulumi/pulumi";
import type { ImageSettings } from "../../../config/images.ts";
import type { ManagedStore } from "../../../config/storage/managed.ts";

/** Which nodes a store's pods may run on. */
export type Placement = Pick<ManagedStore, "nodeSelector" | "tolerations">;

/** Where and how big a managed store is: what its section of the configuration says, where it lives and its images. */
export interface Site extends Omit<ManagedStore, "mode"> {
  readonly namespace: pulumi.Output<string>;
  readonly images: ImageSettings;
  /** Mixed into digests of secrets, so that they tell nothing about a weak password. */
  readonly digestKey: pulumi.Output<string>;
}
