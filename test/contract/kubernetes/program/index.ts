// The recorded program (test/contract/recorded/official-kubernetes/program.ts.txt), resource by resource, with
// imports that name files, and settings that leave parts out.
import { readFileSync } from "node:fs";
import { Deployment } from "@pulumi/kubernetes/apps/v1/deployment.js";
import { StatefulSet } from "@pulumi/kubernetes/apps/v1/statefulSet.js";
import { Job } from "@pulumi/kubernetes/batch/v1/job.js";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import { Service } from "@pulumi/kubernetes/core/v1/service.js";
import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import { Release } from "@pulumi/kubernetes/helm/v3/release.js";
import { Provider } from "@pulumi/kubernetes/provider.js";
import { ClusterRoleBinding } from "@pulumi/kubernetes/rbac/v1/clusterRoleBinding.js";
import { Config, type Output, secret as secretOf } from "@pulumi/pulumi";

const config = new Config();
/** Parts to leave out: `native`, `release`. */
const without = (config.get("without") ?? "").split(",");
/** Parts to add to what was recorded: `unused`, `mutable`, `force`, `never`, `unnamed`. */
const also = (config.get("also") ?? "").split(",");

const provider = new Provider("cluster", {
  kubeconfig: config.get("kubeconfig") ?? readFileSync(process.env.KUBECONFIG ?? "", "utf8"),
  ...(also.includes("mutable") && { enableSecretMutable: true, enableConfigMapMutable: true }),
});
const options = { provider };

const namespace = new Namespace(
  "ns",
  { metadata: { name: "record", labels: { team: config.get("label") ?? "a" } } },
  options,
);
const metadata = (name: string): { name: string; namespace: Output<string> } => ({
  name,
  namespace: namespace.metadata.name,
});

export const tokenData = without.includes("native") ? undefined : native();
export const release = without.includes("release") ? undefined : helm();

function native(): Output<Record<string, string>> {
  const image = config.get("image") ?? "sample:1";
  new Secret(
    "secret",
    {
      metadata: metadata("secret"),
      stringData: { password: secretOf(config.get("password") ?? "plain-1234") },
    },
    options,
  );
  new ConfigMap("cm", { metadata: metadata("cm"), data: { a: config.get("data") ?? "1" } }, options);
  const account = new ServiceAccount("sa", { metadata: metadata("sa") }, options);
  const token = new Secret(
    "token",
    {
      metadata: {
        ...metadata("token"),
        annotations: { "kubernetes.io/service-account.name": account.metadata.name },
      },
      type: "kubernetes.io/service-account-token",
    },
    options,
  );
  new ClusterRoleBinding(
    "crb",
    {
      metadata: { name: "record-admin" },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" },
      subjects: [{ kind: "ServiceAccount", name: "sa", namespace: "record" }],
    },
    options,
  );
  new Job(
    "job",
    {
      metadata: metadata("job"),
      spec: {
        backoffLimit: 1,
        template: {
          spec: { restartPolicy: "Never", containers: [{ name: "j", image, command: ["true"] }] },
        },
      },
    },
    options,
  );
  new Service(
    "svc",
    { metadata: metadata("svc"), spec: { selector: { app: "db" }, ports: [{ port: 3306 }] } },
    options,
  );
  if (also.includes("unused")) {
    new Service(
      "unused",
      { metadata: metadata("unused"), spec: { selector: { app: "nobody" }, ports: [{ port: 80 }] } },
      options,
    );
  }
  if (also.includes("unnamed")) new ConfigMap("unnamed", { data: { a: "1" } }, options);
  new StatefulSet(
    "sts",
    {
      metadata: {
        ...metadata("sts"),
        ...(also.includes("force") && { annotations: { "pulumi.com/patchForce": "true" } }),
      },
      spec: {
        serviceName: "svc",
        replicas: Number(config.get("replicas") ?? 1),
        selector: { matchLabels: { app: "db" } },
        template: {
          metadata: { labels: { app: "db" } },
          spec: {
            containers: [{ name: "db", image, volumeMounts: [{ name: "data", mountPath: "/d" }] }],
          },
        },
        volumeClaimTemplates: [
          {
            metadata: { name: "data" },
            spec: {
              accessModes: ["ReadWriteOnce"],
              storageClassName: "kwok-volume",
              resources: { requests: { storage: config.get("size") ?? "1Gi" } },
            },
          },
        ],
      },
    },
    options,
  );
  new Deployment(
    "dep",
    {
      metadata: {
        ...metadata("dep"),
        ...(also.includes("never") && { annotations: { "pulumi.com/timeoutSeconds": "2" } }),
      },
      spec: {
        replicas: 1,
        selector: { matchLabels: { app: "dep" } },
        template: {
          metadata: {
            labels: { app: "dep" },
            ...(also.includes("never") && { annotations: { "bkpaas.sandbox/never-ready": "true" } }),
          },
          spec: { containers: [{ name: "c", image }] },
        },
      },
    },
    options,
  );
  return token.data;
}

function helm(): Output<unknown> {
  const installed = new Release(
    "rel",
    {
      name: config.get("relname") ?? "rel",
      namespace: namespace.metadata.name,
      chart: "./chart",
      timeout: Number(config.get("reltimeout") ?? 20),
      waitForJobs: true,
      values: {
        replicas: Number(config.get("relreplicas") ?? 1),
        password: secretOf(config.get("relpassword") ?? "plain-5678"),
        list: ["z"],
        nested: { extra: null },
      },
    },
    { provider, ignoreChanges: config.getBoolean("ignore") ? ["checksum"] : [] },
  );
  return installed.status;
}
