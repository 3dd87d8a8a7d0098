import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { ApiClient } from "./api/client.ts";
import { Discovery } from "./api/discovery.ts";
import { type KubeConfigView, fileOf, readKubeConfig, writeKubeConfig } from "./api/kubeconfig.ts";
import { isLoopback } from "../../../config/loopback.ts";
import { remoteRefusal } from "../refusal.ts";
import type { Settings } from "./settings.ts";

/** The cluster a configured provider talks to: one per plugin process. */
export interface Connection {
  /** The server and the credentials in use. */
  readonly kubeconfig: KubeConfigView;
  /** Where objects without a namespace of their own go. */
  readonly namespace: string;
  readonly client: ApiClient;
  readonly discovery: Discovery;
  /**
   * A file for command-line clients (`--kubeconfig`) whose current context is the one in use: the file that
   * was named, or one made at the first call, readable by this user only and removed when the process ends.
   */
  kubeconfigFile(): string;
}

/**
 * Reads the kubeconfig that the settings name. Nothing is sent to the server yet.
 * @throws Error when it is unusable or when the server is not on the loopback interface.
 */
export function connect(settings: Settings): Connection {
  const kubeconfig = readKubeConfig(settings.kubeconfig, settings);
  requireLoopback(kubeconfig.server);
  const client = new ApiClient(kubeconfig);
  let file: string | undefined;
  return {
    kubeconfig,
    namespace: settings.namespace ?? kubeconfig.namespace ?? "default",
    client,
    discovery: new Discovery(client),
    kubeconfigFile: () => (file ??= namedFile(settings) ?? temporaryFile(writeKubeConfig(kubeconfig))),
  };
}

/** This plugin is not the vendor's: it must never reach a cluster that matters. */
function requireLoopback(server: URL): void {
  if (!isLoopback(server.hostname)) throw new Error(remoteRefusal("kubernetes", server.hostname));
}

/** The file that was named, unless another context than its current one is in use. */
function namedFile(settings: Settings): string | undefined {
  const other = settings.context !== undefined || settings.cluster !== undefined;
  return other ? undefined : fileOf(settings.kubeconfig);
}

function temporaryFile(content: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "pulumi-kubernetes-"));
  const file = path.join(folder, "kubeconfig");
  writeFileSync(file, content, { mode: 0o600 });
  process.on("exit", () => {
    rmSync(folder, { recursive: true, force: true });
  });
  // The engine ends its plugins by signal; without a handler there would be no "exit".
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => process.exit(0));
  return file;
}
