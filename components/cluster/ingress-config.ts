import type { Registration } from "./registration.ts";

/** What of a registration says where applications are. */
type Placed = Pick<
  Registration<unknown>,
  "subPathDomain" | "appRootDomain" | "httpsByDefault" | "frontendIp" | "httpPort" | "httpsPort"
>;

/**
 * `ingress_config` of a cluster's row (blueking-paas 97e8e8398, workloads/paas_wl/paas_wl/cluster/models.py). Where only the
 * domain of paths is known it is the root of hosts as well, as every chart has it.
 */
export function ingressConfig(placed: Placed) {
  const { subPathDomain, appRootDomain = subPathDomain, httpsByDefault, frontendIp = "" } = placed;
  const domains = (name: string | undefined) =>
    name === undefined ? [] : [{ name, https_enabled: httpsByDefault }];
  return {
    default_ingress_domain_tmpl: subPathDomain === undefined ? "" : `%s.${subPathDomain}`,
    frontend_ingress_ip: frontendIp,
    app_root_domains: domains(appRootDomain),
    sub_path_domains: domains(subPathDomain),
    port_map: { http: placed.httpPort, https: placed.httpsPort },
  };
}
