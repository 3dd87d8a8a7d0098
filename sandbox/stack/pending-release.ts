import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { BIN, KUBECONFIG } from "../layout.ts";
import type { PendingOperation } from "./state.ts";

const run = promisify(execFile);

/**
 * Frees a Helm release whose operation was killed: Helm refuses everything while its record says `pending`. A first
 * install that did not get through is removed, so that the next one runs all its hooks; an upgrade goes back to the
 * revision before it.
 */
export async function settleRelease({ type, resource }: PendingOperation): Promise<void> {
  if (resource.type !== "kubernetes:helm.sh/v3:Release") return;
  const { name, namespace } = resource.inputs as { name: string; namespace: string };
  const status = await statusOf(name, namespace);
  if (status === undefined || status === "deployed") return;
  if (type === "creating") await helm("uninstall", name, "--namespace", namespace, "--wait");
  else if (status.startsWith("pending-"))
    await helm("rollback", name, "--namespace", namespace, "--no-hooks");
}

/** Helm's word for the state of a release; undefined where there is none. */
async function statusOf(name: string, namespace: string): Promise<string | undefined> {
  const listed = await helm(
    "list",
    "--all",
    "--namespace",
    namespace,
    "--filter",
    `^${name}$`,
    "--output",
    "json",
  );
  const [release] = JSON.parse(listed) as { status: string }[];
  return release?.status;
}

async function helm(...args: string[]): Promise<string> {
  return (await run(path.join(BIN, "helm"), ["--kubeconfig", KUBECONFIG, ...args])).stdout;
}
