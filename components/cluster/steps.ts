import type { Addresses } from "../../config/addresses.ts";
import type { Clusters } from "./clusters.ts";
import { INITIAL_CLUSTER_ID } from "./registration.ts";

/** What a person does so that the platform knows its application clusters, now and after a change. */
export function clusterSteps({ paas3 }: Pick<Addresses, "paas3">, { initial, apps }: Clusters): string[] {
  const page = `${paas3}/backend/admin42/platform/clusters/manage/`;
  const others = Object.keys(apps).filter((name) => apps[name]?.registration.id !== INITIAL_CLUSTER_ID);
  if (!initial && others.length === 0) {
    return [
      "Register an application cluster, so that applications can be deployed: by the sections initialCluster and appClusters " +
        `of the configuration, or at ${page}`,
    ];
  }
  return [
    ...(initial ? [afterAChange(initial.reapply, page)] : []),
    ...(others.length > 0
      ? [
          `Register the application clusters ${others.join(", ")}: make clusters writes with what, and says how.`,
        ]
      : []),
  ];
}

/** The platform's processes read their clusters once, at the start; a fixture adds addresses and takes none away. */
const RESTART =
  "restart the processes that log in there: kubectl rollout restart deployment/bkpaas3-workloads-web deployment/bkpaas3-workloads-worker, " +
  "or the same of bkpaas3-apiserver with charts since bkpaas3 1.0";

/** How a changed login or address of the initial cluster, such as a renewed token, reaches the platform. */
function afterAChange(reapply: "never" | "always", page: string): string {
  return reapply === "never"
    ? `The platform is told of cluster default-main at its first install only. Once its login or addresses change, or where it was configured later: enter them at ${page} and ${RESTART}; or set bkpaas:initialCluster.reapply to always for one up.`
    : `Every up that changes the login or addresses of cluster default-main tells the platform. After it, unless the chart is this program's own, ${RESTART}. An address that is gone from the configuration stays in the platform until it is deleted at ${page}`;
}
