import type * as pulumi from "@pulumi/pulumi";
import type { Login } from "../../config/clusters/login.ts";
import { domainsOf } from "../../config/clusters/domains.ts";
import type { RegistrationSettings } from "../../config/clusters/registration.ts";
import type { ClusterIds } from "./ids.ts";
import type { Registration } from "./registration.ts";

/** What the settings of a registration leave open. */
export interface RegistrationParts {
  readonly ids: ClusterIds;
  readonly apiServers: readonly string[];
  readonly login: Login<pulumi.Output<string>>;
  /** Root domain of the platform. */
  readonly sharedDomain: string;
}

/** Mode, and with `bcs` the ids in BlueKing's container service. */
type Mode =
  | {
      readonly mode: "bcs";
      readonly clusterId: string;
      readonly projectId: string;
      readonly bizId?: string | undefined;
    }
  | { readonly mode: "sameCluster" | "kubeconfig" | "token" | "certificate" };

/** What the platform is told of a cluster. */
export function registrationOf(
  settings: RegistrationSettings & Mode,
  { ids, apiServers, login, sharedDomain }: RegistrationParts,
): Registration<pulumi.Output<string>> {
  return {
    ...ids,
    apiServers,
    login,
    ...domainsOf(settings, sharedDomain),
    httpsByDefault: settings.httpsByDefault,
    frontendIp: settings.frontendIp,
    httpPort: settings.httpPort,
    httpsPort: settings.httpsPort,
    bcs: settings.mode === "bcs" ? bcsIdsOf(settings) : undefined,
    nodeSelector: byName(settings.nodeSelector),
    tolerations: settings.tolerations,
    features: byName(settings.features),
  };
}

function bcsIdsOf({ clusterId, projectId, bizId }: Mode & { mode: "bcs" }): Registration<never>["bcs"] {
  return { clusterId, projectId, bizId };
}

/** Entries in the order of their names: those of a stack file that were only moved are no other registration. */
function byName<Map extends object>(map: Map): Map {
  const entries = Object.entries(map).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries) as Map;
}
