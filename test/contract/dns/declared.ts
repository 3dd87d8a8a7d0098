import type { CorefileBlockArgs } from "../../../provider/sdk/dns/corefile-block.ts";

/** What the program of these tests declares; nothing but the provider without a block. */
export interface Declared {
  readonly kubeconfig: string;
  readonly block?: CorefileBlockArgs;
}
