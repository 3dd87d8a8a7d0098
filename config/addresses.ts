import type { AddressSettings, Scheme } from "./addresses-section.ts";
import type { PlatformSettings } from "./platform/platform.ts";

/** The addresses of the platform and its neighbours, as users and pods reach them. */
export interface Addresses {
  /** The developer centre itself. */
  readonly paas3: string;
  /** Desktop of PaaS 2.0; of BlueKing 7, which has none, the main site. */
  readonly paas2: string;
  readonly login: string;
  readonly componentApi: string;
  /** Holds the literal placeholder `{api_name}`, which the platform fills in. */
  readonly apiTemplate: string;
  readonly apiGateway: string;
  readonly apiGatewayDocs: string;
  /** API by which gateways are managed, with a trailing slash. */
  readonly apiGatewayDashboard: string;
  readonly ssm: string;
  readonly iam: string;
  readonly iamApi: string;
  readonly user: string;
  readonly cmdb: string;
  readonly job: string;
  readonly lesscode: string;
  readonly bcs: string;
  readonly monitor: string;
  readonly log: string;
  readonly nodeman: string;
  readonly repo: string;
  readonly devops: string;
  readonly codecc: string;
  readonly turbo: string;
  readonly pipeline: string;
}

/** What addresses follow from; without `platform` they are those of the install guide of paas-stack. */
export interface AddressInput {
  readonly domain: string;
  readonly addresses: Pick<AddressSettings, "scheme" | "overrides">;
  readonly platform?: Pick<PlatformSettings, "generation"> | undefined;
}

/**
 * Every address: below the shared domain by the rules of the paas-stack install guide, step 4, those that it does not know
 * and generation bkpaas3 by BlueKing's helmfile, unless the configuration says another.
 */
export function addressesOf({ domain, addresses, platform }: AddressInput): Addresses {
  const { scheme, overrides } = addresses;
  const given = Object.entries(overrides).filter(([, address]) => address !== undefined);
  return {
    ...belowDomain(domain, scheme),
    ...(platform?.generation === "bkpaas3" && ofBlueking7(domain, scheme)),
    ...(Object.fromEntries(given) as Partial<Addresses>),
  };
}

function belowDomain(domain: string, scheme: Scheme): Addresses {
  const at = (name: string): string => `${scheme}://${name}.${domain}`;
  return {
    paas3: at("bkpaas"),
    paas2: at("paas"),
    login: `${at("paas")}/login`,
    componentApi: at("paas"),
    apiTemplate: `${at("bkapi")}/api/{api_name}`,
    apiGateway: at("apigw"),
    apiGatewayDocs: at("docs-apigw"),
    apiGatewayDashboard: `${at("bkapi")}/api/bk-apigateway-inner/prod/`,
    ssm: at("bkssm"),
    iam: at("bkiam"),
    iamApi: at("bkiam-api"),
    user: at("bkuser"),
    // The guide writes cmbd; the service's real host is cmdb.
    cmdb: at("cmdb"),
    job: at("job"),
    lesscode: at("lesscode"),
    bcs: at("bcs"),
    monitor: at("bkmonitor"),
    log: at("bklog"),
    nodeman: at("bknodeman"),
    repo: at("bkrepo"),
    devops: at("devops"),
    codecc: `${at("devops")}/console/codelib`,
    turbo: `${at("devops")}/console/turbo`,
    pipeline: `${at("devops")}/console/pipeline`,
  };
}

/** BlueKing 7 has its desktop and login on the domain itself, and component APIs behind the API gateway. */
function ofBlueking7(domain: string, scheme: Scheme): Partial<Addresses> {
  const site = `${scheme}://${domain}`;
  return { paas2: site, login: `${site}/login`, componentApi: `${scheme}://bkapi.${domain}` };
}

/**
 * Host of every Ingress of the platform: that of its page. By the deployment FAQ who changes BK_PAAS3_URL changes the hosts of
 * `apiserver.processes.ingress` and `engine.processes.ingress` too.
 */
export function ingressHostOf({ paas3 }: Pick<Addresses, "paas3">): string {
  return hostOf(paas3);
}

/** Host of an address, in lower case, without a port; an IPv6 address in brackets. */
export function hostOf(address: string): string {
  return new URL(address).hostname;
}
