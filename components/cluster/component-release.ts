import { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import * as pulumi from "@pulumi/pulumi";
import type { ComponentChart } from "../../config/clusters/component-charts.ts";
import { type ImageName, type ImageSettings, imageOf, partsOf } from "../../config/images.ts";
import { registryOf } from "../../config/images/reference.ts";
import type { ChartSource } from "../../config/platform/chart.ts";
import { type ReleaseFacts, type ReleasePlace, helmRelease } from "../platform/helm-release.ts";
import { dockerConfig } from "../platform/registry.ts";

/** Where a component of an application cluster is installed. */
export interface ComponentArgs extends Partial<Pick<ReleasePlace, "reported">> {
  /** A namespace of the cluster that exists. */
  readonly namespace: pulumi.Input<string>;
  readonly images: ImageSettings;
}

/** One release of a component. */
interface ComponentRelease {
  readonly chart: ComponentChart;
  readonly source: ChartSource;
  readonly values: Readonly<Record<string, unknown>>;
  readonly overlay: Readonly<Record<string, unknown>>;
}

/** As long as bkhelmfile waits for each. */
const TIMEOUT_MINUTES = 10;

/** Registers the Helm release of a component, by the name of its chart. */
export function componentRelease(
  name: string,
  { chart, source, values, overlay }: ComponentRelease,
  { namespace, reported }: ComponentArgs,
  parent: pulumi.Resource,
): ReleaseFacts {
  return helmRelease(
    name,
    { releaseName: chart.name, chart: chart.name, source, values, overlay },
    { namespace, timeoutMinutes: TIMEOUT_MINUTES, reported },
    { parent },
  );
}

/**
 * The Secret by which nodes of the cluster pull a component's images, where these are in the registry with an account.
 * @param image one of them
 */
export function componentPullSecrets(
  name: string,
  chart: ComponentChart,
  image: ImageName,
  { namespace, images }: ComponentArgs,
  parent: pulumi.Resource,
): pulumi.Output<string>[] {
  const { registry, credentials } = images;
  const { registry: pulledFrom } = partsOf(imageOf(images, image));
  if (!credentials || pulledFrom !== registryOf(registry)) return [];
  const config = dockerConfig(registry, credentials.user, credentials.password.reveal());
  const secret = new Secret(
    `${name}-registry`,
    {
      metadata: { name: `${chart.name}-registry`, namespace },
      type: "kubernetes.io/dockerconfigjson",
      stringData: { ".dockerconfigjson": pulumi.secret(config) },
    },
    { parent },
  );
  return [secret.metadata.name];
}
