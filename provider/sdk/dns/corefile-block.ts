import type * as pulumi from "@pulumi/pulumi";
import { COREFILE_BLOCK } from "../../schema/dns/corefile-block.ts";
import type { ArgumentsOf, OutputsOf } from "../arguments.ts";
import { DeclaredResource } from "../resource.ts";

type Outputs = OutputsOf<typeof COREFILE_BLOCK>;

/** What a `CorefileBlock` is made from. */
export type CorefileBlockArgs = ArgumentsOf<(typeof COREFILE_BLOCK)["inputs"]>;

/** Names that the CoreDNS of a cluster answers with one address; removed from it with the resource. */
export class CorefileBlock extends DeclaredResource {
  declare readonly name: Outputs["name"];
  declare readonly names: Outputs["names"];
  declare readonly target: Outputs["target"];
  declare readonly namespace: Outputs["namespace"];
  declare readonly configMap: Outputs["configMap"];
  declare readonly key: Outputs["key"];
  declare readonly ip: Outputs["ip"];
  declare readonly block: Outputs["block"];

  constructor(name: string, args: CorefileBlockArgs, options: pulumi.CustomResourceOptions) {
    super(COREFILE_BLOCK, name, args, options);
  }
}
