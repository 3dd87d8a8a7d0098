import path from "node:path";
import { stringify } from "yaml";
import { ADMINISTRATORS, type Settings } from "../settings.ts";
import { AUDIT_POLICY, CLUSTER_NAME } from "./paths.ts";

/** The Kubernetes version that the sandbox's tools are built for. */
const KUBERNETES_VERSION = "v1.36.4";

/** The audit log is kept in files of this size, in megabytes; the tests read the newest. */
const AUDIT_LOG_SIZE = "200";

/** What differs between one cluster and another. */
export interface ClusterPlan {
  /** kwokctl's name of it. */
  readonly name: string;
  readonly ports: Readonly<Pick<Settings["ports"], ClusterPort>>;
  /** Directory of the tools. */
  readonly bin: string;
  /** User tokens that the API server accepts beside kwokctl's certificates. */
  readonly tokensFile?: string;
}

type ClusterPort = "apiserver" | "controllerManager" | "scheduler" | "etcd" | "etcdPeer" | "kwok";

/** kwokctl's configuration of a cluster, without the stages. */
export function kwokctlConfiguration({ name, ports, bin, tokensFile }: ClusterPlan): string {
  const tool = (program: string): string => path.join(bin, program);
  return stringify({
    kind: "KwokctlConfiguration",
    apiVersion: "config.kwok.x-k8s.io/v1alpha1",
    metadata: { name },
    options: {
      runtime: "binary",
      // kwokctl's own default is every interface.
      bindAddress: "127.0.0.1",
      kubeVersion: KUBERNETES_VERSION,
      kubeAuditPolicy: AUDIT_POLICY,
      kubeApiserverPort: ports.apiserver,
      kubeControllerManagerPort: ports.controllerManager,
      kubeSchedulerPort: ports.scheduler,
      etcdPort: ports.etcd,
      etcdPeerPort: ports.etcdPeer,
      kwokControllerPort: ports.kwok,
      // Paths, not addresses: nothing is downloaded.
      etcdBinary: tool("etcd"),
      kubeApiserverBinary: tool("kube-apiserver"),
      kubeControllerManagerBinary: tool("kube-controller-manager"),
      kubeSchedulerBinary: tool("kube-scheduler"),
      kwokControllerBinary: tool("kwok"),
      kubectlBinary: tool("kubectl"),
    },
    componentsPatches: [
      patch("etcd", { "unsafe-no-fsync": "true" }),
      patch("kube-apiserver", {
        // With a loopback bind address the server would look for a default route.
        "advertise-address": "127.0.0.1",
        "endpoint-reconciler-type": "none",
        ...(tokensFile === undefined ? {} : { "token-auth-file": tokensFile }),
        "audit-log-maxsize": AUDIT_LOG_SIZE,
      }),
      // There is one of each: nobody has to wait for the lease of a predecessor that was stopped.
      patch("kube-controller-manager", { "leader-elect": "false" }),
      patch("kube-scheduler", { "leader-elect": "false" }),
      // With leases, kwok would leave the node and its pods alone until the lease of its predecessor has run out.
      patch("kwok-controller", { "node-lease-duration-seconds": "0" }),
    ],
  });
}

/**
 * The API server's token file. Our administrator is a user of its own, because every component of the control plane
 * is `kwok-admin`: the audit log has to tell them apart.
 */
export function tokensOf(settings: Settings): string {
  return `${settings.passwords.cluster},${ADMINISTRATORS.cluster},sandbox-1,system:masters\n`;
}

/** The kubeconfig of our administrator; `certificateAuthority` is PEM. */
export function kubeconfig(settings: Settings, certificateAuthority: string): string {
  const cluster = {
    server: `https://127.0.0.1:${settings.ports.apiserver}`,
    "certificate-authority-data": Buffer.from(certificateAuthority).toString("base64"),
  };
  const user = ADMINISTRATORS.cluster;
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": CLUSTER_NAME,
    clusters: [{ name: CLUSTER_NAME, cluster }],
    contexts: [{ name: CLUSTER_NAME, context: { cluster: CLUSTER_NAME, user } }],
    users: [{ name: user, user: { token: settings.passwords.cluster } }],
  });
}

function patch(name: string, args: Record<string, string>): object {
  return { name, extraArgs: Object.entries(args).map(([key, value]) => ({ key, value })) };
}
