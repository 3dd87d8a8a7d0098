// Managed stores on a real API server, through the real engine.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { CHECKOUT } from "../support/checkout.ts";
import { TestCluster } from "../support/cluster.ts";
import { PLUGINS } from "../support/plugins.ts";
import { stepFacts } from "../support/state.ts";
import { Workspace } from "../support/workspace.ts";

const PODS = ["elasticsearch-0", "elasticsearch-1", "elasticsearch-2", "mysql-0", "rabbitmq-0", "redis-0"];
const PASSWORDS = ["mysql", "redis", "admin", "platform", "elasticsearch"].map((role) => `secretOf-${role}`);

const workspace = await Workspace.create({
  program: `${import.meta.dirname}/managed-program`,
  plugins: ["kubernetes"],
});
after(() => workspace.remove());

interface Listed {
  readonly items: readonly KubernetesObject[];
}

interface KubernetesObject {
  readonly metadata: { readonly name: string; readonly uid: string };
  readonly spec: {
    readonly volumes?: readonly { readonly secret?: { readonly secretName: string } }[];
    readonly resources?: { readonly requests: { readonly storage: string } };
    readonly persistentVolumeClaimRetentionPolicy?: unknown;
  };
  readonly status: {
    readonly phase?: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}

// The cases build on each other: one stack, from its first update to its end.
describe(`Managed stores, ${PLUGINS} plugin`, { skip: workspace.missing ?? false }, () => {
  let cluster: TestCluster;

  const list = async (kinds: string): Promise<readonly KubernetesObject[]> => {
    const text = await cluster.kubectl("get", kinds, "--namespace=stores", "--output=json");
    return (JSON.parse(text) as Listed).items;
  };
  /** The settings of a case; those of the one before it are undone. */
  const configure = (settings: Readonly<Record<string, string>>): Promise<void> =>
    workspace.config({
      checkout: CHECKOUT,
      ...{ size: undefined, volume: undefined, nodes: undefined, without: undefined },
      ...settings,
    });
  const uidsOf = async (kinds: string): Promise<Record<string, string>> =>
    Object.fromEntries((await list(kinds)).map(({ metadata }) => [metadata.name, metadata.uid]));
  const everything = "statefulsets,services,configmaps,secrets,persistentvolumeclaims,poddisruptionbudgets";

  before(async () => {
    cluster = await TestCluster.start();
    workspace.setEnv({ KUBECONFIG: cluster.kubeconfigFile });
    await configure({});
  });

  after(() => cluster.stop());

  it("get ready in a namespace that only takes restricted pods, each on a bound volume", async () => {
    const run = await workspace.up();
    assert.equal(run.code, 0, run.stdout);
    const [pods, claims] = await Promise.all([list("pods"), list("persistentvolumeclaims")]);
    const ready = pods.filter(({ status }) =>
      status.conditions?.some((condition) => condition.type === "Ready" && condition.status === "True"),
    );
    assert.deepEqual(
      ready.map(({ metadata }) => metadata.name),
      PODS.map((pod) => `bkpaas-${pod}`),
    );
    assert.deepEqual(
      claims.map(({ metadata, status }) => `${metadata.name} ${status.phase ?? ""}`),
      PODS.map((pod) => `data-bkpaas-${pod} Bound`),
    );
  });

  it("are there although any other pod is refused", async () => {
    const run = cluster.kubectl("run", "any", "--image=any", "--namespace=stores");
    await assert.rejects(run, /violates PodSecurity "restricted:latest"/);
  });

  it("read their own Secret", async () => {
    for (const { metadata, spec } of await list("pods")) {
      const secrets = spec.volumes?.flatMap(({ secret }) => (secret ? [secret.secretName] : [])) ?? [];
      assert.ok(secrets.includes(metadata.name.replace(/-\d$/, "")), metadata.name);
    }
  });

  it("have no password in the cluster outside Secrets, and none in the open in the state", async () => {
    const kinds = "configmaps,statefulsets,controllerrevisions,services,pods,persistentvolumeclaims,events";
    const open = [
      await cluster.kubectl("get", kinds, "--namespace=stores", "--output=json"),
      JSON.stringify(await workspace.export()),
    ];
    for (const password of PASSWORDS) {
      for (const spelling of [password, Buffer.from(password).toString("base64")]) {
        assert.ok(!open.some((text) => text.includes(spelling)), spelling);
      }
    }
    const secrets = await cluster.kubectl("get", "secrets", "--namespace=stores", "--output=json");
    assert.ok(secrets.includes(Buffer.from("secretOf-mysql").toString("base64")), "in the Secret it is");
  });

  it("keep their volumes whatever happens to the StatefulSet", async () => {
    for (const { metadata, spec } of await list("statefulsets")) {
      const kept = { whenDeleted: "Retain", whenScaled: "Retain" };
      assert.deepEqual(spec.persistentVolumeClaimRetentionPolicy, kept, metadata.name);
    }
  });

  it("are left alone by a second update", async () => {
    assert.deepEqual(stepFacts(await workspace.preview()), []);
  });

  it("restart with a changed password, each alone", async () => {
    const before = await uidsOf("pods");
    await configure({ "mysql-password": "changed" });
    assert.equal((await workspace.up()).code, 0);
    const after = await uidsOf("pods");
    assert.deepEqual(
      Object.keys(after).filter((pod) => after[pod] !== before[pod]),
      ["bkpaas-mysql-0"],
    );
  });

  it("grow with their size, volumes too, without being replaced", async () => {
    const before = await uidsOf(everything);
    await configure({ size: "medium" });
    const run = await workspace.up();
    assert.equal(run.code, 0, run.stdout);
    assert.deepEqual(await uidsOf(everything), before);
    const [claim] = (await list("persistentvolumeclaims")).filter(
      ({ metadata }) => metadata.name === "data-bkpaas-mysql-0",
    );
    assert.equal(claim?.spec.resources?.requests.storage, "100Gi");
  });

  it("never get a smaller volume", async () => {
    await configure({ size: "medium", volume: "1Gi" });
    const run = await workspace.run("preview");
    assert.notEqual(run.code, 0);
    assert.match(run.stdout, /spec\.resources\.requests\.storage: Forbidden: field can not be less than/);
  });

  it("are not made of fewer nodes", async () => {
    await configure({ size: "medium", nodes: "one" });
    const run = await workspace.run("preview");
    assert.notEqual(run.code, 0);
    assert.match(run.stdout, /unable to replace resource .*StatefulSet::elasticsearch-server/);
    assert.match(run.stdout, /as it is currently marked for protection/);
  });

  it("can't be removed from the program: nothing of them goes, and nothing has to be repaired", async () => {
    const before = await uidsOf(everything);
    await configure({ size: "medium", without: "mysql" });
    const run = await workspace.up();
    assert.notEqual(run.code, 0);
    assert.match(run.stdout, /StatefulSet::mysql-server" cannot be deleted\s+because it is protected/);
    assert.deepEqual(await uidsOf(everything), before);
    await configure({ size: "medium" });
    assert.deepEqual(stepFacts(await workspace.preview()), []);
  });

  it("go on running when the stack is destroyed without their protection", async () => {
    const before = await uidsOf(`${everything},pods`);
    await workspace.pulumi("state", "unprotect", "--all", "--yes");
    const run = await workspace.destroy();
    assert.equal(run.code, 0, run.stdout);
    assert.deepEqual(await uidsOf(`${everything},pods`), before);
  });
});
