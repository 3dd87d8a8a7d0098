// A release alone in a namespace: what test/contract/recorded/official-kubernetes/state-first-install-timeout.json holds.
import { readFileSync } from "node:fs";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import { Release } from "@pulumi/kubernetes/helm/v3/release.js";
import { Provider } from "@pulumi/kubernetes/provider.js";
import { Config } from "@pulumi/pulumi";

const kubeconfig = readFileSync(process.env.KUBECONFIG ?? "", "utf8");
const options = { provider: new Provider("cluster", { kubeconfig }) };
const namespace = new Namespace("ns", { metadata: { name: "record2" } }, options);

new Release(
  "rel",
  {
    name: "rel",
    namespace: namespace.metadata.name,
    chart: "./chart",
    timeout: Number(new Config().get("timeout") ?? 15),
    waitForJobs: true,
    values: {},
  },
  options,
);
