import type * as pulumi from "@pulumi/pulumi";
import type { ImageSettings } from "../../config/images.ts";
import type { ManagedStore } from "../../config/storage/managed.ts";
import type { Site } from "./managed/site.ts";

/** Where stores live that this program runs, and the Jobs that prepare them. */
export interface Home {
  readonly namespace: string;
  /** The same, once it exists. */
  readonly created: pulumi.Output<string>;
  readonly images: ImageSettings;
  /** Mixed into digests of secrets, so that they tell nothing about a weak password. */
  readonly digestKey: pulumi.Output<string>;
}

/** Where and how big one store is. */
export function siteOf(home: Home, store: ManagedStore): Site {
  const { size, storageClass, volume, nodeSelector, tolerations } = store;
  return {
    size,
    storageClass,
    volume,
    nodeSelector,
    tolerations,
    namespace: home.created,
    images: home.images,
    digestKey: home.digestKey,
  };
}
