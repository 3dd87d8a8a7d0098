import assert from "node:assert/strict";
import { test } from "node:test";
import type { Registration } from "../../../components/cluster/registration.ts";
import { atOnce } from "../../../components/platform/bkpaas3/input.ts";
import { bkpaas3Values } from "../../../components/platform/bkpaas3/values.ts";
import type { PlatformInput } from "../../../components/platform/input.ts";
import {
  type ClusterSecret,
  documentedPaasStackValues,
  paasStackValues,
} from "../../../components/platform/paas-stack/values.ts";
import { CLUSTER_HOOKS } from "../../../config/platform/install-only.ts";
import type { ValueTree } from "../../../config/platform/value-tree.ts";
import { BKPAAS3, bkpaas3Input, bkpaas3Secrets } from "../../support/bkpaas3.ts";
import { platformInput, platformSecrets, secretOf } from "../../support/platform.ts";
import { CERTIFICATE, TOKEN, pem, registrationWith } from "../../support/registration.ts";

type Changes = Partial<Registration<string>>;

const READERS = { apiserver: secretOf("apiserver"), workloads: secretOf("workloads") };
const PRESENT = { sentryDsn: false, sentinelPassword: false };

/** `workloads` of our chart. */
function own(initialCluster?: ClusterSecret<string>, input: Partial<PlatformInput<string>> = {}) {
  const more = { bkrepo: secretOf("bkrepo"), present: PRESENT, digest: "chart", initialCluster };
  return paasStackValues({ ...platformInput, ...input }, READERS, more).workloads;
}

/** `workloads.initialCluster` of another chart paas-stack. */
function documented(changes: Changes): unknown {
  const secrets = { bkrepo: platformSecrets.bkrepo, initialCluster: registrationWith(changes) };
  return documentedPaasStackValues(platformInput, READERS, secrets).workloads.initialCluster;
}

/** The values of a version of chart bkpaas3. */
function bkpaas3(version: string, changes?: Changes): Record<"workloads" | "apiserver", ValueTree> {
  const secrets = { ...bkpaas3Secrets, initialCluster: changes && registrationWith(changes) };
  const values = bkpaas3Values(bkpaas3Input, secrets, { chart: BKPAAS3.chart, version }, atOnce);
  return values as Record<"workloads" | "apiserver", ValueTree>;
}

const PLACES = {
  sub_path_domain: "apps.example.com",
  enable_https_by_default: false,
  frontend_ingress_ip: "",
  httpPort: 80,
  httpsPort: 443,
};

test("another chart paas-stack is told by the keys of the documents, with host", () => {
  assert.deepEqual(documented({}), {
    enabled: true,
    ingressConfig: PLACES,
    caData: pem("authority"),
    tokenValue: TOKEN,
    apiServers: [{ host: "https://10.0.0.10:6443" }],
  });
});

test("a certificate, BCS, several addresses and a domain of hosts are told by their keys", () => {
  const told = documented({
    login: CERTIFICATE,
    bcs: { clusterId: "BCS-K8S-10000", projectId: "project", bizId: "2" },
    apiServers: ["https://10.0.0.10:6443", "https://10.0.0.11:6443"],
    appRootDomain: "hosts.example.com",
    httpsByDefault: true,
    frontendIp: "10.0.0.20",
    httpPort: 30_180,
    httpsPort: 30_543,
  });
  assert.deepEqual(told, {
    enabled: true,
    ingressConfig: {
      sub_path_domain: "apps.example.com",
      app_root_domain: "hosts.example.com",
      enable_https_by_default: true,
      frontend_ingress_ip: "10.0.0.20",
      httpPort: 30_180,
      httpsPort: 30_543,
    },
    caData: pem("authority"),
    certData: pem("certificate"),
    keyData: pem("key"),
    annotations: { bcsClusterID: "BCS-K8S-10000", bcsProjectID: "project" },
    apiServers: [{ host: "https://10.0.0.10:6443" }, { host: "https://10.0.0.11:6443" }],
  });
});

test("chart bkpaas3 0.1.3 is told with url, below workloads", () => {
  const { workloads, apiserver } = bkpaas3("0.1.3", {});
  assert.deepEqual(workloads["initialCluster"], {
    enabled: true,
    ingressConfig: PLACES,
    caData: pem("authority"),
    tokenValue: TOKEN,
    apiServers: [{ url: "https://10.0.0.10:6443" }],
  });
  assert.ok(!("initialCluster" in apiserver));
});

test("chart bkpaas3 since 1.0 is told below apiserver, and by variables what it has no value for", () => {
  const { workloads, apiserver } = bkpaas3("1.4.0", {
    bcs: { clusterId: "BCS-K8S-10000", projectId: "project", bizId: "2" },
    nodeSelector: { pool: "apps" },
    tolerations: [{ key: "dedicated", operator: "Exists" }],
    features: { INGRESS_USE_REGEX: true },
  });
  assert.equal(workloads, undefined);
  assert.deepEqual(apiserver["initialCluster"], {
    enabled: true,
    ingressConfig: PLACES,
    caData: pem("authority"),
    tokenValue: TOKEN,
    annotations: { bcsClusterID: "BCS-K8S-10000", bcsProjectID: "project" },
    apiServers: [{ url: "https://10.0.0.10:6443" }],
  });
  const variables = (apiserver["env"] as { name: string; value: string }[]).filter(({ name }) =>
    name.startsWith("PAAS_WL_CLUSTER_"),
  );
  assert.deepEqual(variables, [
    { name: "PAAS_WL_CLUSTER_BK_BIZ_ID", value: "2" },
    { name: "PAAS_WL_CLUSTER_NODE_SELECTOR", value: '{"pool":"apps"}' },
    { name: "PAAS_WL_CLUSTER_TOLERATIONS", value: '[{"key":"dedicated","operator":"Exists"}]' },
    { name: "PAAS_WL_CLUSTER_FEATURE_FLAGS", value: '{"INGRESS_USE_REGEX":true}' },
  ]);
});

const SECRET = { name: "bkpaas3-workloads-initial-cluster", digest: "digest-of-the-cluster" };

test("our chart is told the name of a Secret; registered once, a change of it changes no value", () => {
  const once = own({ ...SECRET, reapply: "never" });
  assert.deepEqual(once.initialCluster, { enabled: true, existingSecret: SECRET.name });
  assert.deepEqual(once, own({ ...SECRET, digest: "another", reapply: "never" }));
  assert.deepEqual(once.podAnnotations, own().podAnnotations);
});

test("registered anew, a change of the Secret makes a revision of our chart and restarts the processes of workloads", () => {
  const anew = own({ ...SECRET, reapply: "always" });
  assert.deepEqual(anew.initialCluster, {
    enabled: true,
    existingSecret: SECRET.name,
    checksum: "digest-of-the-cluster",
  });
  assert.deepEqual(anew.podAnnotations, {
    "checksum/secrets": "digest-of-workloads",
    "checksum/cluster": "digest-of-the-cluster",
  });
});

test("the hooks that register the cluster run in upgrades where they are asked for, fixtures before state", () => {
  assert.deepEqual(
    own({ ...SECRET, reapply: "always" }, { initialise: new Set(CLUSTER_HOOKS) }).preRunHooks,
    {
      "on-initial-fixtures": { position: "pre-install,pre-upgrade" },
      "generate-initial-cluster-state": { position: "post-install,post-upgrade" },
    },
  );
});

test("without an initial cluster no generation is told of one", () => {
  const none = [
    own(),
    documentedPaasStackValues(platformInput, READERS, { bkrepo: platformSecrets.bkrepo }),
    bkpaas3("0.1.3"),
    bkpaas3("1.4.0"),
  ];
  for (const values of none)
    assert.doesNotMatch(JSON.stringify(values), /initialCluster|checksum\/cluster|CLUSTER_/);
});
