import type * as pulumi from "@pulumi/pulumi";
import { APP_CODE } from "./application.ts";

/** What the charts of bk-auth and the API gateway are told; the first part holds the secret. */
export interface AppAccountValues {
  readonly bkauth: { readonly accessKeys: Readonly<Record<string, pulumi.Output<string>>> };
  readonly bkApigateway: { readonly bkEsb: { readonly userVerificationExemptedApps: readonly string[] } };
}

/**
 * The values by which bk-auth and the API gateway know the application (charts bkauth 0.0.9 and bk-apigateway 0.4.64).
 * Both charts' Jobs only ever add: bk-auth a secret, of which an application has two at most, the gateway codes.
 */
export function appAccountValues(secret: pulumi.Output<string>): AppAccountValues {
  return {
    bkauth: { accessKeys: { [APP_CODE]: secret } },
    bkApigateway: { bkEsb: { userVerificationExemptedApps: [APP_CODE] } },
  };
}
