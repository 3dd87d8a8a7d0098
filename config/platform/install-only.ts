import type { DatabaseRole } from "../storage/database-names.ts";

/** A hook that runs at a first install only. */
export interface InstallOnlyFacts {
  /** Release whose chart has it. */
  readonly release: "bkServices" | "paasStack";
  /** Its Job. */
  readonly job: string;
  /** Database, and the table in it, that it fills: rows there are what a second run would overwrite. */
  readonly database: DatabaseRole;
  readonly table: string;
}

/**
 * The hooks that run at a first install only (deployment FAQ), by module and name in the values. Tables are Django's
 * `<app label>_<model>`, and no model below names another one:
 * - svc-mysql, svc-bkrepo: their plans.json fills model `paas_service.plan` (bkpaas3 0.1.3: charts/svc-mysql,
 *   svc-mysql-configmap-fixtures.yaml; bkpaas-python-sdk: sdks/paas-service/paas_service/models.py, apps.py);
 * - workloads, fixtures: cluster.yaml fills `cluster.cluster` (bkpaas3 0.1.3: charts/workloads,
 *   initial-cluster-configmap.yaml; blueking-paas 97e8e8398: workloads/paas_wl/paas_wl/cluster/models.py);
 * - workloads, cluster state: `region_gen_state` fills model RegionClusterState of the app labelled `region`
 *   (same revision: workloads/paas_wl/paas_wl/networking/egress/models.py, apps.py).
 */
export const installOnlyHooks = {
  "svc-mysql.on-initial-fixtures": {
    release: "bkServices",
    job: "bkpaas3-svc-mysql-initial-fixtures",
    database: "svcMysql",
    table: "paas_service_plan",
  },
  "svc-bkrepo.on-initial-fixtures": {
    release: "bkServices",
    job: "bkpaas3-svc-bkrepo-initial-fixtures",
    database: "svcBkrepo",
    table: "paas_service_plan",
  },
  "workloads.on-initial-fixtures": {
    release: "paasStack",
    job: "bkpaas3-workloads-initial-fixtures",
    database: "workloads",
    table: "cluster_cluster",
  },
  "workloads.generate-initial-cluster-state": {
    release: "paasStack",
    job: "bkpaas3-workloads-generate-initial-cluster-state",
    database: "workloads",
    table: "region_regionclusterstate",
  },
} as const satisfies Record<string, InstallOnlyFacts>;

/** A hook that runs at a first install only: module and name. */
export type InstallOnlyHook = keyof typeof installOnlyHooks;

/** Those that register the initial cluster. */
export const CLUSTER_HOOKS = [
  "workloads.on-initial-fixtures",
  "workloads.generate-initial-cluster-state",
] as const satisfies readonly InstallOnlyHook[];

/** Their names. */
export const installOnlyHookNames = Object.keys(installOnlyHooks) as [InstallOnlyHook, ...InstallOnlyHook[]];
