import type * as pulumi from "@pulumi/pulumi";
import { PROJECT_ADMIN } from "../../schema/bkrepo/project-admin.ts";
import type { ArgumentsOf, OutputsOf } from "../arguments.ts";
import { DeclaredResource } from "../resource.ts";

type Outputs = OutputsOf<typeof PROJECT_ADMIN>;

/** What a `ProjectAdmin` is made from. */
export type ProjectAdminArgs = ArgumentsOf<(typeof PROJECT_ADMIN)["inputs"]>;

/** An account that administers a project. */
export class ProjectAdmin extends DeclaredResource {
  declare readonly project: Outputs["project"];
  declare readonly userId: Outputs["userId"];
  declare readonly roleId: Outputs["roleId"];
  declare readonly origin: Outputs["origin"];

  constructor(name: string, args: ProjectAdminArgs, options: pulumi.CustomResourceOptions) {
    super(PROJECT_ADMIN, name, args, options);
  }
}
