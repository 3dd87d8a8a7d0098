import { isIP } from "node:net";
import { type NamesInput, resolvableNames } from "../../config/names.ts";
import { prepare } from "../prepare.ts";
import { settingsOf } from "../stack/configured.ts";
import { type Target, stackOf } from "../stack/target.ts";

/**
 * Prints the lines that a user's machine needs in /etc/hosts, where no DNS server knows the platform. They follow from the
 * configuration: nothing has to be up.
 * @param given see `hostsLines`
 */
export async function hosts(target: Target, given: string | undefined): Promise<number> {
  if (target.kind === "dev") await prepare();
  const lines = hostsLines(await settingsOf(target), given);
  console.log([`# BlueKing PaaS, stack ${stackOf(target)}`, ...lines].join("\n"));
  return 0;
}

/**
 * One line for each name that browsers ask for.
 * @param given address at which browsers reach the Ingress controller; without it the one that pods are given
 * @throws Error where no address is known
 */
export function hostsLines(settings: NamesInput, given: string | undefined): string[] {
  const ip = given ?? addressIn(settings.addresses.dns);
  if (ip === undefined || isIP(ip) === 0) {
    const reason = ip === undefined ? "No address is known" : `${ip} is no IP address`;
    throw new Error(`${reason}: say where browsers reach the Ingress controller, make hosts IP=<address>.`);
  }
  return resolvableNames(settings).browsers.map((name) => `${ip} ${name}`);
}

/** The address that the configuration tells; a Service's is the cluster's own, which no browser reaches. */
function addressIn(dns: NamesInput["addresses"]["dns"]): string | undefined {
  if (dns.mode === "hostAliases") return dns.ip;
  return dns.mode === "coredns" && isIP(dns.target) > 0 ? dns.target : undefined;
}
