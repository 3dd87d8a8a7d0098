import type { Login } from "../../config/clusters/login.ts";
import type { Toleration } from "../../config/clusters/registration.ts";

/** One application cluster, as the platform is told of it by every way that it has. */
export interface Registration<Text> {
  /** The platform's name of it. */
  readonly name: string;
  /** Primary key of its row: the same in every run. */
  readonly id: string;
  /** Addresses of its API servers, as the platform's pods reach them; at least one. */
  readonly apiServers: readonly string[];
  readonly login: Login<Text>;
  /** Applications are paths of this domain, or hosts below the other; at least one of them. */
  readonly subPathDomain?: string | undefined;
  readonly appRootDomain?: string | undefined;
  readonly httpsByDefault: boolean;
  readonly frontendIp?: string | undefined;
  readonly httpPort: number;
  readonly httpsPort: number;
  readonly bcs?:
    | { readonly clusterId: string; readonly projectId: string; readonly bizId?: string | undefined }
    | undefined;
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly Toleration[];
  readonly features: Readonly<Record<string, boolean>>;
}

/** Row of the initial cluster in every installation (bkpaas3 0.1.3, charts/workloads, initial-cluster-configmap.yaml). */
export const INITIAL_CLUSTER_ID = "332d740b-03ed-40f2-aa6b-c90cc5f1e89c";

/** Its name, which the same template gives it. */
export const INITIAL_CLUSTER_NAME = "default-main";
