import * as z from "zod";
import { choice, flag, label, objectName, text, whole } from "../fields.ts";
import { ownOrOtherChart } from "../platform/chart.ts";

const overlay = z.record(z.string(), z.unknown()).default({});

const nodePort = (doc: string, fallback: number) =>
  whole({ doc, example: String(fallback) }, 1, 65_535).default(fallback);

/**
 * The class that the platform gives the Ingresses of its applications, and that their controller serves (chart bkpaas3 0.1.3,
 * workloads' general-envs; values of chart bk-ingress-nginx 1.1.0).
 */
export const APPLICATION_CLASS = "bk-ingress-nginx";

/** bk-ingress-nginx: the Ingress controller of applications. */
export const ingress = z
  .strictObject({
    enabled: flag(
      "Install bk-ingress-nginx; without it the cluster has a controller of that class already.",
    ).default(true),
    chart: ownOrOtherChart,
    className: objectName({
      doc: `Ingress class of the controller; the platform gives its applications ${APPLICATION_CLASS}.`,
      example: APPLICATION_CLASS,
    }).default(APPLICATION_CLASS),
    replicas: whole({ doc: "Replicas of the controller.", example: "2" }, 1, 20).default(1),
    hostNetwork: flag("The controller listens on ports 80 and 443 of its nodes.").default(false),
    httpNodePort: nodePort("Port of every node that leads to the controller's http.", 30_180),
    httpsNodePort: nodePort("Port of every node that leads to the controller's https.", 30_543),
    values: overlay,
  })
  .prefault({});

/** bkapp-log-collection: the logs of applications, brought to ElasticSearch. */
export const logs = z
  .strictObject({
    enabled: flag("Install the log collection, where the environment has an ElasticSearch.").default(true),
    chart: ownOrOtherChart,
    runtime: choice(
      { doc: "Container runtime of the nodes, which decides where logs are.", example: "containerd" },
      ["containerd", "docker"],
    ).default("containerd"),
    containersLogPath: text({
      doc: "Directory of the container logs on the nodes, where it is not the runtime's own.",
      example: "/data/docker/containers",
    }).optional(),
    values: overlay,
  })
  .prefault({});

/** What an application cluster gets beside its registration. */
export const clusterComponents = {
  namespace: label({
    doc: "Namespace of the Ingress controller, the log collection and the platform's account.",
    example: "blueking",
  }).default("blueking"),
  ingress,
  logs,
};

export type IngressSettings = z.output<typeof ingress>;
export type LogSettings = z.output<typeof logs>;
