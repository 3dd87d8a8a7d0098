import { needsNoQuotes } from "../../../config/platform/retyping-rules.ts";
import { initialClusterValues } from "../../cluster/chart-values.ts";
import type { Registration } from "../../cluster/registration.ts";
import { containerText, insideQuotes, withQuotes } from "../retyping.ts";
import type { Rewrite } from "./input.ts";

/**
 * `workloads.initialCluster` of chart bkpaas3. It writes the login and the addresses without quotes into YAML, the rest between
 * double ones, and gives every address one primary key, so that the last one alone would be left.
 */
export function bkpaas3InitialCluster<Text>(registration: Registration<Text>, rewrite: Rewrite<Text>) {
  const { login } = registration;
  const bare = (text: Text): Text => rewrite(text, unquoted);
  const written: Registration<Text> = {
    ...registration,
    apiServers: registration.apiServers.map(unquoted),
    login:
      login.by === "token"
        ? { ...login, ca: login.ca && bare(login.ca), token: bare(login.token) }
        : { ...login, ca: bare(login.ca), certificate: bare(login.certificate), key: bare(login.key) },
    bcs: registration.bcs && {
      ...registration.bcs,
      clusterId: insideQuotes(registration.bcs.clusterId),
      projectId: insideQuotes(registration.bcs.projectId),
    },
  };
  return initialClusterValues(written, "url");
}

/**
 * What charts since 1.0 have no documented value for: variables of the platform's command that registers the cluster there
 * (blueking-paas, initial_default_cluster.py), which reads them as JSON.
 */
export function bkpaas3ClusterVariables({ bcs, nodeSelector, tolerations, features }: Registration<unknown>) {
  const variables = {
    ...(bcs?.bizId !== undefined && { BK_BIZ_ID: bcs.bizId }),
    ...(Object.keys(nodeSelector).length > 0 && { NODE_SELECTOR: JSON.stringify(nodeSelector) }),
    ...(tolerations.length > 0 && { TOLERATIONS: JSON.stringify(tolerations) }),
    ...(Object.keys(features).length > 0 && { FEATURE_FLAGS: JSON.stringify(features) }),
  };
  return Object.entries(variables).map(([name, value]) => ({
    name: `PAAS_WL_CLUSTER_${name}`,
    value: containerText(value),
  }));
}

/** Quotes only where YAML would read something else: nobody knows how charts since 1.0 write these. */
function unquoted(text: string): string {
  return /^[\w+/=.:[\]-]+$/.test(text) && needsNoQuotes(text) ? text : withQuotes(text);
}
