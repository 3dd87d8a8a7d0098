import { withPrefix } from "../platform/container-env.ts";
import type { Registration } from "./registration.ts";

/** How the platform's command wants addresses: as a list between `;` until April 2025, as JSON since. */
export type EnvironmentForm = "list" | "json";

/**
 * Environment of the platform's command `initial_default_cluster`, which registers the initial cluster and no other: it knows
 * one primary key and one name (blueking-paas, initial_default_cluster.py: e39e150f3 of November 2022, which wants every
 * variable that is no login, and 3502617c5 of April 2025).
 * @param elasticsearch ElasticSearch as the apiserver's list of hosts: the command of 2025 fails where the apiserver has none
 */
export function registrationEnvironment(
  registration: Registration<string>,
  form: EnvironmentForm,
  elasticsearch?: string,
): Readonly<Record<string, string>> {
  const { subPathDomain = "", appRootDomain = subPathDomain, features } = registration;
  const variables = {
    ...(form === "list" && { REGION: "default" }),
    SUB_PATH_DOMAIN: subPathDomain,
    APP_ROOT_DOMAIN: appRootDomain,
    ENABLED_HTTPS_BY_DEFAULT: String(registration.httpsByDefault),
    FRONTEND_INGRESS_IP: registration.frontendIp ?? "",
    HTTP_PORT: String(registration.httpPort),
    HTTPS_PORT: String(registration.httpsPort),
    API_SERVER_URLS: addressList(registration.apiServers, form),
    ...bcsVariables(registration.bcs, form),
    ...loginVariables(registration.login),
    NODE_SELECTOR: JSON.stringify(registration.nodeSelector),
    TOLERATIONS: JSON.stringify(registration.tolerations),
    // Given at all, they take the place of the platform's own choice.
    ...(Object.keys(features).length > 0 && { FEATURE_FLAGS: JSON.stringify(features) }),
  };
  return {
    ...withPrefix("PAAS_WL_CLUSTER_", variables),
    ...(elasticsearch !== undefined && { PAAS_ELASTICSEARCH_HOSTS: elasticsearch }),
  };
}

function addressList(apiServers: readonly string[], form: EnvironmentForm): string {
  return form === "json" ? JSON.stringify(apiServers) : apiServers.join(";");
}

/** Since 2025 the ids of cluster, project and business come together or not at all. */
function bcsVariables(bcs: Registration<string>["bcs"], form: EnvironmentForm): Record<string, string> {
  const { clusterId = "", projectId = "", bizId = "" } = bcs ?? {};
  if (form === "json" && bizId === "") return {};
  return { BCS_CLUSTER_ID: clusterId, BCS_PROJECT_ID: projectId, BK_BIZ_ID: bizId };
}

function loginVariables(login: Registration<string>["login"]): Record<string, string> {
  return login.by === "token"
    ? { ...(login.ca !== undefined && { CA_DATA: login.ca }), TOKEN_VALUE: login.token }
    : { CA_DATA: login.ca, CERT_DATA: login.certificate, KEY_DATA: login.key };
}
