import { parse } from "yaml";
import { TestCluster } from "../contract/support/cluster.ts";

/** An administrator's kubeconfig, as far as it is read here. */
interface Kubeconfig {
  readonly clusters: readonly [
    { readonly cluster: { readonly server: string; readonly "certificate-authority-data": string } },
  ];
}

/** A real API server beside the one of the platform, with a simulated node of its own: a cluster for applications. */
export class SecondCluster {
  /** The administrator's kubeconfig: its text, with certificates in it. */
  readonly kubeconfig: string;
  /** Address of the API server. */
  readonly server: string;
  /** The cluster's authority, base64 of PEM. */
  readonly ca: string;
  readonly #cluster: TestCluster;

  private constructor(cluster: TestCluster) {
    this.#cluster = cluster;
    this.kubeconfig = cluster.kubeconfig;
    const { clusters } = parse(cluster.kubeconfig) as Kubeconfig;
    this.server = clusters[0].cluster.server;
    this.ca = clusters[0].cluster["certificate-authority-data"];
  }

  /** Starts it and waits until Pods can run there; seconds. */
  static async start(): Promise<SecondCluster> {
    return new SecondCluster(await TestCluster.start());
  }

  /** Runs kubectl as the administrator. @returns what it prints. @throws Error with its messages. */
  kubectl(...args: string[]): Promise<string> {
    return this.#cluster.kubectl(...args);
  }

  /** Ends every process of it and removes its data. */
  stop(): Promise<void> {
    return this.#cluster.stop();
  }
}
