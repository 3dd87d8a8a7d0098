import type { ValueTree } from "../../../config/platform/value-tree.ts";

const IMAGE = "hub.bktencent.com";
const WAITING = {
  images: {
    busybox: { registry: "docker.io", repository: "library/busybox" },
    k8sWaitFor: { registry: "docker.io", repository: "groundnuty/k8s-wait-for" },
  },
};

/** What every module of the chart begins with. */
function module(name: string) {
  return {
    replicaCount: 1,
    image: { registry: IMAGE, repository: `blueking/paas3-${name}` },
    env: [],
  };
}

const PROCESSES = { celeryReplicaCount: 1, migration: WAITING };

/**
 * What chart bkpaas3 0.1.3 does unless told otherwise, as far as it need not be told. No secret, published password,
 * placeholder or address is here, nor anything that belongs together with one.
 */
export const BKPAAS3_DEFAULTS = {
  global: { imagePullSecrets: [], hostAliases: [], appCode: "bk_paas3", bkAuth: { enabled: false } },
  apiserver: {
    ...module("apiserver"),
    ...PROCESSES,
    image: { ...module("apiserver").image, appRepository: "blueking/slug-app" },
    extraInitial: {
      devops: { enabled: true, image: { repository: "blueking/paas3-buildpack-toolkit" } },
      npm: { enabled: false, image: { repository: "blueking/paas3-init-npm" } },
      pypi: { enabled: false, image: { repository: "blueking/paas3-init-pypi" } },
    },
    elasticSearch: { appIndex: "bk_paas3_app", ingressIndex: "bk_paas3_ingress" },
  },
  workloads: { ...module("workloads"), ...PROCESSES },
  webfe: module("webfe"),
  "svc-mysql": { ...module("svc-mysql"), migration: WAITING },
  "svc-bkrepo": { ...module("svc-bkrepo"), migration: WAITING },
  "svc-rabbitmq": { ...module("svc-rabbitmq"), migration: WAITING },
} as const satisfies ValueTree;
