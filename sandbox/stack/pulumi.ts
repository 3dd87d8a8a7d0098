import { type StdioOptions, spawn } from "node:child_process";
import path from "node:path";
import { withoutPlainSecrets } from "../../report/secrets/plain-secrets.ts";
import { BIN, CHECKOUT, DEV_CONFIG } from "../layout.ts";
import { devEnvironment } from "./environment.ts";
import { DEV, type Target } from "./target.ts";

/** Commands of the CLI that read the stack's configuration. */
const CONFIGURED = new Set(["config", "destroy", "preview", "refresh", "up"]);

/** Runs the CLI before the user's eyes. @returns its exit code. */
export async function runPulumi(target: Target, args: readonly string[]): Promise<number> {
  return (await start(target, args, { stdio: "inherit" })).exitCode;
}

/**
 * Runs the CLI and takes what it prints to standard output.
 * @param input for its standard input, which is how secrets reach it.
 * @throws Error with what it printed to standard error.
 */
export async function askPulumi(target: Target, args: readonly string[], input = ""): Promise<string> {
  const { exitCode, output, errors } = await start(target, args, { stdio: "pipe", input });
  if (exitCode !== 0) throw new Error(`pulumi ${args.slice(0, 2).join(" ")} failed:\n${errors || output}`);
  return output;
}

/**
 * Runs the CLI and takes all that it prints; that it fails is a result here, not an error.
 * @param env more environment for it
 */
export function tryPulumi(
  target: Target,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return start(target, args, { stdio: "pipe", env });
}

/** How a run of the CLI ended. */
export interface Ended {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
}

interface Starting {
  readonly stdio: StdioOptions;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

function start(
  target: Target,
  args: readonly string[],
  { stdio, input = "", env = {} }: Starting,
): Promise<Ended> {
  const isDev = target.kind === "dev";
  const child = spawn(isDev ? path.join(BIN, "pulumi") : "pulumi", [...args, ...stackFlags(target, args)], {
    cwd: CHECKOUT,
    env: { ...process.env, ...(isDev && devEnvironment()), ...env },
    stdio,
  });
  const texts = { output: "", errors: "" };
  // A character may come in two chunks.
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => (texts.output += chunk));
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => (texts.errors += chunk));
  // One that fails early ends without reading; why, it says itself.
  child.stdin?.on("error", () => undefined).end(input);
  return new Promise((resolve, reject) => {
    child.on("error", (error) => {
      reject(new Error(`pulumi does not start (${error.message}); install the Pulumi CLI 3.259 or later`));
    });
    child.on("close", (exitCode) => {
      // It may name the state with the password of its address.
      resolve({ exitCode: exitCode ?? 1, output: texts.output, errors: withoutPlainSecrets(texts.errors) });
    });
  });
}

function stackFlags(target: Target, args: readonly string[]): string[] {
  if (target.kind === "elsewhere") return ["--stack", target.stack];
  const [command = ""] = args;
  const needsFile = CONFIGURED.has(command) && !args.includes("--config-file");
  return ["--stack", DEV, ...(needsFile ? ["--config-file", DEV_CONFIG] : [])];
}
