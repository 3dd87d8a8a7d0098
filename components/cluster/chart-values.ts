import type { Registration } from "./registration.ts";

/** How a chart calls the address of an API server: `host` in the documents of paas-stack, `url` in chart bkpaas3. */
export type AddressKey = "host" | "url";

/**
 * `initialCluster` of a chart that takes the registration as values, by the values reference of paas-stack and the values of
 * chart bkpaas3 0.1.3; BlueKing's guides give charts since 1.0 the same keys. Only the login's parts are secret.
 */
export function initialClusterValues<Text>(registration: Registration<Text>, address: AddressKey) {
  const { subPathDomain, appRootDomain, bcs, apiServers } = registration;
  return {
    enabled: true,
    ingressConfig: {
      sub_path_domain: subPathDomain ?? "",
      ...(appRootDomain !== undefined && { app_root_domain: appRootDomain }),
      enable_https_by_default: registration.httpsByDefault,
      frontend_ingress_ip: registration.frontendIp ?? "",
      httpPort: registration.httpPort,
      httpsPort: registration.httpsPort,
    },
    ...loginValues(registration),
    ...(bcs && {
      annotations: { bcsClusterID: bcs.clusterId, bcsProjectID: bcs.projectId },
    }),
    apiServers: apiServers.map((server) => ({ [address]: server })),
  };
}

function loginValues<Text>({ login }: Registration<Text>) {
  return login.by === "token"
    ? { ...(login.ca !== undefined && { caData: login.ca }), tokenValue: login.token }
    : { caData: login.ca, certData: login.certificate, keyData: login.key };
}
