// Releases of the chart beside this file, each in a namespace of its own name, with the report of this checkout.
import { readFileSync } from "node:fs";
import { Release } from "@pulumi/kubernetes/helm/v3/release.js";
import { Provider } from "@pulumi/kubernetes/provider.js";
import { Config } from "@pulumi/pulumi";

const config = new Config();
const { failureReport } = (await import(
  `${config.require("checkout")}/components/platform/failure-report.ts`
)) as typeof import("../../../../components/platform/failure-report.ts");

/** Values of each release, by its name. */
const releases = JSON.parse(readFileSync("releases.json", "utf8")) as Record<
  string,
  { readonly seconds?: number }
>;
const provider = new Provider("cluster", { kubeconfig: config.require("kubeconfig") });

for (const [name, values] of Object.entries(releases)) {
  const cluster = { kubeconfig: config.get("reported") ?? config.require("kubeconfig") };
  const onError = failureReport(name, { release: name, namespace: name, cluster });
  new Release(
    name,
    {
      name,
      namespace: name,
      chart: "./chart",
      timeout: values.seconds ?? config.requireNumber("timeout"),
      values,
    },
    { provider, hooks: { onError: [onError] } },
  );
}
