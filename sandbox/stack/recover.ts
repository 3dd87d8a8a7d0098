import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { STATE } from "../layout.ts";
import { isSystemError } from "../files.ts";
import { settleRelease } from "./pending-release.ts";
import { idOf } from "./pending-id.ts";
import { askPulumi } from "./pulumi.ts";
import { type PendingOperation, exportState } from "./state.ts";
import { DEV, type Target } from "./target.ts";

const dev: Target = { kind: "dev" };

/**
 * Mends what a killed run of the CLI left behind: its lock, and creations of which the state knows only that they had
 * begun. What was really created is taken into the state, the rest is forgotten and created again by the next `up`.
 */
export async function recover(): Promise<void> {
  await removeDeadLocks();
  const pending = (await exportState(dev)).deployment.pending_operations ?? [];
  if (pending.length === 0) return;
  console.log(`The last run ended early; looking after ${pending.length} unfinished operation(s).`);
  for (const operation of pending) await settleRelease(operation);
  const creates = pending.filter(({ type }) => type === "creating");
  const known = creates.flatMap((operation) => importArguments(operation));
  await askPulumi(dev, ["refresh", "--yes", "--skip-preview", "--clear-pending-creates", ...known]);
}

function importArguments({ resource }: PendingOperation): string[] {
  const id = idOf(resource);
  return id === undefined ? [] : ["--import-pending-creates", resource.urn, "--import-pending-creates", id];
}

/** A lock names the process that holds it; one that is gone will never release it. */
async function removeDeadLocks(): Promise<void> {
  const folder = path.join(STATE, ".pulumi", "locks", "organization", "bkpaas", DEV);
  if (!fs.existsSync(folder)) return;
  for (const file of fs.readdirSync(folder)) {
    const lock = JSON.parse(fs.readFileSync(path.join(folder, file), "utf8")) as {
      pid: number;
      hostname: string;
    };
    if (lock.hostname === os.hostname() && !isProcessAlive(lock.pid))
      await askPulumi(dev, ["cancel", "--yes"]);
  }
}

function isProcessAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return !isSystemError(error, "ESRCH");
  }
}
