import { existsSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parse } from "yaml";

/** What is needed from a kubeconfig: one server and the credentials of one user. */
export interface KubeConfigView {
  readonly server: URL;
  /** PEM. */
  readonly certificateAuthority?: string | undefined;
  readonly insecure: boolean;
  /** PEM. */
  readonly clientCertificate?: string | undefined;
  /** PEM. */
  readonly clientKey?: string | undefined;
  readonly token?: string | undefined;
  /** Of the context; undefined where it names none. */
  readonly namespace?: string | undefined;
}

/** Which parts of the kubeconfig to use instead of its current context. */
export interface Selection {
  readonly context?: string | undefined;
  readonly cluster?: string | undefined;
}

/** The file's own form, as far as it is used here. */
interface KubeConfigDocument {
  readonly "current-context"?: string;
  readonly contexts?: readonly { name: string; context: Context }[];
  readonly clusters?: readonly { name: string; cluster: Cluster }[];
  readonly users?: readonly { name: string; user: User }[];
}

interface Context {
  readonly cluster: string;
  readonly user?: string;
  readonly namespace?: string;
}

interface Cluster {
  readonly server?: string;
  readonly "insecure-skip-tls-verify"?: boolean;
  readonly "certificate-authority"?: string;
  readonly "certificate-authority-data"?: string;
}

interface User {
  readonly "client-certificate"?: string;
  readonly "client-certificate-data"?: string;
  readonly "client-key"?: string;
  readonly "client-key-data"?: string;
  readonly token?: string;
  readonly tokenFile?: string;
  readonly exec?: object;
}

/**
 * Reads a kubeconfig.
 * @param setting its text or its path; without one `$KUBECONFIG`, then `~/.kube/config`.
 * @throws Error that names what is missing and where to set it.
 */
export function readKubeConfig(setting: string | undefined, selection: Selection = {}): KubeConfigView {
  const file = fileOf(setting);
  if (file !== undefined && !existsSync(file)) {
    throw new Error(`there is no kubeconfig at ${file}: set kubeconfig on the provider, or KUBECONFIG`);
  }
  const text = file === undefined ? (setting ?? "") : readFileSync(file, "utf8");
  return select(documentOf(text), selection, file === undefined ? undefined : path.dirname(file));
}

/** The file a setting names; undefined when the setting is a kubeconfig's text. */
export function fileOf(setting: string | undefined): string | undefined {
  if (setting === undefined || setting === "") {
    return process.env.KUBECONFIG ?? path.join(os.homedir(), ".kube", "config");
  }
  if (/[\n{:]/.test(setting)) return undefined;
  return setting.replace(/^~(?=\/)/, os.homedir());
}

function documentOf(text: string): KubeConfigDocument {
  const document: unknown = parse(text);
  if (typeof document === "object" && document !== null) return document;
  throw new Error("the kubeconfig is not a YAML document");
}

function select(
  document: KubeConfigDocument,
  selection: Selection,
  base: string | undefined,
): KubeConfigView {
  const contextName = selection.context ?? document["current-context"];
  const context = document.contexts?.find((item) => item.name === contextName)?.context;
  if (!context) throw new Error(`the kubeconfig has no context ${JSON.stringify(contextName ?? "")}`);
  const clusterName = selection.cluster ?? context.cluster;
  const cluster = document.clusters?.find((item) => item.name === clusterName)?.cluster;
  if (!cluster?.server) throw new Error(`the kubeconfig has no server for cluster ${clusterName}`);
  const user = document.users?.find((item) => item.name === context.user)?.user ?? {};
  if (user.exec) {
    throw new Error(
      "this kubeconfig gets its credentials from a command: install the official plugin for it",
    );
  }
  const content = (data?: string, file?: string): string | undefined => contentOf(data, file, base);
  return {
    server: new URL(cluster.server),
    insecure: cluster["insecure-skip-tls-verify"] === true,
    certificateAuthority: content(cluster["certificate-authority-data"], cluster["certificate-authority"]),
    clientCertificate: content(user["client-certificate-data"], user["client-certificate"]),
    clientKey: content(user["client-key-data"], user["client-key"]),
    token: user.token ?? content(undefined, user.tokenFile)?.trim(),
    namespace: context.namespace,
  };
}

/** What a kubeconfig gives inline as base64, or names as a file relative to itself. */
function contentOf(
  data: string | undefined,
  file: string | undefined,
  base = process.cwd(),
): string | undefined {
  if (data !== undefined) return Buffer.from(data, "base64").toString("utf8");
  return file === undefined ? undefined : readFileSync(path.resolve(base, file), "utf8");
}

/** A kubeconfig that holds nothing but the given server and user, as JSON, which is YAML. */
export function writeKubeConfig(view: KubeConfigView): string {
  const base64 = (text: string | undefined): string | undefined =>
    text && Buffer.from(text).toString("base64");
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": "cluster",
    contexts: [{ name: "cluster", context: { cluster: "cluster", user: "user", namespace: view.namespace } }],
    clusters: [
      {
        name: "cluster",
        cluster: {
          server: view.server.href,
          "certificate-authority-data": base64(view.certificateAuthority),
          "insecure-skip-tls-verify": view.insecure ? true : undefined,
        },
      },
    ],
    users: [
      {
        name: "user",
        user: {
          "client-certificate-data": base64(view.clientCertificate),
          "client-key-data": base64(view.clientKey),
          token: view.token,
        },
      },
    ],
  });
}
