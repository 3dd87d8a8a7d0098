import { type StdioOptions, spawn } from "node:child_process";
import path from "node:path";
import { BIN, CHECKOUT, DEV_CONFIG } from "../layout.ts";
import { devEnvironment } from "./environment.ts";
import { DEV, type Target } from "./target.ts";

/** Commands of the CLI that read the stack's configuration. */
const CONFIGURED = new Set(["config", "destroy", "preview", "refresh", "up"]);

/** Runs the CLI before the user's eyes. @returns its exit code. */
export async function runPulumi(target: Target, args: readonly string[]): Promise<number> {
  return (await start(target, args, "inherit")).exitCode;
}

/**
 * Runs the CLI and takes what it prints to standard output.
 * @param input for its standard input, which is how secrets reach it.
 * @throws Error with what it printed to standard error.
 */
export async function askPulumi(target: Target, args: readonly string[], input = ""): Promise<string> {
  const { exitCode, output, errors } = await start(target, args, "pipe", input);
  if (exitCode !== 0) throw new Error(`pulumi ${args.slice(0, 2).join(" ")} failed:\n${errors || output}`);
  return output;
}

/** Runs the CLI and takes all that it prints; that it fails is a result here, not an error. */
export function tryPulumi(target: Target, args: readonly string[]): Promise<Ended> {
  return start(target, args, "pipe");
}

/** How a run of the CLI ended. */
export interface Ended {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
}

function start(target: Target, args: readonly string[], stdio: StdioOptions, input = ""): Promise<Ended> {
  const isDev = target.kind === "dev";
  const child = spawn(isDev ? path.join(BIN, "pulumi") : "pulumi", [...args, ...stackFlags(target, args)], {
    cwd: CHECKOUT,
    env: isDev ? { ...process.env, ...devEnvironment() } : process.env,
    stdio,
  });
  const texts = { output: "", errors: "" };
  child.stdout?.on("data", (chunk: Buffer) => (texts.output += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (texts.errors += chunk.toString()));
  child.stdin?.end(input);
  return new Promise((resolve, reject) => {
    child.on("error", (error) => {
      reject(new Error(`pulumi does not start (${error.message}); install the Pulumi CLI 3.259 or later`));
    });
    child.on("close", (exitCode) => {
      resolve({ exitCode: exitCode ?? 1, ...texts });
    });
  });
}

function stackFlags(target: Target, args: readonly string[]): string[] {
  if (target.kind === "elsewhere") return ["--stack", target.stack];
  const [command = ""] = args;
  const needsFile = CONFIGURED.has(command) && !args.includes("--config-file");
  return ["--stack", DEV, ...(needsFile ? ["--config-file", DEV_CONFIG] : [])];
}
