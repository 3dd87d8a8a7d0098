import * as pulumi from "@pulumi/pulumi";
import type { Hidden } from "../../config/hidden.ts";

/** An account of a store. */
export interface Account {
  readonly user: string;
  readonly password: pulumi.Output<string>;
}

/** A configured secret; from here on it is one of the engine's: encrypted in the state, hidden in every display. */
export function secret(hidden: Hidden): pulumi.Output<string> {
  return pulumi.secret(hidden.reveal());
}

/** The same where it may be left out. */
export function optionalSecret(hidden: Hidden | undefined): pulumi.Output<string> | undefined {
  return hidden && secret(hidden);
}

/** A configured account. */
export function account(given: { readonly user: string; readonly password: Hidden }): Account {
  return { user: given.user, password: secret(given.password) };
}
