import { setTimeout as delay } from "node:timers/promises";
import type { TestCluster } from "../support/cluster.ts";

/** What an administrator sets up against a namespace, each by the name of the namespace. */
const OBSTACLES = {
  denied: [
    {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "ValidatingAdmissionPolicy",
      metadata: { name: "no-deployments" },
      spec: {
        failurePolicy: "Fail",
        matchConstraints: {
          resourceRules: [
            { apiGroups: ["apps"], apiVersions: ["v1"], operations: ["CREATE"], resources: ["deployments"] },
          ],
        },
        validations: [{ expression: "false", message: "deployments are made by the department only" }],
      },
    },
    {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "ValidatingAdmissionPolicyBinding",
      metadata: { name: "no-deployments" },
      spec: {
        policyName: "no-deployments",
        validationActions: ["Deny"],
        matchResources: { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "denied" } } },
      },
    },
  ],
  unanswered: [
    {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "ValidatingWebhookConfiguration",
      metadata: { name: "left-behind" },
      webhooks: [
        {
          name: "left.behind.example.com",
          admissionReviewVersions: ["v1"],
          sideEffects: "None",
          // The port of nobody.
          clientConfig: { url: "https://127.0.0.1:1/" },
          namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "unanswered" } },
          rules: [
            { apiGroups: ["apps"], apiVersions: ["v1"], operations: ["CREATE"], resources: ["deployments"] },
          ],
        },
      ],
    },
  ],
  quota: [
    {
      apiVersion: "v1",
      kind: "ResourceQuota",
      metadata: { name: "no-pods", namespace: "quota" },
      spec: { hard: { pods: "0" } },
    },
  ],
};

/** An object that each obstacle refuses, tried without being made. */
const REFUSED = { denied: "deployment", unanswered: "deployment", quota: "pod" } as const;

/** How long the server may take to heed what was set up, in milliseconds. */
const DEADLINE = 90_000;

/** Sets every obstacle up, and waits until each refuses. */
export async function obstruct(cluster: TestCluster): Promise<void> {
  await cluster.apply(Object.values(OBSTACLES).flat());
  for (const [namespace, kind] of Object.entries(REFUSED)) {
    const deadline = Date.now() + DEADLINE;
    while (await isTaken(cluster, namespace, kind)) {
      if (Date.now() > deadline) throw new Error(`what stands against ${namespace} is not heeded`);
      await delay(200);
    }
  }
}

/** Takes every obstacle away, and waits until nothing is refused. */
export async function clear(cluster: TestCluster): Promise<void> {
  for (const { kind, metadata } of Object.values(OBSTACLES).flat()) {
    const namespace = "namespace" in metadata ? [`--namespace=${metadata.namespace}`] : [];
    await cluster.kubectl("delete", kind, metadata.name, ...namespace);
  }
  for (const [namespace, kind] of Object.entries(REFUSED)) {
    const deadline = Date.now() + DEADLINE;
    while (!(await isTaken(cluster, namespace, kind))) {
      if (Date.now() > deadline) throw new Error(`what stood against ${namespace} still does`);
      await delay(200);
    }
  }
}

/** Deletes the Job of a hook as soon as its pod runs. */
export async function deleteRunningHook(cluster: TestCluster, namespace: string): Promise<void> {
  const deadline = Date.now() + DEADLINE;
  const pods = [
    "get",
    "pods",
    `--namespace=${namespace}`,
    "--field-selector=status.phase=Running",
    "--output=name",
  ];
  while (!(await cluster.kubectl(...pods)).includes("migrate-db")) {
    if (Date.now() > deadline) throw new Error(`no hook runs in ${namespace}`);
    await delay(200);
  }
  await cluster.kubectl("delete", "job", "migrate-db", `--namespace=${namespace}`);
}

async function isTaken(cluster: TestCluster, namespace: string, kind: string): Promise<boolean> {
  const create = kind === "pod" ? ["run", "tried"] : ["create", "deployment", "tried"];
  const options = ["--image=sample:1", "--dry-run=server", `--namespace=${namespace}`];
  return cluster.kubectl(...create, ...options).then(
    () => true,
    () => false,
  );
}
