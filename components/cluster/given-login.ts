import type * as pulumi from "@pulumi/pulumi";
import { loginOf } from "../../config/clusters/given-login.ts";
import { type GivenLogin, type Login, mapLogin } from "../../config/clusters/login.ts";
import { secret } from "../secrets/given.ts";

/** The login that somebody else made, as the program has it: all of it secret. */
export function givenLogin(settings: GivenLogin): Login<pulumi.Output<string>> {
  return mapLogin(loginOf(settings), secret);
}
