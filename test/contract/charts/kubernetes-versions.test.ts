import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Rendered, podOf, render } from "../support/render.ts";
import { BK_SERVICES, PAAS_STACK, at, bkServices, initialCluster, over, paasStack } from "./installed.ts";

const everything = over(
  { global: { spread: true, ingress: { className: "nginx", tlsSecret: "certificate" } } },
  over(paasStack, { apiserver: { replicaCount: 2 }, workloads: { initialCluster } }),
);
const services = over(
  { global: { sharedDomain: "paas.example.com", spread: true } },
  over(
    bkServices,
    over(at("svc-mysql.replicaCount", 3), at("svc-mysql.processes.web.ingress.enabled", true)),
  ),
);

/** The first versions of the API in which each kind is served for good, and the last before. */
const VERSIONS = [
  { kubernetes: "1.13.0", ingress: "extensions/v1beta1", cronJob: "batch/v1beta1", budget: "policy/v1beta1" },
  {
    kubernetes: "1.18.9",
    ingress: "networking.k8s.io/v1beta1",
    cronJob: "batch/v1beta1",
    budget: "policy/v1beta1",
  },
  { kubernetes: "1.21.0", ingress: "networking.k8s.io/v1", cronJob: "batch/v1", budget: "policy/v1" },
  { kubernetes: "1.36.0", ingress: "networking.k8s.io/v1", cronJob: "batch/v1", budget: "policy/v1" },
] as const;

for (const { kubernetes, ingress, cronJob, budget } of VERSIONS) {
  describe(`for Kubernetes ${kubernetes}`, () => {
    const minor = Number(kubernetes.split(".")[1]);
    const both = Promise.all([
      render(PAAS_STACK, everything, { kubernetes }),
      render(BK_SERVICES, services, { kubernetes }),
    ]);

    it("every object is of an API that this version serves", async () => {
      const expected: Readonly<Record<string, string>> = {
        Ingress: ingress,
        CronJob: cronJob,
        PodDisruptionBudget: budget,
        Deployment: "apps/v1",
        Job: "batch/v1",
        ConfigMap: "v1",
        Secret: "v1",
        Service: "v1",
        ServiceAccount: "v1",
      };
      const objects = (await both).flatMap((rendered) => rendered.objects);
      assert.deepEqual(new Set(objects.map(({ kind }) => kind)), new Set(Object.keys(expected)));
      for (const { apiVersion, kind } of objects) assert.equal(apiVersion, expected[kind], kind);
    });

    it("Ingresses are written in that version's form", async () => {
      for (const rendered of await both) {
        for (const { spec, metadata } of rendered.ofKind("Ingress")) {
          const text = JSON.stringify(spec);
          assert.equal(/"service":\{"name":/.test(text), ingress === "networking.k8s.io/v1");
          assert.equal(text.includes('"serviceName":'), ingress !== "networking.k8s.io/v1");
          assert.equal(text.includes('"pathType"'), minor >= 18);
          const isClassed = rendered === (await both)[0];
          assert.equal(text.includes('"ingressClassName":"nginx"'), isClassed && minor >= 18);
          const annotated = metadata.annotations?.["kubernetes.io/ingress.class"] === "nginx";
          assert.equal(annotated, isClassed && minor < 18);
        }
      }
    });

    it("pods are spread and confined as far as this version knows how", async () => {
      for (const rendered of await both) {
        for (const object of rendered.objects) {
          const { spec } = podOf(object) ?? {};
          if (spec === undefined) continue;
          const { name } = object.metadata;
          const isSpread = isReplicated(rendered, name) && minor >= 18;
          assert.equal(spec["topologySpreadConstraints"] !== undefined, isSpread, name);
          const confined = minor >= 19 ? { seccompProfile: { type: "RuntimeDefault" } } : undefined;
          assert.deepEqual(spec["securityContext"], confined, name);
        }
      }
    });
  });
}

function isReplicated(rendered: Rendered, name: string): boolean {
  const found = rendered.ofKind("Deployment").find(({ metadata }) => metadata.name === name);
  return Number(found?.spec?.["replicas"] ?? 1) > 1;
}

it("a Kubernetes before 1.12 is refused", async () => {
  await assert.rejects(
    render(PAAS_STACK, everything, { kubernetes: "1.11.0" }),
    /incompatible with Kubernetes/,
  );
});
