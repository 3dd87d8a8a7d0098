import fs from "node:fs";
import path from "node:path";
import { SANDBOX } from "../layout.ts";
import { askPulumi } from "./pulumi.ts";
import type { Target } from "./target.ts";

/** One resource in an exported state, as far as this sandbox looks at it. Secrets stay encrypted. */
export interface StateResource {
  readonly urn: string;
  readonly id?: string;
  readonly type: string;
  readonly inputs?: Record<string, unknown>;
  readonly outputs?: Record<string, unknown>;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
}

/** An operation that was under way when the CLI ended without a word. */
export interface PendingOperation {
  readonly type: string;
  readonly resource: StateResource;
}

interface Deployment {
  readonly resources?: readonly StateResource[];
  readonly pending_operations?: readonly PendingOperation[];
}

/** A stack's state as `pulumi stack export` writes it. */
export interface StackState {
  readonly deployment: Deployment;
}

/** The state of a stack. */
export async function exportState(target: Target): Promise<StackState> {
  return JSON.parse(await askPulumi(target, ["stack", "export"])) as StackState;
}

/** Replaces the state of a stack. */
export async function importState(target: Target, state: StackState): Promise<void> {
  const file = path.join(fs.mkdtempSync(path.join(SANDBOX, "state-")), "state.json");
  try {
    fs.writeFileSync(file, JSON.stringify(state), { mode: 0o600 });
    await askPulumi(target, ["stack", "import", "--file", file]);
  } finally {
    fs.rmSync(path.dirname(file), { recursive: true });
  }
}
