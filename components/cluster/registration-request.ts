import { isIP } from "node:net";
import type { Login } from "../../config/clusters/login.ts";
import type { Toleration } from "../../config/clusters/registration.ts";
import type { Registration } from "./registration.ts";

/** What the platform's API asks beside a registration. */
export interface RequestContext {
  /** Directory of container logs on the nodes. */
  readonly containerLogDir: string;
  /** Namespace of bk-ingress-nginx and the log collection, and the registry of their images. */
  readonly namespace: string;
  readonly imageRegistry: string;
  /** Where the cluster's logs go; only a platform with BlueKing's own log collector does without. */
  readonly elasticsearch?: {
    readonly scheme: "http" | "https";
    readonly host: string;
    readonly port: number;
    readonly username: string;
    readonly password: string;
  };
}

/** One request of the platform's API, below the address of its apiserver. */
export interface ClusterRequest {
  readonly method: "POST" | "PUT";
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const PATH = "/api/plat_mgt/infras/clusters/";

/** The tenant of a platform without tenants (paasng/core/tenant/user.py). */
const TENANT = "default";

/**
 * The requests that register a cluster, in order (blueking-paas, plat_mgt/infras/clusters/serializers/clusters.py, since April
 * 2025): the first makes it, the others enter its domains, one kind each, of which the platform keeps the kind of the last. The
 * platform logs in to the cluster while it answers the first. The API knows no ports, and takes a front-end address as an IP only.
 */
export function registrationRequests(
  registration: Registration<string>,
  context: RequestContext,
): ClusterRequest[] {
  const body = creationOf(registration, context);
  const path = `${PATH}${registration.name}/`;
  const { appRootDomain, subPathDomain } = registration;
  const updates = [
    ["subdomain", appRootDomain],
    ["subpath", subPathDomain],
  ].filter((update): update is [string, string] => update[1] !== undefined);
  return [
    { method: "POST", path: PATH, body },
    ...updates.map(([kind, domain]): ClusterRequest => ({
      method: "PUT",
      path,
      body: { ...body, ...updateOf(registration, context, kind, domain) },
    })),
  ];
}

function creationOf(registration: Registration<string>, context: RequestContext) {
  const { name, apiServers, frontendIp = "", login } = registration;
  return {
    name,
    description: `application cluster ${name}`,
    ...sourceOf(registration),
    api_servers: apiServers,
    ...authenticationOf(login),
    container_log_dir: context.containerLogDir,
    access_entry_ip: isIP(frontendIp) ? frontendIp : "",
    ...(context.elasticsearch && { elastic_search_config: context.elasticsearch }),
    available_tenant_ids: [TENANT],
  };
}

/** The platform calls a cluster one of BCS only with all three ids; a gateway's address holds the cluster's. */
function sourceOf({ bcs, apiServers }: Registration<string>) {
  if (bcs?.bizId === undefined) return { cluster_source: "native_k8s", api_address_type: "custom" };
  const isGateway = apiServers.length === 1 && apiServers[0]?.includes(bcs.clusterId);
  return {
    cluster_source: "bcs",
    bcs_project_id: bcs.projectId,
    bcs_cluster_id: bcs.clusterId,
    bk_biz_id: bcs.bizId,
    api_address_type: isGateway ? "bcs_gateway" : "custom",
  };
}

/** With a token the platform forgets the authority. */
function authenticationOf(login: Login<string>) {
  return login.by === "token"
    ? { auth_type: "token", token: login.token }
    : { auth_type: "cert", ca: login.ca, cert: login.certificate, key: login.key };
}

function updateOf(
  { httpsByDefault, features, nodeSelector, tolerations }: Registration<string>,
  { namespace, imageRegistry }: RequestContext,
  kind: string,
  domain: string,
) {
  return {
    app_address_type: kind,
    app_domains: [{ name: domain, https_enabled: httpsByDefault, reserved: false }],
    component_preferred_namespace: namespace,
    component_image_registry: imageRegistry,
    feature_flags: features,
    node_selector: nodeSelector,
    tolerations: tolerations.map(tolerationOf),
  };
}

/** A value belongs to Equal, and seconds to NoExecute. */
function tolerationOf({ key, operator, value, effect, tolerationSeconds }: Toleration) {
  return {
    key,
    operator,
    ...(operator === "Equal" && { value }),
    effect,
    ...(effect === "NoExecute" && tolerationSeconds !== undefined && { tolerationSeconds }),
  };
}
