import { addressesOf } from "./addresses.ts";
import { type Problem, setCommand } from "./problem.ts";
import type { Settings } from "./schema.ts";

/** An Ingress controller with a certificate sends http on to https: an address that says http would lead astray. */
export function tlsSecretNeedsHttps(
  settings: Pick<Settings, "addresses" | "domain" | "platform">,
): Problem[] {
  const { paas3 } = addressesOf(settings);
  const { tlsSecret, overrides } = settings.addresses;
  if (tlsSecret === undefined || paas3.startsWith("https:")) return [];
  return [
    {
      key: "addresses.tlsSecret",
      rule: `needs https, and the platform's address is ${paas3}: Ingress controllers redirect where there is a certificate`,
      fix:
        overrides.paas3 === undefined
          ? setCommand("addresses.scheme", "https", false)
          : setCommand("addresses.overrides.paas3", paas3.replace(/^http:/, "https:"), false),
    },
  ];
}
