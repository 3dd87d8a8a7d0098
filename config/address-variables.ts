import { type Addresses, addressesOf } from "./addresses.ts";
import type { Scheme } from "./addresses-section.ts";

type Variables = Readonly<Record<string, string>>;

/** Environment variables of modules that hold addresses; the other modules have none. */
export interface AddressVariables {
  readonly apiserver: Variables;
  readonly webfe: Variables;
}

/** The variables by which apiserver and webfe learn addresses (install guide of paas-stack, step 4; deployment FAQ). */
export function addressVariables(domain: string, addresses: Addresses): AddressVariables {
  const both = { BK_PAAS3_URL: addresses.paas3, BK_PAAS2_URL: addresses.paas2 };
  return {
    apiserver: {
      ...both,
      BK_SSM_URL: addresses.ssm,
      BK_IAM_V3_INNER_HOST: addresses.iam,
      BK_CC_HOST: addresses.cmdb,
      BK_JOB_HOST: addresses.job,
      BK_API_URL_TMPL: addresses.apiTemplate,
      VALID_CUSTOM_DOMAIN_SUFFIXES: `.${domain}`,
    },
    webfe: {
      ...both,
      BK_LOGIN_URL: addresses.login,
      BK_COMPONENT_API_URL: addresses.componentApi,
      BK_APIGW_URL: addresses.apiGateway,
      BK_APIGW_DOC_URL: addresses.apiGatewayDocs,
      BK_LESSCODE_URL: addresses.lesscode,
    },
  };
}

/**
 * Those variables that a chart does not derive itself from the shared domain.
 * @param scheme the one the chart derives addresses with: `global.scheme` of our own, http of every other
 */
export function changedVariables(domain: string, scheme: Scheme, addresses: Addresses): AddressVariables {
  const wanted = addressVariables(domain, addresses);
  const derived = addressVariables(domain, addressesOf({ domain, addresses: { scheme, overrides: {} } }));
  // The charts of the guide derive cmbd, a host that does not exist.
  return {
    apiserver: without(wanted.apiserver, { ...derived.apiserver, BK_CC_HOST: "" }),
    webfe: without(wanted.webfe, derived.webfe),
  };
}

function without(wanted: Variables, derived: Variables): Variables {
  return Object.fromEntries(Object.entries(wanted).filter(([name, value]) => derived[name] !== value));
}
