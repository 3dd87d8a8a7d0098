import type * as pulumi from "@pulumi/pulumi";
import { SERVICE_ACCOUNT_TOKEN } from "../../schema/cluster/service-account-token.ts";
import type { ArgumentsOf, OutputsOf } from "../arguments.ts";
import { DeclaredResource } from "../resource.ts";

type Outputs = OutputsOf<typeof SERVICE_ACCOUNT_TOKEN>;

/** What a `ServiceAccountToken` is made from. */
export type ServiceAccountTokenArgs = ArgumentsOf<(typeof SERVICE_ACCOUNT_TOKEN)["inputs"]>;

/** A token of a ServiceAccount that ends by itself and is renewed in time; the resource's end is the token's. */
export class ServiceAccountToken extends DeclaredResource {
  declare readonly namespace: Outputs["namespace"];
  declare readonly serviceAccount: Outputs["serviceAccount"];
  declare readonly lifetimeSeconds: Outputs["lifetimeSeconds"];
  declare readonly renewSeconds: Outputs["renewSeconds"];
  declare readonly edition: Outputs["edition"];
  declare readonly token: Outputs["token"];
  declare readonly expires: Outputs["expires"];
  declare readonly grantedSeconds: Outputs["grantedSeconds"];
  declare readonly fingerprint: Outputs["fingerprint"];
  declare readonly marker: Outputs["marker"];
  declare readonly ca: Outputs["ca"];

  constructor(name: string, args: ServiceAccountTokenArgs, options: pulumi.CustomResourceOptions) {
    super(SERVICE_ACCOUNT_TOKEN, name, args, options);
  }
}
