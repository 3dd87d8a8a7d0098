import type * as pulumi from "@pulumi/pulumi";
import { loginOf } from "../../config/clusters/given-login.ts";
import type { GivenLogin, Login } from "../../config/clusters/login.ts";
import { secret } from "../secrets/given.ts";

/** The login that somebody else made, as the program has it: all of it secret. */
export function givenLogin(settings: GivenLogin): Login<pulumi.Output<string>> {
  const login = loginOf(settings);
  if (login.by === "token") {
    return { by: "token", token: secret(login.token), ca: login.ca && secret(login.ca) };
  }
  return {
    by: "certificate",
    ca: secret(login.ca),
    certificate: secret(login.certificate),
    key: secret(login.key),
  };
}
