import { noApplicationsNamespace } from "../namespace-rule.ts";
import { type Problem, removeCommand, setCommand } from "../problem.ts";
import type { Rule } from "../rules.ts";
import type { Settings } from "../schema.ts";
import { componentOverlaysAddOnly } from "./component-overlays.ts";
import { APPLICATION_CLASS, type IngressSettings } from "./components.ts";
import { configuredClusters } from "./configured.ts";
import { chartTakesTheInitialCluster } from "./generation-rules.ts";
import { loginsAreSound } from "./login-rules.ts";
import { registrationsAreSound } from "./registration-rules.ts";

/** The rules of sections `initialCluster` and `appClusters`. */
export const clusterRules: readonly Rule[] = [
  { reads: ["initialCluster", "appClusters"], check: namedClusterExists },
  { reads: ["initialCluster", "appClusters"], check: loginsAreSound },
  { reads: ["initialCluster", "appClusters", "domain"], check: registrationsAreSound },
  { reads: ["initialCluster", "appClusters"], check: namespacesAreNoApplications },
  { reads: ["initialCluster", "appClusters"], check: controllersServeApplications },
  { reads: ["initialCluster", "appClusters", "platform"], check: chartTakesTheInitialCluster },
  { reads: ["initialCluster", "appClusters"], check: componentOverlaysAddOnly },
];

function namedClusterExists({ initialCluster, appClusters }: Settings): Problem[] {
  if (initialCluster.mode !== "appCluster" || initialCluster.name in appClusters) return [];
  const [first] = Object.keys(appClusters);
  const key = "initialCluster.name";
  const rule = `names ${initialCluster.name}, and there is no such entry in appClusters`;
  return [
    {
      key,
      rule: first === undefined ? rule : `${rule} (there are: ${Object.keys(appClusters).join(", ")})`,
      fix: first === undefined ? removeCommand("initialCluster") : setCommand(key, first, false),
    },
  ];
}

function namespacesAreNoApplications(settings: Settings): Problem[] {
  return configuredClusters(settings).flatMap(({ key, settings: cluster }) =>
    "namespace" in cluster ? noApplicationsNamespace(`${key}.namespace`, cluster.namespace, "blueking") : [],
  );
}

function controllersServeApplications(settings: Settings): Problem[] {
  return configuredClusters(settings).flatMap(({ key, settings: cluster }) =>
    "ingress" in cluster
      ? [
          ...portProblems(`${key}.ingress`, cluster.ingress),
          ...classProblems(`${key}.ingress.className`, cluster.ingress),
        ]
      : [],
  );
}

function portProblems(key: string, { enabled, httpNodePort, httpsNodePort }: IngressSettings): Problem[] {
  if (!enabled || httpNodePort !== httpsNodePort) return [];
  const path = `${key}.httpsNodePort`;
  const other = httpNodePort === 30_543 ? 30_544 : 30_543;
  const rule = `must differ from httpNodePort, which is ${httpNodePort} too`;
  return [{ key: path, rule, fix: setCommand(path, String(other), false) }];
}

function classProblems(key: string, { className }: IngressSettings): Problem[] {
  if (className === APPLICATION_CLASS) return [];
  const rule = `must be ${APPLICATION_CLASS}, the class that the platform gives applications (APP_INGRESS_CLASS) whatever the cluster`;
  return [{ key, rule, fix: setCommand(key, APPLICATION_CLASS, false) }];
}
