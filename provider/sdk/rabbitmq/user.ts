import type * as pulumi from "@pulumi/pulumi";
import { USER } from "../../schema/rabbitmq/user.ts";
import type { ArgumentsOf, OutputsOf } from "../arguments.ts";
import { DeclaredResource } from "../resource.ts";

type Outputs = OutputsOf<typeof USER>;

/** What a `User` is made from. */
export type UserArgs = ArgumentsOf<(typeof USER)["inputs"]>;

/** A user of RabbitMQ, whose password is never overwritten silently. */
export class User extends DeclaredResource {
  declare readonly name: Outputs["name"];
  declare readonly password: Outputs["password"];
  declare readonly tags: Outputs["tags"];
  declare readonly ownership: Outputs["ownership"];
  declare readonly login: Outputs["login"];
  declare readonly origin: Outputs["origin"];

  constructor(name: string, args: UserArgs, options: pulumi.CustomResourceOptions) {
    super(USER, name, args, options);
  }
}
