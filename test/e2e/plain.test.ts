import assert from "node:assert/strict";
import fs from "node:fs";
import { after, before, it } from "node:test";
import { parse, stringify } from "yaml";
import { readPreview } from "../../policy/preview.ts";
import { TokenHolder } from "../support/token-holder.ts";
import { Clone } from "./support/clone.ts";
import { objectsOf } from "./support/cluster.ts";
import { asAdministrator, column } from "./support/database.ts";
import { effectsDone } from "./support/operations.ts";
import { outputsOf } from "./support/outputs.ts";
import { Stack, onServersOf, serverSettings } from "./support/stack.ts";
import { NOTHING, writesDuring } from "./support/writes.ts";

// The production path: no make, only the CLI, on a stack file of its own. The sandbox lends its servers.

const STACK = "staging";

/** An environment that shares nothing with dev but the servers. */
const SECTIONS = {
  "bkpaas:domain": "staging.example.test",
  "bkpaas:namespace": "paas-staging",
  "bkpaas:platform": {
    timeoutMinutes: 5,
    preset: "dev",
    paasStack: { name: "staging" },
    bkServices: { name: "staging-services" },
  },
  "bkpaas:mysql": {
    databases: {
      apiserver: "staging_api",
      workloads: "staging_work",
      svcMysql: "staging_m",
      svcBkrepo: "staging_r",
      svcRabbitmq: "staging_q",
    },
    users: { platform: "staging_paas", services: "staging_services", plan: "staging_plan" },
  },
  "bkpaas:redis": { databases: { platform: 2, workloadsTasks: 3 } },
  // What it gets beside its registration is tried where clusters are.
  "bkpaas:initialCluster": {
    mode: "sameCluster",
    rights: "narrow",
    ingress: { enabled: false },
    logs: { enabled: false },
  },
};

let clone: Clone;
let stack: Stack;

before(async () => {
  clone = await Clone.withServers();
  stack = await Stack.create(clone, STACK, ...onServersOf(clone, SECTIONS));
});

after(async () => {
  await clone.remove();
});

it("everything wrong with a configuration is told at once, before any resource plugin starts", async () => {
  const { file } = stack;
  const sound = fs.readFileSync(file, "utf8");
  const broken = parse(sound) as { config: Record<string, Record<string, unknown>> };
  Reflect.deleteProperty(broken.config, "bkpaas:domain");
  Reflect.set(broken.config, "bkpaas:colour", "red");
  Reflect.set(broken.config["bkpaas:redis"] ?? {}, "port", "six");
  Reflect.deleteProperty(broken.config["bkpaas:rabbitmq"] ?? {}, "host");
  try {
    fs.writeFileSync(file, stringify(broken));
    const refused = await clone.inEnv(`pulumi preview --stack ${STACK} --logtostderr --verbose 9 2>&1`);
    assert.notEqual(refused.exitCode, 0);
    assert.match(refused.output, /4 problems in the configuration of stack "staging"; nothing was changed/);
    for (const key of ["bkpaas:colour", "bkpaas:domain", "bkpaas:redis.port", "bkpaas:rabbitmq.host"]) {
      assert.ok(refused.output.includes(`  ${key}  `), `${key} is not mentioned`);
    }
    // The log shows what was launched: the language host, and nothing else.
    assert.deepEqual(new Set(launched(refused.output)), new Set(["nodejs"]));
  } finally {
    fs.writeFileSync(file, sound);
  }
});

it("a preview of a first install writes nothing anywhere", async () => {
  const { dryRuns, ...lasting } = await writesDuring(clone, () => stack.pulumi("preview"));
  assert.deepEqual(lasting, NOTHING);
  // What the server is asked about objects whose inputs are all known: they have to be allowed to whoever previews.
  assert.deepEqual(dryRuns.map((request) => request.replace(/\?.*/, "")).sort(), [
    "create /api/v1/namespaces",
    "create /api/v1/namespaces/paas-staging/secrets",
    "create /api/v1/namespaces/paas-staging/serviceaccounts",
    "create /apis/rbac.authorization.k8s.io/v1/clusterrolebindings",
    "create /apis/rbac.authorization.k8s.io/v1/clusterroles",
  ]);
});

it("plain `pulumi up` brings up a second stack with other names, and a second one has nothing to do", async () => {
  await stack.pulumi("up --yes");
  const outputs = await outputsOf(clone, STACK);
  assert.equal(outputs.namespace, "paas-staging");
  assert.equal(outputs.releases.paasStack.name, "staging");
  const deployments = await objectsOf(clone, "deployments", "paas-staging");
  assert.equal(deployments.length, 8);
  await asAdministrator(clone, async (connection) => {
    const names = await column(connection, "SHOW DATABASES LIKE 'staging\\_%'");
    assert.deepEqual(names.sort(), ["staging_api", "staging_m", "staging_q", "staging_r", "staging_work"]);
  });
  await stack.pulumi("up --yes --skip-preview --expect-no-changes");
});

it("the platform's first install is told of its own cluster, by an account that may list its nodes", async () => {
  const jobs = (await objectsOf(clone, "jobs", "paas-staging")).map(({ metadata }) => metadata.name);
  for (const job of ["initial-fixtures", "generate-initial-cluster-state"]) {
    assert.ok(jobs.includes(`bkpaas3-workloads-${job}`), job);
  }
  const secrets = await objectsOf(clone, "secrets", "paas-staging");
  const registered = secrets.find(({ metadata }) => metadata.name === "bkpaas3-workloads-initial-cluster");
  const fixture = Buffer.from(registered?.data?.["cluster.yaml"] ?? "", "base64").toString();
  const [cluster, server] = JSON.parse(fixture) as { fields: Record<string, string> }[];
  assert.equal(server?.fields.host, "https://kubernetes.default.svc.cluster.local");
  const login = { ca: cluster?.fields.ca_data ?? "", token: cluster?.fields.token_value ?? "" };
  const address = (
    await clone.ask("kubectl config view --minify -o jsonpath={.clusters[0].cluster.server}")
  ).trim();
  const platform = new TokenHolder(address, login);
  const { items } = (await platform.ask("GET", "/api/v1/nodes")) as { items: unknown[] };
  assert.equal(items.length, 1);
});

it("a preview of a change writes nothing anywhere, and the update does what it listed", async () => {
  await stack.pulumi("config set --path bkpaas:platform.packages.npmRegistry https://npm.example.test");
  let preview = "";
  const { dryRuns, ...lasting } = await writesDuring(clone, async () => {
    preview = await stack.pulumi("preview --json");
  });
  assert.deepEqual(lasting, NOTHING);
  assert.deepEqual(dryRuns, []);
  const done = effectsDone(await stack.pulumi("up --yes --skip-preview --json"));
  assert.deepEqual(done, ["update paas-stack-release"]);
  assert.deepEqual(listed(preview), done);
});

it("a preview runs the program once and starts each resource plugin once, our own for each of its servers", async () => {
  const { output } = await clone.inEnv(`pulumi preview --stack ${STACK} --logtostderr --verbose 9 2>&1`);
  const plugins = launched(output).filter((name) => name !== "nodejs");
  assert.deepEqual(plugins.sort(), ["bkpaas", "bkpaas", "kubernetes", "mysql", "random"]);
  assert.equal(output.match(/langhost\[nodejs\]\.Run\(.*\) executing/g)?.length, 1);
});

it("a destroy that nobody confirms leaves everything there, and protected as before", async () => {
  const before = await guarded();
  assert.equal(before.length, 44);
  const refused = await clone.inEnv(`make -s destroy DATA=delete STACK=${STACK}`);
  assert.notEqual(refused.exitCode, 0);
  assert.deepEqual(await guarded(), before);
});

it("the stack file on disk holds no password in the clear", () => {
  const file = fs.readFileSync(stack.file, "utf8");
  const { passwords } = serverSettings(clone);
  assert.match(file, /secure:/);
  for (const password of Object.values(passwords)) assert.ok(!file.includes(password));
});

/** What a preview lists, as `effectsDone` names it. */
function listed(preview: string): string[] {
  return readPreview(preview)
    .steps.filter(({ operation, type }) => operation !== "same" && !/^bkpaas:(?!bkrepo:)\w+:[A-Z]/.test(type))
    .map(({ operation, urn }) => `${operation} ${urn.split("::").at(-1) ?? ""}`)
    .sort();
}

/** The plugins that the CLI's log says it has started, each as often as it was. */
function launched(log: string): string[] {
  return [...log.matchAll(/Launching plugin '(\w+)/g)].map(([, name = ""]) => name);
}

/** What the state protects, and what it keeps when the stack is destroyed. */
async function guarded(): Promise<string[]> {
  const state = JSON.parse(await clone.ask(`pulumi stack export --stack ${STACK}`)) as {
    deployment: { resources: { urn: string; protect?: boolean; retainOnDelete?: boolean }[] };
  };
  return state.deployment.resources
    .filter(({ protect }) => protect)
    .map(({ urn, retainOnDelete = false }) => `${urn} kept: ${String(retainOnDelete)}`);
}
