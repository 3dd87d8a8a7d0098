import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import type { TestServer } from "./server.ts";

/** How the client ended. */
export interface ClientRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs SQL with the real command-line client of a server's maker, as a Job in the cluster does: the password stands
 * in an option file, the SQL comes from a file and nothing of this machine's environment is seen.
 */
export async function runClient(
  server: TestServer,
  { optionFile, sql }: { readonly optionFile: string; readonly sql: string },
): Promise<ClientRun> {
  const directory = await mkdtemp(path.join(os.tmpdir(), "bkpaas-client-"));
  const file = async (name: string, content: string): Promise<string> => {
    await writeFile(path.join(directory, name), content, { mode: 0o600 });
    return path.join(directory, name);
  };
  try {
    const options = await file("client.cnf", optionFile);
    const statements = await file("statements.sql", sql);
    const client = [...server.edition.client, `--defaults-extra-file=${options}`, "--batch"];
    // Node itself has no way to redirect standard input to a file and still tell the types of the other two.
    const child = spawn("/bin/sh", ["-c", 'exec "$@" <"$0"', statements, ...client], {
      env: { HOME: directory },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [stdout, stderr] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, "close"),
    ]);
    return { code: child.exitCode, stdout, stderr };
  } finally {
    await rm(directory, { recursive: true });
  }
}
