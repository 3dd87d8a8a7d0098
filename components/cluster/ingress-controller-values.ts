import { INGRESS_CHART } from "../../config/clusters/component-charts.ts";
import type { IngressSettings } from "../../config/clusters/components.ts";
import type { ImageSettings } from "../../config/images.ts";
import { chartImage } from "./chart-image.ts";

/** What the values of bk-ingress-nginx follow from. `Text` is an output in the program, plain text in tests. */
export interface IngressInput<Text> {
  readonly settings: IngressSettings;
  readonly images: ImageSettings;
  /** Names of Secrets by which nodes pull images. */
  readonly pullSecrets: readonly Text[];
}

/** The values of any chart bk-ingress-nginx: keys of 1.1.0 alone. */
export function documentedIngressValues<Text>({ settings, images, pullSecrets }: IngressInput<Text>) {
  const { chart, className, replicas, hostNetwork, httpNodePort, httpsNodePort } = settings;
  return {
    global: { imagePullSecrets: pullSecrets },
    image: chartImage(images, "bk-ingress-nginx", chart, INGRESS_CHART),
    ingressClass: className,
    replicaCount: replicas,
    hostNetwork,
    service: { nodePorts: { http: httpNodePort, https: httpsNodePort } },
  };
}

/**
 * The values of our own chart.
 * @param digest of its files
 */
export function ingressValues<Text>(input: IngressInput<Text>, digest: string) {
  return { ...documentedIngressValues(input), chartDigest: digest };
}
