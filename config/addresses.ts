/** The addresses of the platform and its neighbours, as users and pods reach them. */
export interface Addresses {
  /** The developer centre itself. */
  readonly paas3: string;
  readonly paas2: string;
  readonly login: string;
  readonly componentApi: string;
  /** Holds the literal placeholder `{api_name}`, which the platform fills in. */
  readonly apiTemplate: string;
  readonly apiGateway: string;
  readonly apiGatewayDocs: string;
  readonly ssm: string;
  readonly iam: string;
  readonly cmdb: string;
  readonly job: string;
  readonly lesscode: string;
}

/** Addresses below the shared domain, by the rules of the paas-stack install guide, step 4. */
export function addressesOf(domain: string): Addresses {
  const at = (name: string): string => `http://${name}.${domain}`;
  return {
    paas3: at("bkpaas"),
    paas2: at("paas"),
    login: `${at("paas")}/login`,
    componentApi: at("paas"),
    apiTemplate: `${at("bkapi")}/api/{api_name}`,
    apiGateway: at("apigw"),
    apiGatewayDocs: at("docs-apigw"),
    ssm: at("bkssm"),
    iam: at("bkiam"),
    // The guide writes cmbd; the service's real host is cmdb.
    cmdb: at("cmdb"),
    job: at("job"),
    lesscode: at("lesscode"),
  };
}
