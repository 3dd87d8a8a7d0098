import type * as pulumi from "@pulumi/pulumi";
import type { IngressSettings, LogSettings } from "../../config/clusters/components.ts";
import type { ImageSettings } from "../../config/images.ts";
import type { ClusterSettings } from "../../kubernetes/connect.ts";
import type { ElasticSearch } from "../storage/elasticsearch.ts";
import { IngressController } from "./ingress-controller.ts";
import { LogCollection } from "./log-collection.ts";

/** What the components of every application cluster are made from. */
export interface InstalledArgs {
  readonly settings: { readonly ingress: IngressSettings; readonly logs: LogSettings };
  readonly images: ImageSettings;
  /** Where the logs of applications go; without one there is no log collection. */
  readonly elasticsearch: ElasticSearch | undefined;
}

/** Where they are installed. */
export interface InstallPlace {
  /** A namespace that exists. */
  readonly namespace: pulumi.Input<string>;
  /** Its name, and its cluster as this machine reaches it: where a release that failed is examined. */
  readonly reported: { readonly namespace: string; readonly cluster: ClusterSettings };
}

/** Installs what applications need in their cluster, as far as it is enabled. */
export function installComponents(
  name: string,
  { settings: { ingress, logs }, images, elasticsearch }: InstalledArgs,
  place: InstallPlace,
  parent: pulumi.ComponentResource,
): void {
  if (ingress.enabled) {
    new IngressController(`${name}-ingress`, { ...place, settings: ingress, images }, { parent });
  }
  if (logs.enabled && elasticsearch) {
    new LogCollection(`${name}-logs`, { ...place, settings: logs, images, elasticsearch }, { parent });
  }
}
