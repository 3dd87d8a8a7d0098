import { createHash } from "node:crypto";
import { ingressConfig } from "./ingress-config.ts";
import { INITIAL_CLUSTER_ID, type Registration } from "./registration.ts";

/** One row of a fixture of Django. */
interface Row {
  readonly model: string;
  readonly pk: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Both times of every row, so that the same registration is the same text. */
const TIMES = { created: "2021-02-23T09:52:25Z", updated: "2021-02-23T09:52:25Z" };

/** The platform's number for a token of a ServiceAccount (ClusterTokenType). */
const SERVICE_ACCOUNT = 1;

/**
 * `cluster.yaml`, which `manage.py loaddata` of workloads loads: the cluster's row, and one for each of its API servers (models
 * of blueking-paas 97e8e8398, workloads/paas_wl/paas_wl/cluster/models.py). Only the initial cluster is its region's default,
 * of which the platform allows one. JSON, which is YAML too.
 */
export function clusterFixture(registration: Registration<string>): string {
  return JSON.stringify([clusterRow(registration), ...serverRows(registration)], null, 2);
}

function clusterRow(registration: Registration<string>): Row {
  const { id, name, bcs, nodeSelector, tolerations, features } = registration;
  const isInitial = id === INITIAL_CLUSTER_ID;
  return {
    model: "cluster.Cluster",
    pk: id,
    fields: {
      ...TIMES,
      region: "default",
      name,
      description: isInitial ? "default application cluster" : `application cluster ${name}`,
      is_default: isInitial,
      ingress_config: ingressConfig(registration),
      annotations: {
        bcs_cluster_id: bcs?.clusterId ?? "",
        bcs_project_id: bcs?.projectId ?? "",
        ...(bcs?.bizId !== undefined && { bk_biz_id: bcs.bizId }),
      },
      ...loginFields(registration),
      // Columns that images before 2022 lack: loaddata fails at a column that it does not know.
      ...(Object.keys(nodeSelector).length > 0 && { default_node_selector: nodeSelector }),
      ...(tolerations.length > 0 && { default_tolerations: tolerations }),
      ...(Object.keys(features).length > 0 && { feature_flags: features }),
    },
  };
}

function loginFields({ login }: Registration<string>) {
  if (login.by === "certificate") {
    const { ca, certificate, key } = login;
    return { ca_data: ca, cert_data: certificate, key_data: key, token_type: null, token_value: null };
  }
  const { ca = null, token } = login;
  return { ca_data: ca, cert_data: null, key_data: null, token_type: SERVICE_ACCOUNT, token_value: token };
}

function serverRows({ id, apiServers }: Registration<string>): Row[] {
  return apiServers.map((host) => ({
    model: "cluster.APIServer",
    pk: serverId(id, host),
    fields: { ...TIMES, cluster_id: id, host },
  }));
}

/**
 * Primary key of an API server: the same in every run, so that loading the fixture again changes the row instead of adding
 * one. The initial cluster's is the one that our chart gives it (charts/paas-stack, paas-stack.uuidOf).
 */
function serverId(cluster: string, host: string): string {
  return uuidOf(cluster === INITIAL_CLUSTER_ID ? host : `${cluster} ${host}`);
}

/** A version 4 UUID that is always the same for a text. */
export function uuidOf(text: string): string {
  const digest = createHash("sha256").update(text).digest("hex");
  const part = (from: number, to: number): string => digest.slice(from, to);
  return `${part(0, 8)}-${part(8, 12)}-4${part(13, 16)}-8${part(17, 20)}-${part(20, 32)}`;
}
