import type * as pulumi from "@pulumi/pulumi";
import { REPOSITORY_ADMIN } from "../../schema/bkrepo/repository-admin.ts";
import type { ArgumentsOf, OutputsOf } from "../arguments.ts";
import { DeclaredResource } from "../resource.ts";

type Outputs = OutputsOf<typeof REPOSITORY_ADMIN>;

/** What a `RepositoryAdmin` is made from. */
export type RepositoryAdminArgs = ArgumentsOf<(typeof REPOSITORY_ADMIN)["inputs"]>;

/** An account that administers one repository. */
export class RepositoryAdmin extends DeclaredResource {
  declare readonly project: Outputs["project"];
  declare readonly repository: Outputs["repository"];
  declare readonly userId: Outputs["userId"];
  declare readonly roleId: Outputs["roleId"];
  declare readonly origin: Outputs["origin"];

  constructor(name: string, args: RepositoryAdminArgs, options: pulumi.CustomResourceOptions) {
    super(REPOSITORY_ADMIN, name, args, options);
  }
}
