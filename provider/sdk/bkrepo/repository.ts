import type * as pulumi from "@pulumi/pulumi";
import { REPOSITORY } from "../../schema/bkrepo/repository.ts";
import type { ArgumentsOf, OutputsOf } from "../arguments.ts";
import { DeclaredResource } from "../resource.ts";

type Outputs = OutputsOf<typeof REPOSITORY>;

/** What a `Repository` is made from. */
export type RepositoryArgs = ArgumentsOf<(typeof REPOSITORY)["inputs"]>;

/** A repository of bkrepo. */
export class Repository extends DeclaredResource {
  declare readonly project: Outputs["project"];
  declare readonly name: Outputs["name"];
  declare readonly type: Outputs["type"];
  declare readonly public: Outputs["public"];
  declare readonly description: Outputs["description"];
  declare readonly quotaBytes: Outputs["quotaBytes"];
  declare readonly deletion: Outputs["deletion"];
  declare readonly ownership: Outputs["ownership"];
  declare readonly origin: Outputs["origin"];

  constructor(name: string, args: RepositoryArgs, options: pulumi.CustomResourceOptions) {
    super(REPOSITORY, name, args, options);
  }
}
