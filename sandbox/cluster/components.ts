import fs from "node:fs";
import path from "node:path";
import { readIfExists } from "../files.ts";
import { adopt, isRunning, stop } from "../process.ts";
import { CLUSTER_DIRECTORY } from "./paths.ts";

/** The processes of the cluster in the order in which kwokctl starts them. */
export const COMPONENTS = [
  "etcd",
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "kwok-controller",
] as const;

/**
 * Takes the processes that kwokctl started under our care, and removes its pid files of processes that ended:
 * kwokctl trusts the bare number, which may be somebody else's by now.
 */
export function adoptComponents(): void {
  for (const name of COMPONENTS) {
    if (isRunning(name)) continue;
    const file = pidFile(name);
    const pid = Number(readIfExists(file) ?? Number.NaN);
    if (isComponent(name, pid)) adopt(name, pid);
    else fs.rmSync(file, { force: true });
  }
}

/** Ends the processes, those first that need the others. */
export async function stopComponents(): Promise<void> {
  for (const name of COMPONENTS.toReversed()) {
    await stop(name);
    fs.rmSync(pidFile(name), { force: true });
  }
}

/** The components that do not run. */
export function missingComponents(): string[] {
  return COMPONENTS.filter((name) => !isRunning(name));
}

/** Whether the process runs this cluster's own link to the binary. */
function isComponent(name: string, pid: number): boolean {
  if (!Number.isInteger(pid)) return false;
  const [command] = (readIfExists(`/proc/${pid}/cmdline`) ?? "").split("\0");
  return command === path.join(CLUSTER_DIRECTORY, "bin", name);
}

function pidFile(name: string): string {
  return path.join(CLUSTER_DIRECTORY, "pids", `${name}.pid`);
}
