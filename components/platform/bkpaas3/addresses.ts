import { type Addresses, addressesOf } from "../../../config/addresses.ts";
import { ADDRESS_KEYS } from "../../../config/platform/bkpaas3-address-keys.ts";
import type { Bkpaas3Input } from "./input.ts";
import { insideQuotes } from "../retyping.ts";

/** The addresses as the modules of chart bkpaas3 take them. */
export function bkpaas3Addresses(input: Bkpaas3Input<unknown>) {
  const { addresses } = input;
  return {
    global: chosen(ADDRESS_KEYS.global, addresses),
    apiserver: {
      ...chosen(ADDRESS_KEYS.apiserver, addresses),
      // The chart's own address is the Service, which is nearer than the name below the domain.
      ...(isGiven(input, "ssm") && { bkSsmApiUrl: insideQuotes(addresses.ssm) }),
    },
    webfe: chosen(ADDRESS_KEYS.webfe, addresses),
  };
}

/** The address of the gateway's documents, where it is not the one that the chart derives from the gateway's. */
export function documentsOfGateway(input: Bkpaas3Input<unknown>): Record<string, string> {
  return isGiven(input, "apiGatewayDocs") ? { BK_APIGW_DOC_URL: input.addresses.apiGatewayDocs } : {};
}

/** Whether an address was configured instead of the one below the domain. */
function isGiven({ addresses, scheme, domain }: Bkpaas3Input<unknown>, name: keyof Addresses): boolean {
  return addresses[name] !== addressesOf({ domain, addresses: { scheme, overrides: {} } })[name];
}

function chosen<const Key extends string>(
  keys: Readonly<Record<Key, keyof Addresses>>,
  addresses: Addresses,
): Record<Key, string> {
  const values = Object.entries<keyof Addresses>(keys).map(([key, name]) => [
    key,
    insideQuotes(addresses[name]),
  ]);
  return Object.fromEntries(values) as Record<Key, string>;
}
