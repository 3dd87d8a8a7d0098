import path from "node:path";
import { CHECKOUT } from "../support/checkout.ts";

/** Folders of our charts. */
export const PAAS_STACK = path.join(CHECKOUT, "charts", "paas-stack");
export const BK_SERVICES = path.join(CHECKOUT, "charts", "bk-services");

const image = { image: { repository: "registry.example.com/image", tag: "1" } };

/** The least by which paas-stack can be installed, with every upload. */
export const paasStack = {
  global: { sharedDomain: "paas.example.com", bkrepoConfig: { endpoint: "http://bkrepo.example.com" } },
  apiserver: image,
  workloads: image,
  webfe: image,
  extraInitial: { devops: image, npm: { enabled: true, ...image }, pypi: { enabled: true, ...image } },
};

/** An application cluster with a token. */
export const initialCluster = {
  enabled: true,
  apiServers: [{ host: "https://10.0.0.1:6443" }, { url: "https://10.0.0.2:6443" }],
  tokenValue: "token-of-the-cluster",
  ingressConfig: { sub_path_domain: "apps.example.com" },
};

/** The least by which bk-services can be installed. */
export const bkServices = {
  "svc-mysql": { ...image, plan: { password: "password-of-the-plan" } },
  "svc-bkrepo": { ...image, plan: { password: "password-of-the-addons" } },
  "svc-rabbitmq": image,
};

/** Values: objects in objects. */
export type Values = Readonly<Record<string, unknown>>;

/** Values with others laid over them, as Helm does. */
export function over(values: Values, more: Values): Values {
  const merged = { ...values };
  for (const [key, value] of Object.entries(more)) {
    const present = merged[key];
    merged[key] = isValues(present) && isValues(value) ? over(present, value) : value;
  }
  return merged;
}

/** One value at a path such as `global.env.NAME`, as values. */
export function at(path: string, value: unknown): Values {
  return path.split(".").reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Values;
}

function isValues(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
