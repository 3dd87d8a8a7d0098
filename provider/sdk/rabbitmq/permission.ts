import type * as pulumi from "@pulumi/pulumi";
import { PERMISSION } from "../../schema/rabbitmq/permission.ts";
import type { ArgumentsOf, OutputsOf } from "../arguments.ts";
import { DeclaredResource } from "../resource.ts";

type Outputs = OutputsOf<typeof PERMISSION>;

/** What a `Permission` is made from. */
export type PermissionArgs = ArgumentsOf<(typeof PERMISSION)["inputs"]>;

/** What a user may do on a virtual host. */
export class Permission extends DeclaredResource {
  declare readonly virtualHost: Outputs["virtualHost"];
  declare readonly user: Outputs["user"];
  declare readonly configure: Outputs["configure"];
  declare readonly write: Outputs["write"];
  declare readonly read: Outputs["read"];
  declare readonly ownership: Outputs["ownership"];
  declare readonly origin: Outputs["origin"];

  constructor(name: string, args: PermissionArgs, options: pulumi.CustomResourceOptions) {
    super(PERMISSION, name, args, options);
  }
}
