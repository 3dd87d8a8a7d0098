import { parse } from "yaml";
import type { Login } from "./login.ts";

/** The cluster that a context of a kubeconfig leads to. */
export interface KubeconfigCluster {
  /** Address of its API server, without a trailing slash. */
  readonly server: string;
  /** Its authority, base64 of PEM; undefined where the kubeconfig has none. */
  readonly ca?: string | undefined;
}

interface Entry {
  readonly name?: unknown;
  readonly [kind: string]: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

/** Fields that name files of one machine, as kubectl leaves them where it is not told to flatten. */
const FILES = ["certificate-authority", "client-certificate", "client-key", "tokenFile"];

const CONTEXT = "cluster";

/**
 * The cluster of a kubeconfig.
 * @param text the kubeconfig itself
 * @param context its current context without one
 * @throws Error that completes the sentence "the kubeconfig …", and shows nothing of the kubeconfig but names
 */
export function clusterIn(text: string, context?: string): KubeconfigCluster {
  const document = documentIn(text);
  const { cluster: clusterName, user: userName } = contextIn(document, context);
  const cluster = entry(document, "clusters", "cluster", clusterName);
  const user = entry(document, "users", "user", userName);
  const file = FILES.find((field) => field in cluster || field in user);
  if (file !== undefined) {
    throw new Error(
      `names a file (${file}), which exists on one machine only: kubectl config view --flatten --minify --raw prints it with all it needs`,
    );
  }
  const { server, "certificate-authority-data": ca } = cluster;
  if (typeof server !== "string" || !/^https?:\/\/[^\s/]+/.test(server)) {
    throw new Error(`has no http(s) address as server of cluster ${String(clusterName)}`);
  }
  return {
    server: server.replace(/\/+$/, ""),
    ca: typeof ca === "string" && ca !== "" ? ca : undefined,
  };
}

/** The address of its API server; undefined where the kubeconfig is not sound. */
export function serverIn(text: string, context?: string): string | undefined {
  try {
    return clusterIn(text, context).server;
  } catch {
    return undefined;
  }
}

/** A kubeconfig with one context, by which this program logs in where it was given a login instead of a kubeconfig. */
export function kubeconfigText(server: string, login: Login<string>): string {
  const user =
    login.by === "token"
      ? { token: login.token }
      : { "client-certificate-data": login.certificate, "client-key-data": login.key };
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": CONTEXT,
    clusters: [
      {
        name: CONTEXT,
        cluster: { server, ...(login.ca !== undefined && { "certificate-authority-data": login.ca }) },
      },
    ],
    contexts: [{ name: CONTEXT, context: { cluster: CONTEXT, user: CONTEXT } }],
    users: [{ name: CONTEXT, user }],
  });
}

function documentIn(text: string): Fields {
  // What the parser says quotes the text, which holds secrets.
  const refusal = new Error("is no YAML of a kubeconfig");
  let document: unknown;
  try {
    document = parse(text, { logLevel: "error" });
  } catch {
    throw refusal;
  }
  if (!isFields(document)) throw refusal;
  return document;
}

function contextIn(document: Fields, wanted: string | undefined): Fields {
  const name = wanted ?? document["current-context"];
  if (typeof name !== "string" || name === "") throw new Error("has no current context: name one");
  const names = entries(document, "contexts").map((context) => String(context.name));
  if (!names.includes(name)) {
    throw new Error(`has no context ${name}; there are: ${names.join(", ") || "none"}`);
  }
  return entry(document, "contexts", "context", name);
}

function entry(document: Fields, list: string, kind: string, name: unknown): Fields {
  const found = entries(document, list).find((candidate) => candidate.name === name)?.[kind];
  if (!isFields(found)) throw new Error(`has no ${kind} ${String(name)}, which its context names`);
  return found;
}

function entries(document: Fields, list: string): Entry[] {
  const found = document[list];
  return Array.isArray(found) ? found.filter(isFields) : [];
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
