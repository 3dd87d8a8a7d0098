import type { ValueTree } from "../../../config/platform/value-tree.ts";
import type { Registration } from "../../cluster/registration.ts";
import { bkpaas3ClusterVariables } from "./initial-cluster.ts";
import type { CompleteValues } from "./values.ts";

/**
 * The values in the terms of chart bkpaas3 1.x, where workloads is part of the apiserver: its keys became the apiserver's, and
 * its database `apiserver.externalDatabase.workloads` (guide of the upgrade from 7.0 to 7.1). Nothing is left out, for the
 * defaults of 1.x are not public.
 */
export function withMergedWorkloads<Text>(
  values: CompleteValues<Text>,
  registration: Registration<Text> | undefined,
): ValueTree {
  const { workloads, apiserver, ...others } = values;
  const { externalDatabase, env, celeryBrokerUrl, initialCluster } = workloads;
  const taken = new Set(apiserver.env.map(({ name }) => name));
  return {
    ...others,
    apiserver: {
      ...apiserver,
      externalDatabase: { ...apiserver.externalDatabase, workloads: externalDatabase.default },
      ...(celeryBrokerUrl !== undefined && { celeryBrokerUrl }),
      ...(initialCluster && { initialCluster }),
      env: [
        ...apiserver.env,
        ...env.filter(({ name }) => !taken.has(name)),
        ...(registration ? bkpaas3ClusterVariables(registration) : []),
      ],
    },
  };
}
