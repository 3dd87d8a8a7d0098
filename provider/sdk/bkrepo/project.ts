import type * as pulumi from "@pulumi/pulumi";
import { PROJECT } from "../../schema/bkrepo/project.ts";
import type { ArgumentsOf, OutputsOf } from "../arguments.ts";
import { DeclaredResource } from "../resource.ts";

type Outputs = OutputsOf<typeof PROJECT>;

/** What a `Project` is made from. */
export type ProjectArgs = ArgumentsOf<(typeof PROJECT)["inputs"]>;

/** A project of bkrepo, which holds repositories. */
export class Project extends DeclaredResource {
  declare readonly name: Outputs["name"];
  declare readonly displayName: Outputs["displayName"];
  declare readonly description: Outputs["description"];
  declare readonly ownership: Outputs["ownership"];
  declare readonly projectId: Outputs["projectId"];
  declare readonly origin: Outputs["origin"];

  constructor(name: string, args: ProjectArgs, options: pulumi.CustomResourceOptions) {
    super(PROJECT, name, args, options);
  }
}
