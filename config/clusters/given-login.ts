import { Hidden } from "../hidden.ts";
import type { AppClusterSettings } from "./app-clusters.ts";
import { clusterIn, kubeconfigText } from "./kubeconfig.ts";
import { type GivenLogin, type Login, mapLogin } from "./login.ts";

/** The login that somebody else made, of modes token, certificate and bcs. */
export function loginOf(settings: GivenLogin): Login<Hidden> {
  if (settings.mode === "token" || (settings.mode === "bcs" && settings.login !== "certificate")) {
    const { ca, token } = settings;
    return { by: "token", token, ...(ca !== undefined && { ca: hidden(ca) }) };
  }
  const { ca, certificate, key } = settings;
  return {
    by: "certificate",
    ca: hidden(ca),
    certificate: hidden(certificate),
    key: new Hidden(withoutSpace(key.reveal())),
  };
}

/** Addresses of a cluster's API servers: those configured, else the one of its kubeconfig. */
export function apiServersOf(settings: AppClusterSettings | GivenLogin): readonly string[] {
  if (settings.mode !== "kubeconfig") return settings.apiServers;
  return settings.apiServers ?? [clusterIn(settings.kubeconfig.reveal(), settings.context).server];
}

/** The kubeconfig by which this program reaches a cluster; its context is `context` of the settings, else the current one. */
export function kubeconfigOf(settings: AppClusterSettings | GivenLogin): Hidden {
  if (settings.mode === "kubeconfig") return settings.kubeconfig;
  const [server = ""] = settings.apiServers;
  return new Hidden(
    kubeconfigText(
      server,
      mapLogin(loginOf(settings), (part) => part.reveal()),
    ),
  );
}

/** Base64 as one line: the tools that make it break it into many. */
function hidden(base64: string): Hidden {
  return new Hidden(withoutSpace(base64));
}

function withoutSpace(base64: string): string {
  return base64.replaceAll(/\s/g, "");
}
