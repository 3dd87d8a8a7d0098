import type * as pulumi from "@pulumi/pulumi";
import type { AppCluster } from "./app-cluster.ts";
import type { InitialCluster } from "./initial-cluster.ts";
import type { Registration } from "./registration.ts";

/** What other stacks are told of an application cluster. */
export interface ClusterFacts extends Registration<pulumi.Output<string>> {
  /** Class of the Ingress controller of applications; absent where somebody else has one there. */
  readonly ingressClass?: string | undefined;
  /** Namespace of what this program installs there; absent where it installs nothing. */
  readonly namespace?: pulumi.Output<string> | undefined;
  /** Secret there with the token that this program made; absent where somebody else made the login. */
  readonly tokenSecret?: pulumi.Output<string> | undefined;
}

/** The outputs of a cluster: its registration, and what is installed there. */
export function clusterFacts(cluster: AppCluster | InitialCluster): ClusterFacts {
  const { registration, ingressClass, namespace, tokenSecret } = cluster;
  return { ...registration, ingressClass, namespace, tokenSecret };
}
