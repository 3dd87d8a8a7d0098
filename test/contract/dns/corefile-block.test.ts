// What the provider does to the Corefile of a real API server, operation by operation, then by the CLI.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, beforeEach, describe, it } from "node:test";
import { bkpaas } from "../../../provider/bkpaas.ts";
import { renderBlock } from "../../../provider/dns/corefile.ts";
import type { Properties } from "../../../provider/protocol/value.ts";
import { TestCluster } from "../support/cluster.ts";
import { Operations } from "../support/operations.ts";
import { ProviderStack } from "../support/provider-stack.ts";
import { resourceNamed } from "../support/state.ts";
import type { Declared } from "./declared.ts";

/** Of others; the last line has no end. */
const FOREIGN = `.:53 {
    errors\t# their own
    hosts {
        10.9.9.9 theirs.example.com
        fallthrough
    }
    forward . /etc/resolv.conf
    reload
}`;

let cluster: TestCluster;

interface ConfigMap {
  readonly metadata: { readonly resourceVersion: string };
  readonly data?: Readonly<Record<string, string>>;
}

async function configMap(name = "coredns"): Promise<ConfigMap> {
  return (await cluster.get("configmap", name, "kube-system")) as ConfigMap;
}

async function corefile(): Promise<string | undefined> {
  return (await configMap()).data?.Corefile;
}

/** Writes by hand, as an administrator would. */
async function write(text: string): Promise<void> {
  const data = JSON.stringify({ data: { Corefile: text } });
  await cluster.kubectl("patch", "configmap", "coredns", "-n", "kube-system", "--type=merge", "-p", data);
}

async function operations(): Promise<Operations> {
  const provider = bkpaas();
  await provider.configure({ kubeconfig: cluster.kubeconfigFile });
  return new Operations(provider, "bkpaas:dns:CorefileBlock");
}

function inputsOf(environment: string, target = "10.0.0.1"): Properties {
  return { name: environment, names: [`bkpaas.${environment}.example.com`], target };
}

function blockOf(environment: string, ip = "10.0.0.1", target = ip): string {
  return renderBlock(environment, { names: [`bkpaas.${environment}.example.com`], ip, target });
}

before(async () => {
  cluster = await TestCluster.start();
  await cluster.kubectl(
    ...["create", "configmap", "coredns", "-n", "kube-system"],
    ...["--from-literal=Corefile=.", "--from-literal=other=untouched"],
  );
  await cluster.kubectl("create", "namespace", "ingress");
  await cluster.kubectl("create", "service", "clusterip", "nginx", "-n", "ingress", "--tcp=80");
  await cluster.kubectl("create", "service", "clusterip", "headless", "-n", "ingress", "--clusterip=None");
});

after(async () => {
  await cluster.stop();
});

describe("a block of the Corefile", () => {
  let blocks: Operations;

  beforeEach(async () => {
    await write(FOREIGN);
    blocks = await operations();
  });

  it("of two environments stand side by side, and leave every foreign line as it was", async () => {
    const one = await blocks.create(inputsOf("one"));
    const two = await blocks.create(inputsOf("two"));
    assert.equal(await corefile(), blockOf("two") + blockOf("one") + FOREIGN);
    assert.equal((await configMap()).data?.other, "untouched");
    await blocks.delete(one);
    assert.equal(await corefile(), blockOf("two") + FOREIGN);
    await blocks.delete(two);
    assert.equal(await corefile(), FOREIGN);
    await blocks.delete(two);
    assert.equal(await blocks.read(two.id), undefined);
  });

  it("is made once, however often it is asked for, and is not written again", async () => {
    const made = await blocks.create(inputsOf("one"));
    const { resourceVersion } = (await configMap()).metadata;
    assert.deepEqual(await blocks.create(inputsOf("one")), made);
    assert.equal((await configMap()).metadata.resourceVersion, resourceVersion);
    await assert.rejects(blocks.create(inputsOf("one", "10.0.0.2")), /has a block one with other names/);
  });

  it("survives the changes of others at the same time, and they survive it", async () => {
    const environments = ["a", "b", "c", "d", "e", "f"];
    const byHand = cluster.kubectl(
      ...["patch", "configmap", "coredns", "-n", "kube-system", "--type=merge"],
      ...["-p", JSON.stringify({ data: { hand: "written" } })],
    );
    const made = await Promise.all(environments.map((name) => blocks.create(inputsOf(name))));
    await byHand;
    assert.match(blocks.told.join("\n"), /changed by somebody else; trying again/);
    const { data } = await configMap();
    for (const name of environments) assert.ok(data?.Corefile?.includes(blockOf(name)), name);
    assert.deepEqual([data?.hand, data?.other], ["written", "untouched"]);
    await Promise.all(made.map((one) => blocks.delete(one)));
    assert.equal(await corefile(), FOREIGN);
  });

  it("leads to the cluster IP of a Service, and shows when that is another", async () => {
    const made = await blocks.create(inputsOf("one", "ingress/nginx"));
    const { ip = "" } = made.outputs as { ip?: string };
    assert.match(ip, /^\d+\.\d+\.\d+\.\d+$/);
    assert.equal(await corefile(), blockOf("one", ip, "ingress/nginx") + FOREIGN);
    const moved = blockOf("one", "10.7.7.7", "ingress/nginx");
    await write(moved + FOREIGN);
    const read = await blocks.read(made.id, made.inputs, made.outputs);
    assert.ok(read);
    assert.deepEqual([read.outputs.ip, read.outputs.block], [ip, moved]);
    assert.deepEqual(await blocks.diff(read, inputsOf("one", "ingress/nginx")), {
      changes: { block: { kind: "update" } },
      deleteBeforeReplace: true,
    });
    await blocks.update(read, inputsOf("one", "ingress/nginx"));
    assert.equal(await corefile(), blockOf("one", ip, "ingress/nginx") + FOREIGN);
    for (const [service, reason] of [
      ["ingress/nowhere", /does not exist: install the Ingress controller first/],
      ["ingress/headless", /has no cluster IP/],
    ] as const) {
      await assert.rejects(blocks.create(inputsOf("two", service)), reason);
    }
  });

  it("is refused where another line or block answers a name, and nothing is written", async () => {
    await blocks.create(inputsOf("one"));
    const before = await configMap();
    const names = ["theirs.example.com", "bkpaas.one.example.com", "free.example.com"];
    await assert.rejects(blocks.create({ name: "two", names, target: "10.0.0.1" }), (error: Error) => {
      assert.match(error.message, /theirs\.example\.com by "10\.9\.9\.9 theirs\.example\.com"/);
      assert.match(error.message, /bkpaas\.one\.example\.com by ".*" of the block one/);
      assert.doesNotMatch(error.message, /free\.example\.com by/);
      return true;
    });
    assert.deepEqual(await configMap(), before);
  });

  it("is refused beside a server block without braces, and warns where nothing reloads", async () => {
    await write(".\nforward . 10.0.0.1\n");
    await assert.rejects(blocks.create(inputsOf("one")), /one server block without braces/);
    await write(FOREIGN.replace("    reload\n", ""));
    await blocks.create(inputsOf("one"));
    assert.match(
      blocks.warnings.join(),
      /no plugin reload: CoreDNS reads the change when its pods start again/,
    );
  });

  it("says which ConfigMap is not there, and all that is wrong with its inputs at once", async () => {
    const elsewhere = { ...inputsOf("one"), configMap: "node-local-dns" };
    await assert.rejects(blocks.create(elsewhere), /there is no ConfigMap kube-system\/node-local-dns/);
    assert.equal(await blocks.read("kube-system/node-local-dns/Corefile/one"), undefined);
    assert.equal((await blocks.refusals({ name: "A", names: ["*.example.com"], target: "x" })).length, 3);
    await assert.rejects(blocks.read("coredns"), /its id is <namespace>\/<ConfigMap>\/<key>\/<name>/);
  });

  it("alone in a key of its own takes the key away with it, and heeds what stands under the others", async () => {
    const made = await blocks.create({ ...inputsOf("one"), key: "bkpaas.server" });
    assert.equal((await configMap()).data?.["bkpaas.server"], blockOf("one"));
    assert.deepEqual(blocks.warnings, []);
    await assert.rejects(
      blocks.create({ ...inputsOf("two"), names: ["bkpaas.one.example.com"] }),
      /answers already bkpaas\.one\.example\.com by ".*" of the block one/,
    );
    await assert.rejects(
      blocks.create({ ...inputsOf("two"), names: ["theirs.example.com"], key: "two.server" }),
      /the Corefile of kube-system\/coredns \(two\.server\) answers already theirs/,
    );
    await blocks.delete(made);
    assert.deepEqual(Object.keys((await configMap()).data ?? {}).sort(), ["Corefile", "hand", "other"]);
  });
});

describe("a program with a block of the Corefile", () => {
  const block = { name: "env", names: ["bkpaas.env.example.com"], target: "10.0.0.1" };
  const stacks: ProviderStack<Declared>[] = [];
  let stack: ProviderStack<Declared>;

  async function stackOf(
    name: string,
    declared: Omit<Declared, "kubeconfig">,
  ): Promise<ProviderStack<Declared>> {
    const program = path.join(import.meta.dirname, "program");
    const { kubeconfigFile: kubeconfig } = cluster;
    const made = await ProviderStack.create(program, name, { kubeconfig, ...declared });
    stacks.push(made);
    return made;
  }

  before(async () => {
    await write(FOREIGN);
    stack = await stackOf("one", { block });
    await stack.up();
  });

  after(async () => {
    await Promise.all(stacks.map(({ workspace }) => workspace.remove()));
  });

  it("has nothing to do when nothing changed", async () => {
    assert.equal(await corefile(), blockOf("env") + FOREIGN);
    assert.deepEqual(await stack.planned("--refresh"), []);
  });

  it("sees what was changed or removed by hand, and sets it right", async () => {
    const altered = {
      "update names: names[0]": blockOf("env").replaceAll("bkpaas.env", "bkpaas2.env"),
      "update names: block": blockOf("env").replace("    errors\n", "    errors\n    log\n"),
      "create names": "",
    };
    for (const [planned, text] of Object.entries(altered)) {
      await write(text + FOREIGN);
      assert.deepEqual(await stack.planned("--refresh"), [planned]);
      await stack.up("--refresh");
      assert.equal(await corefile(), blockOf("env") + FOREIGN);
    }
  });

  it("imports what exists, from which the program does not differ", async () => {
    const second = await stackOf("two", {});
    await second.up();
    const { urn } = resourceNamed(await second.workspace.export(), "cluster");
    const options = ["--yes", "--skip-preview", "--generate-code=false", "--protect=false"];
    const id = "kube-system/coredns/Corefile/env";
    const type = "bkpaas:dns:CorefileBlock";
    await second.succeed("import", type, "names", id, ...options, `--provider=cluster=${urn}`);
    await second.declare({ kubeconfig: cluster.kubeconfigFile, block });
    assert.deepEqual(await second.planned(), []);
  });

  it("takes its block away when it is destroyed, and leaves the rest", async () => {
    await stack.succeed("destroy", "--yes", "--skip-preview");
    assert.equal(await corefile(), FOREIGN);
  });
});
