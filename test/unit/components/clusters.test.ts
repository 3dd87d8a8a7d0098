import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Clusters } from "../../../components/cluster/clusters.ts";
import { clusterId } from "../../../components/cluster/ids.ts";
import { INITIAL_CLUSTER_ID } from "../../../components/cluster/registration.ts";
import { clusterSteps } from "../../../components/cluster/steps.ts";
import { isSecret } from "../../../policy/hidden.ts";
import { configOf, environments } from "../../golden/environments.ts";
import { graphOf } from "../../golden/graph.ts";
import { kubeconfigWith, tokenOf } from "../../support/cluster-logins.ts";
import { recordProgram } from "../../support/program.ts";

interface Resource {
  readonly parent?: string;
  readonly provider?: string;
  readonly dependencies?: readonly string[];
  readonly inputs?: { readonly metadata?: { readonly namespace?: string }; readonly reapply?: string };
}

interface Graph {
  readonly resources: Readonly<Record<string, Resource>>;
  readonly outputs: {
    readonly initialCluster?: Output;
    readonly appClusters?: Readonly<Record<string, Output>>;
  };
}

interface Output {
  readonly id: string;
  readonly apiServers: readonly string[];
  readonly login: Readonly<Record<string, string>>;
  readonly namespace?: string;
  readonly tokenSecret?: string;
}

const recorded = JSON.parse(
  readFileSync(new URL("../../golden/clusters.json", import.meta.url), "utf8"),
) as Graph;

/** The graph of the recorded environment with other sections. */
async function graphWith(sections: Readonly<Record<string, object>>): Promise<Graph> {
  assert.ok(environments.clusters);
  const { values, secretKeys } = configOf(environments.clusters);
  const changed = Object.entries(sections).map(([key, value]) => [key, JSON.stringify(value)] as const);
  const run = await recordProgram("clusters", {
    values: { ...values, ...Object.fromEntries(changed) },
    secretKeys: [...secretKeys, ...Object.keys(sections)],
  });
  assert.equal(run.exitCode, 0, run.output);
  return graphOf(run.monitor) as object as Graph;
}

/** The entry that a resource is of; undefined for what is of no application cluster. */
function entryOf(name: string, { resources }: Graph): string | undefined {
  const type = name.split("::")[0];
  if (type === "bkpaas:cluster:AppCluster") return name.split("::")[1];
  const parent = resources[name]?.parent;
  return parent === undefined ? undefined : entryOf(parent, { resources, outputs: {} });
}

test("one more application cluster adds to the graph, and changes nothing of what is there", async () => {
  const entries = Array.from({ length: 9 }, (_, index) => {
    const server = `https://10.1.${index}.1:6443`;
    const login =
      index % 2 === 0
        ? { mode: "kubeconfig", kubeconfig: kubeconfigWith(server) }
        : { mode: "token", apiServers: [server], token: tokenOf("blueking", "bk-paasengine") };
    return [`cluster-${index}`, { ...login, subPathDomain: `apps-${index}.example.com` }];
  });
  const nine = Object.fromEntries(entries) as Record<string, object>;
  const tenth = { mode: "kubeconfig", kubeconfig: kubeconfigWith("https://10.1.10.1:6443") };
  const initialCluster = { mode: "none" };
  const [before, after] = [
    await graphWith({ initialCluster, appClusters: nine }),
    await graphWith({ initialCluster, appClusters: { another: tenth, ...nine } }),
  ];
  const added = Object.keys(after.resources).filter((name) => !(name in before.resources));
  assert.deepEqual(
    new Set(added.map((name) => entryOf(name, after) ?? name)),
    new Set(["another", "pulumi:providers:kubernetes::app-cluster-another"]),
  );
  assert.deepEqual({ ...after.resources, ...before.resources }, after.resources);
  assert.deepEqual(
    { ...after.outputs.appClusters, ...before.outputs.appClusters },
    after.outputs.appClusters,
  );
  assert.equal(Object.keys(after.outputs.appClusters ?? {}).length, 10);
});

test("every resource of an application cluster is made by that cluster's own provider", () => {
  const custom = Object.entries(recorded.resources).flatMap(([name, { provider }]) => {
    const entry = entryOf(name, recorded);
    return entry === undefined || provider === undefined ? [] : [[entry, provider.split("::")[1]]];
  });
  assert.deepEqual(new Set(custom.map(([entry]) => entry)), new Set(["east", "north", "west"]));
  for (const [entry = "", provider = ""] of custom)
    assert.match(provider, new RegExp(`^app-cluster-${entry}(-tokens)?$`));
});

test("nothing of the platform waits for an application cluster but for the login of the initial one", () => {
  const awaited = Object.entries(recorded.resources).flatMap(([name, { dependencies = [] }]) =>
    dependencies
      .filter((other) => entryOf(other, recorded) !== undefined && entryOf(name, recorded) === undefined)
      .map((other) => [name.split("::")[1], other.split("::")[1]]),
  );
  assert.deepEqual(awaited, [["paas-stack-initial-cluster", "east-identity-token"]]);
});

test("an entry that is the initial cluster is told under the initial cluster's name, the others under their own", () => {
  const { initialCluster, appClusters = {} } = recorded.outputs;
  // A secret leaf says where it stands, and by its digest which it is.
  const told = (cluster: object | undefined): string =>
    JSON.stringify(cluster).replaceAll(/<secret:\w+(\.east)?\./g, "<secret:");
  assert.equal(told(initialCluster), told(appClusters.east));
  assert.equal(appClusters.east?.id, INITIAL_CLUSTER_ID);
  assert.equal(appClusters.north?.id, clusterId("north", "paas.example.com"));
});

test("what logs in to a cluster is a secret output", () => {
  const logins = Object.values(recorded.outputs.appClusters ?? {}).map(({ login }) => Object.entries(login));
  assert.equal(logins.length, 3);
  for (const [name, text] of logins.flat()) assert.equal(isSecret(text), name !== "by");
});

test("in the platform's own cluster the account is in the platform's own namespace, unless another is wanted", async () => {
  const sections = { appClusters: {}, initialCluster: { mode: "sameCluster", reapply: "always" } };
  const own = await graphWith(sections);
  const other = await graphWith({ ...sections, initialCluster: { mode: "sameCluster", namespace: "apps" } });
  const account =
    "bkpaas:cluster:InitialCluster$bkpaas:cluster:Identity$kubernetes:core/v1:ServiceAccount::initial-cluster-identity-account";
  const made = "bkpaas:cluster:InitialCluster$kubernetes:core/v1:Namespace::initial-cluster-namespace";
  assert.equal(own.resources[account]?.inputs?.metadata?.namespace, "paas-system");
  assert.equal(own.resources[made], undefined);
  assert.equal(other.resources[account]?.inputs?.metadata?.namespace, "apps");
  assert.notEqual(other.resources[made], undefined);
  assert.deepEqual(own.outputs.initialCluster?.apiServers, ["https://kubernetes.default.svc.cluster.local"]);
  assert.equal(own.outputs.appClusters, undefined);
});

test("the id of a cluster is its own in every environment, and always the same", () => {
  const ids = [
    clusterId("east", "paas.example.com"),
    clusterId("west", "paas.example.com"),
    clusterId("east", "example.org"),
  ];
  assert.equal(new Set([...ids, INITIAL_CLUSTER_ID]).size, 4);
  assert.equal(ids[0], clusterId("east", "paas.example.com"));
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});

test("without any cluster the next steps say where to register one", () => {
  const clusters: Clusters = { initial: undefined, apps: {} };
  const [step] = clusterSteps({ paas3: "http://bkpaas.example.com" }, clusters);
  assert.match(step ?? "", /initialCluster.*http:\/\/bkpaas\.example\.com\/backend\/admin42/);
});
