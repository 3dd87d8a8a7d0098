import type * as pulumi from "@pulumi/pulumi";
import { USER } from "../../schema/bkrepo/user.ts";
import type { ArgumentsOf, OutputsOf } from "../arguments.ts";
import { DeclaredResource } from "../resource.ts";

type Outputs = OutputsOf<typeof USER>;

/** What an account of bkrepo is made from. */
export type UserArgs = ArgumentsOf<(typeof USER)["inputs"]>;

/** An account of bkrepo, whose password is never overwritten silently. */
export class User extends DeclaredResource {
  declare readonly userId: Outputs["userId"];
  declare readonly password: Outputs["password"];
  declare readonly ownership: Outputs["ownership"];
  declare readonly login: Outputs["login"];
  declare readonly origin: Outputs["origin"];

  constructor(name: string, args: UserArgs, options: pulumi.CustomResourceOptions) {
    super(USER, name, args, options);
  }
}
