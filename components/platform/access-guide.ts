import { type Addresses, hostOf } from "../../config/addresses.ts";

/**
 * What is left to a person after an install, in order. The engine shows no NOTES of a chart, so this is their place; the
 * token of the health page is an output of its own and stands in none of these lines.
 * @param preparations without which no application can be deployed
 */
export function accessGuide({ paas3, login }: Addresses, preparations: readonly string[]): string[] {
  return [
    "Enter keys.privateToken in bk-apigateway, as keys.paasPrivateToken.",
    `Let ${hostOf(paas3)} and the other names of output names resolve, inside the cluster and for browsers (make hosts).`,
    ...preparations,
    `Open ${paas3} and log in as at ${login}; whoever logs in there as the administrator is one here too.`,
    `Administration: ${paas3}/backend/admin42`,
    `Health: ${paas3}/backend/api/healthz/?token=…, with output keys.healthzToken as the token.`,
  ];
}
