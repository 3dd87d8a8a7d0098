import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { kwokctlConfiguration } from "../../../sandbox/cluster/configuration.ts";
import { OBJECTS, STAGES } from "../../../sandbox/cluster/paths.ts";
import { freePorts } from "../../support/ports.ts";
import { BIN } from "./checkout.ts";
import { execute } from "./execute.ts";

const NAME = "contract";

/** How long the simulated node may take to become ready, in milliseconds. */
const NODE_DEADLINE = 180_000;

/** A real control plane with a simulated node, of a test's own, on free loopback ports. */
export class TestCluster {
  /** The administrator's kubeconfig: text, and the file that holds it. */
  readonly kubeconfig: string;
  readonly kubeconfigFile: string;
  readonly #root: string;

  private constructor(root: string, kubeconfig: string) {
    this.#root = root;
    this.kubeconfig = kubeconfig;
    this.kubeconfigFile = path.join(root, "kubeconfig");
  }

  /**
   * Starts a cluster and waits until Pods can run in it; seconds.
   * @param more documents of kwok beside those of the sandbox: stages, logs
   */
  static async start(more = ""): Promise<TestCluster> {
    const root = await mkdtemp(path.join(os.tmpdir(), "bkpaas-cluster-"));
    const stages = await readFile(STAGES, "utf8");
    const [apiserver = 0, controllerManager = 0, scheduler = 0, etcd = 0, etcdPeer = 0, kwok = 0] =
      await freePorts(6);
    const ports = { apiserver, controllerManager, scheduler, etcd, etcdPeer, kwok };
    const file = path.join(root, "kwokctl.yaml");
    await writeFile(file, `${kwokctlConfiguration({ name: NAME, ports, bin: BIN })}---\n${stages}${more}`);
    try {
      // An empty kubeconfig: kwokctl would enter the cluster into the user's own.
      await kwokctl(root, "create", "cluster", "--config", file, "--kubeconfig", "", "--wait", "180s");
      const cluster = new TestCluster(root, await kwokctl(root, "get", "kubeconfig"));
      await writeFile(cluster.kubeconfigFile, cluster.kubeconfig, { mode: 0o600 });
      await cluster.#furnish();
      return cluster;
    } catch (error) {
      await remove(root).catch(() => undefined);
      throw error;
    }
  }

  /** Runs kubectl and returns what it prints. @throws Error with its messages. */
  kubectl(...args: string[]): Promise<string> {
    return this.#kubectl(args);
  }

  /** Creates or changes objects. */
  async apply(objects: readonly object[]): Promise<void> {
    await this.#kubectl(
      ["apply", "--filename=-"],
      JSON.stringify({ apiVersion: "v1", kind: "List", items: objects }),
    );
  }

  /** One object as the API server has it. */
  async get(kind: string, name: string, namespace = "default"): Promise<unknown> {
    return JSON.parse(await this.kubectl("get", kind, name, "--namespace", namespace, "--output=json"));
  }

  /** Stops every process and removes all data. */
  async stop(): Promise<void> {
    await remove(this.#root);
  }

  async #kubectl(args: readonly string[], input?: string): Promise<string> {
    const options = { ...(input !== undefined && { input }) };
    const run = await execute(
      path.join(BIN, "kubectl"),
      ["--kubeconfig", this.kubeconfigFile, ...args],
      options,
    );
    if (run.code === 0) return run.stdout;
    throw new Error(`kubectl ${args.join(" ")} ended with ${run.code}\n${run.stdout}${run.stderr}`);
  }

  async #furnish(): Promise<void> {
    await this.kubectl("apply", "--filename", OBJECTS);
    const deadline = Date.now() + NODE_DEADLINE;
    while (!(await this.kubectl("get", "nodes", "--no-headers")).includes(" Ready")) {
      if (Date.now() > deadline) throw new Error("the simulated node does not become ready");
      await delay(200);
    }
  }
}

async function remove(root: string): Promise<void> {
  // Unlike creation, deletion does not take an empty kubeconfig.
  await kwokctl(root, "delete", "cluster", "--kubeconfig", path.join(root, "kubeconfig"));
  await rm(root, { recursive: true, force: true });
}

async function kwokctl(root: string, ...args: string[]): Promise<string> {
  const env = { ...process.env, KWOK_WORKDIR: path.join(root, "kwok") };
  const run = await execute(path.join(BIN, "kwokctl"), ["--name", NAME, ...args], { env });
  if (run.code === 0) return run.stdout;
  throw new Error(`kwokctl ${args.join(" ")} ended with ${run.code}\n${run.stdout}${run.stderr}`);
}
