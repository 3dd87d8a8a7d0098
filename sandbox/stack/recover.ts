import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { isSystemError } from "../files.ts";
import { STATE } from "../layout.ts";
import { idOf } from "./pending-id.ts";
import { settleRelease } from "./pending-release.ts";
import { askPulumi } from "./pulumi.ts";
import { type PendingOperation, type StateResource, exportState, importState } from "./state.ts";
import { DEV, type Target } from "./target.ts";
import { removeTornAttributes } from "./torn-attributes.ts";

const dev: Target = { kind: "dev" };

/**
 * Mends what a killed run of the CLI left behind: its lock, and operations of which the state knows only that they had
 * begun. What was really created is taken into the state; the rest is forgotten, and the next `up` does it again.
 */
export async function recover(): Promise<void> {
  for (const files of ["stacks", "locks"]) removeTornAttributes(path.join(STATE, ".pulumi", files));
  await removeDeadLocks();
  const state = await exportState(dev);
  const { resources: known = [], pending_operations: pending = [] } = state.deployment;
  if (pending.length === 0) {
    // A provider that was killed alone leaves a release pending too, of which the state says no more than that it failed.
    for (const resource of known) await settleRelease({ type: "updating", resource });
    return;
  }
  console.log(`The last run ended early; looking after ${pending.length} unfinished operation(s).`);
  for (const operation of pending) await settleRelease(operation);
  const begun = pending.flatMap((operation) => asCreated(operation));
  const resources = [...known, ...begun];
  await importState(dev, {
    ...state,
    deployment: { ...state.deployment, resources, pending_operations: [] },
  });
  // Reading them keeps those that exist, completes them and drops the others. The CLI's own option for this,
  // --import-pending-creates, reads nothing (seen with 3.259.0).
  const targets = begun.flatMap(({ urn }) => ["--target", urn]);
  if (begun.length > 0) await askPulumi(dev, ["refresh", "--yes", "--skip-preview", ...targets]);
}

/** A creation under way, written down as if it had got through. */
function asCreated({ type, resource }: PendingOperation): StateResource[] {
  const id = type === "creating" ? idOf(resource) : undefined;
  return id === undefined ? [] : [{ ...resource, id, outputs: {} }];
}

/**
 * A lock names the process that holds it; one that is gone will never release it. `pulumi cancel` removes every lock,
 * so it is called only when all their holders are gone.
 */
async function removeDeadLocks(): Promise<void> {
  const folder = path.join(STATE, ".pulumi", "locks", "organization", "bkpaas", DEV);
  if (!fs.existsSync(folder)) return;
  const files = fs.readdirSync(folder).filter((name) => name.endsWith(".json"));
  const locks = files.map((name) => JSON.parse(fs.readFileSync(path.join(folder, name), "utf8")) as Lock);
  const dead = locks.every(({ hostname, pid }) => hostname === os.hostname() && !isAlive(pid));
  if (locks.length > 0 && dead) await askPulumi(dev, ["cancel", "--yes"]);
}

/** A lock of the file backend, as far as it says who holds it. */
interface Lock {
  readonly pid: number;
  readonly hostname: string;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return !isSystemError(error, "ESRCH");
  }
}
