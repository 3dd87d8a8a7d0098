import assert from "node:assert/strict";
import fs from "node:fs";
import { after, before, it } from "node:test";
import { parse } from "yaml";
import { TokenHolder } from "../support/token-holder.ts";
import { scan } from "../support/leaks/scanner.ts";
import { SecondCluster } from "../support/second-cluster.ts";
import { type Kubectl, installedIn } from "./support/application-cluster.ts";
import { Clone } from "./support/clone.ts";
import { objectsOf } from "./support/cluster.ts";
import { until } from "./support/processes.ts";
import { Stack, onServersOf } from "./support/stack.ts";

// One environment with two application clusters: `east`, an API server of its own, with which the platform is installed, and
// `west`, the platform's own. The tests go on from each other.

const NAMESPACE = "paas-clusters";

/** Where this program puts its objects in an application cluster, and the account that it makes there. */
const THERE = "blueking";
const ACCOUNT = "bk-paasengine";

const SECTIONS = {
  "bkpaas:domain": "clusters.example.test",
  "bkpaas:namespace": NAMESPACE,
  "bkpaas:platform": { timeoutMinutes: 5, preset: "dev" },
  "bkpaas:elasticsearch": { mode: "existing", host: "127.0.0.1", port: 9299 },
  "bkpaas:initialCluster": { mode: "appCluster", name: "east" },
  "bkpaas:appClusters": {
    east: { mode: "kubeconfig", rights: "narrow", logs: { runtime: "docker" } },
    west: { mode: "kubeconfig", logs: { runtime: "containerd" } },
  },
};

let clone: Clone;
let east: SecondCluster;
let stack: Stack;

/** Administrators of the two clusters. */
const inEast: Kubectl = (...args) => east.kubectl(...args);
const inWest: Kubectl = (...args) => clone.ask(`kubectl ${args.join(" ")}`);

before(async () => {
  [clone, east] = await Promise.all([Clone.withServers(), SecondCluster.start()]);
  const [config, secrets] = onServersOf(clone, SECTIONS);
  stack = await Stack.create(clone, "clusters", config, {
    ...secrets,
    "appClusters.east.kubeconfig": east.kubeconfig,
    "appClusters.west.kubeconfig": fs.readFileSync(clone.sandbox("kubeconfig"), "utf8"),
  });
  await stack.pulumi("up --yes");
});

after(async () => {
  await Promise.all([clone.remove(), east.stop()]);
});

it("the chart gets the second cluster's address and authority, and a token that works there", async () => {
  const { server, ca } = await registered();
  assert.equal(server, east.server);
  assert.equal(ca, east.ca);
  const platform = await holder();
  const { items: nodes } = (await platform.ask("GET", "/api/v1/nodes")) as { items: unknown[] };
  assert.equal(nodes.length, 1);
  await platform.ask("POST", "/api/v1/namespaces", { metadata: { name: "bkapp-demo" } });
  await platform.ask("POST", "/apis/apps/v1/namespaces/bkapp-demo/deployments", DEPLOYMENT);
  await inEast(
    ...["wait", "deployment/web", "--namespace=bkapp-demo", "--for=condition=Available", "--timeout=60s"],
  );
});

it("the token is refused what the platform has no business with", async () => {
  const platform = await holder();
  const subjects = [{ kind: "ServiceAccount", name: ACCOUNT, namespace: THERE }];
  const roleRef = { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" };
  const refused = [
    platform.status("POST", "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", {
      metadata: { name: "more-rights" },
      subjects,
      roleRef,
    }),
    platform.status("DELETE", "/api/v1/nodes/any"),
    platform.status("POST", `/api/v1/namespaces/${THERE}/serviceaccounts/${ACCOUNT}/token`, {}),
    platform.status("GET", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"),
  ];
  assert.deepEqual(await Promise.all(refused), [403, 403, 403, 403]);
});

it("no ConfigMap of either cluster holds a token", async () => {
  const secrets = new Map([["token of east", (await registered()).token]]);
  for (const kubectl of [inEast, inWest]) {
    const texts = await kubectl("get", "configmaps", "--all-namespaces", "--output=json");
    assert.deepEqual(scan(new Map([["ConfigMaps", texts]]), secrets), []);
  }
  const held = await inWest("get", "secrets", `--namespace=${NAMESPACE}`, "--output=json");
  assert.notDeepEqual(scan(new Map([["Secrets", held]]), secrets), []);
});

it("each cluster has the class, the log workloads and the ElasticSearch, and the mounts of its own runtime", async () => {
  const [docker, containerd] = await Promise.all([installedIn(inEast, THERE), installedIn(inWest, THERE)]);
  assert.deepEqual(docker.classes, ["bk-ingress-nginx"]);
  assert.equal(docker.servedClass, "--ingress-class=bk-ingress-nginx");
  assert.deepEqual(docker.logWorkloads, {
    "Deployment/bkapp-log-collection-bkapp-logstash": 1,
    "DaemonSet/bkapp-log-collection-bkapp-filebeat-ingress": 1,
    "DaemonSet/bkapp-log-collection-bkapp-filebeat-json": 1,
    "DaemonSet/bkapp-log-collection-bkapp-filebeat-stdout": 1,
  });
  assert.deepEqual(docker.elasticsearch, ["http://127.0.0.1:9299"]);
  assert.deepEqual(containerd, { ...docker, logDirectories: logDirectories([]) });
  assert.deepEqual(docker.logDirectories, logDirectories(["/var/lib/docker/containers"]));
});

it("a second update has nothing to do", async () => {
  await stack.pulumi("up --yes --expect-no-changes");
});

it("an account that was made anew, whose token has gone, is seen by a preview and repaired by an update", async () => {
  const old = await holder();
  const account = ["serviceaccount", ACCOUNT, `--namespace=${THERE}`];
  await inEast("delete", ...account);
  await inEast("create", ...account);
  await until("the account's token is gone", 60, async () => (await tokenSecrets()).length === 0);
  await old.refused();
  const seen = await stack.pulumi("preview --refresh");
  assert.match(seen, /\+\s+kubernetes:core\/v1:Secret\s+east-identity-token-1\s+create/);
  await stack.pulumi("up --yes --refresh");
  await (await holder()).ask("GET", "/api/v1/nodes");
  await old.refused();
});

it("another edition of the token is the one that the chart gets, the old one is refused, and west sees nothing of it", async () => {
  const [old, west] = [await holder(), await versionsOf(inWest)];
  await stack.pulumi("config set --path appClusters.east.token.edition 2");
  await stack.pulumi("up --yes");
  await (await holder()).ask("GET", "/api/v1/nodes");
  assert.equal((await tokenSecrets()).length, 1);
  await old.refused();
  assert.deepEqual(await versionsOf(inWest), west);
});

it("a cluster that is gone is named in a preview, and blocks neither the platform nor the other cluster", async () => {
  const west = await versionsOf(inWest);
  await east.stop();
  const preview = await stack.pulumi("preview");
  assert.match(preview, /warning: bkpaas:appClusters\.east .*the connection is refused; check the address/);
  assert.doesNotMatch(preview, /warning: bkpaas:appClusters\.west/);
  await stack.pulumi("config set --path platform.replicas 2");
  await stack.pulumi("up --yes");
  const web = (await objectsOf(clone, "deployments", NAMESPACE)).find(
    ({ metadata }) => metadata.name === "bkpaas3-webfe-web",
  );
  assert.equal(web?.spec?.replicas, 2);
  assert.deepEqual(await versionsOf(inWest), west);
});

const DEPLOYMENT = {
  metadata: { name: "web" },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: "web" } },
    template: {
      metadata: { labels: { app: "web" } },
      spec: { containers: [{ name: "web", image: "registry.example.test/web:1" }] },
    },
  },
};

/** Directories that each collector reads: those of any runtime, and more. */
function logDirectories(more: readonly string[]): Record<string, string[]> {
  const containers = ["/var/log/containers", "/var/log/pods", ...more];
  return {
    "bkapp-log-collection-bkapp-filebeat-ingress": containers,
    "bkapp-log-collection-bkapp-filebeat-json": ["/data/bkapp/logs", "/data/bkapp/v3logs"],
    "bkapp-log-collection-bkapp-filebeat-stdout": containers,
  };
}

/** What the chart's Secret says of the cluster. */
interface Row {
  readonly model: string;
  readonly fields: { readonly host: string; readonly ca_data: string; readonly token_value: string };
}

/** Exactly what the chart received of the initial cluster. */
async function registered(): Promise<{ server: string; ca: string; token: string }> {
  const secrets = await objectsOf(clone, "secrets", NAMESPACE);
  const secret = secrets.find(({ metadata }) => metadata.name === "bkpaas3-workloads-initial-cluster");
  const rows = parse(Buffer.from(secret?.data?.["cluster.yaml"] ?? "", "base64").toString()) as Row[];
  const fieldsOf = (model: string): Row["fields"] =>
    rows.find((row) => row.model === model)?.fields ?? assert.fail(`no ${model}`);
  const { ca_data: ca, token_value: token } = fieldsOf("cluster.Cluster");
  return { server: fieldsOf("cluster.APIServer").host, ca, token };
}

/** Whoever has what the chart received. */
async function holder(): Promise<TokenHolder> {
  const { server, ca, token } = await registered();
  return new TokenHolder(server, { ca, token });
}

async function tokenSecrets(): Promise<string[]> {
  const type = "--field-selector=type=kubernetes.io/service-account-token";
  const names = await inEast("get", "secrets", `--namespace=${THERE}`, type, "--output=name");
  return names.split("\n").filter((name) => name !== "");
}

/** Which state every object has that this program made in a cluster: it changes with each of them. */
async function versionsOf(kubectl: Kubectl): Promise<Record<string, string>> {
  const kinds = "serviceaccounts,secrets,configmaps,services";
  const listed = await kubectl("get", kinds, `--namespace=${THERE}`, "--output=json");
  const { items } = JSON.parse(listed) as {
    items: { kind: string; metadata: { name: string; resourceVersion: string } }[];
  };
  return Object.fromEntries(
    items.map(({ kind, metadata: { name, resourceVersion } }) => [`${kind}/${name}`, resourceVersion]),
  );
}
