import type { ClusterIdentityArgs } from "../../../components/cluster/identity.ts";
import type { ServiceAccountTokenArgs } from "../../../provider/sdk/cluster/service-account-token.ts";

/** What the program of these tests declares; nothing but the providers without a token and an identity. */
export interface Declared {
  readonly kubeconfig: string;
  readonly token?: ServiceAccountTokenArgs;
  readonly identity?: ClusterIdentityArgs;
}
