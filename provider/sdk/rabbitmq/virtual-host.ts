import type * as pulumi from "@pulumi/pulumi";
import { VIRTUAL_HOST } from "../../schema/rabbitmq/virtual-host.ts";
import type { ArgumentsOf, OutputsOf } from "../arguments.ts";
import { DeclaredResource } from "../resource.ts";

type Outputs = OutputsOf<typeof VIRTUAL_HOST>;

/** What a `VirtualHost` is made from. */
export type VirtualHostArgs = ArgumentsOf<(typeof VIRTUAL_HOST)["inputs"]>;

/** A virtual host of RabbitMQ, whose messages stay unless told. */
export class VirtualHost extends DeclaredResource {
  declare readonly name: Outputs["name"];
  declare readonly description: Outputs["description"];
  declare readonly deletion: Outputs["deletion"];
  declare readonly ownership: Outputs["ownership"];
  declare readonly origin: Outputs["origin"];

  constructor(name: string, args: VirtualHostArgs, options: pulumi.CustomResourceOptions) {
    super(VIRTUAL_HOST, name, args, options);
  }
}
