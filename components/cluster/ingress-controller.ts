import * as pulumi from "@pulumi/pulumi";
import { chartDigest } from "../../config/chart-digest.ts";
import { INGRESS_CHART } from "../../config/clusters/component-charts.ts";
import type { IngressSettings } from "../../config/clusters/components.ts";
import { isOwn, ownChartFolder } from "../../config/platform/chart.ts";
import { type ReleaseFacts, shownChart } from "../platform/helm-release.ts";
import { type ComponentArgs, componentPullSecrets, componentRelease } from "./component-release.ts";
import { documentedIngressValues, ingressValues } from "./ingress-controller-values.ts";

const FOLDER = ownChartFolder(INGRESS_CHART.name);

export interface IngressControllerArgs extends ComponentArgs {
  readonly settings: IngressSettings;
}

/**
 * bk-ingress-nginx in one application cluster: browsers reach applications by it. Takes the provider `kubernetes` of that
 * cluster from its options.
 */
export class IngressController extends pulumi.ComponentResource {
  /** The class that it serves. */
  declare readonly className: string;
  declare readonly release: ReleaseFacts;

  constructor(name: string, args: IngressControllerArgs, options?: pulumi.ComponentResourceOptions) {
    const { settings, images } = args;
    const { className, chart, values: overlay } = settings;
    super("bkpaas:cluster:IngressController", name, { chart: shownChart(chart), className }, options);
    const input = {
      settings,
      images,
      pullSecrets: componentPullSecrets(name, INGRESS_CHART, "bk-ingress-nginx", args, this),
    };
    const values = isOwn(chart) ? ingressValues(input, chartDigest(FOLDER)) : documentedIngressValues(input);
    this.className = className;
    this.release = componentRelease(
      name,
      { chart: INGRESS_CHART, source: chart, values, overlay },
      args,
      this,
    );
    const { revision, status } = this.release;
    this.registerOutputs({ className, revision, status });
  }
}
