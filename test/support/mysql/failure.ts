import fs from "node:fs";
import { readIfExists, writeAtomically } from "../../../sandbox/files.ts";
import { parseStat } from "../../../sandbox/process.ts";

interface Failure {
  readonly run: string;
  readonly reason: string;
}

/**
 * Does work that is slow to fail. Where it failed before in the same test run, as `file` says, its error is raised
 * again instead.
 */
export async function rememberFailure(file: string, work: () => Promise<void>): Promise<void> {
  const before = JSON.parse(readIfExists(file) ?? "null") as Failure | null;
  const run = testRun();
  if (before !== null && before.run === run) throw new Error(before.reason);
  try {
    await work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    writeAtomically(file, JSON.stringify({ run, reason } satisfies Failure));
    throw error;
  }
}

/** Node's runner starts a process for each file: its own pid and start tell one run from all others. */
function testRun(): string {
  const runner = process.env.NODE_TEST_CONTEXT === undefined ? process.pid : process.ppid;
  return JSON.stringify(parseStat(fs.readFileSync(`/proc/${runner}/stat`, "utf8")));
}
