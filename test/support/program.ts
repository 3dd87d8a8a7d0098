import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { CHECKOUT } from "../../sandbox/layout.ts";
import { RecordingMonitor, type Referenced } from "./recording-monitor.ts";

/** A Pulumi project on disk. */
export interface Program {
  readonly project: string;
  readonly directory: string;
  /** What runs, relative to the directory. */
  readonly entry: string;
}

const PLATFORM: Program = {
  project: "bkpaas",
  directory: CHECKOUT,
  entry: "./test/support/without-preflight.ts",
};

/** Configuration of a stack: values by key, and which keys are encrypted. */
export interface StackConfig {
  readonly values: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
}

/** What a run of the program left behind. */
export interface Run {
  readonly monitor: RecordingMonitor;
  readonly exitCode: number | null;
  readonly output: string;
}

/**
 * Runs the platform's program as the language host does, against a monitor that only records.
 * @param directory folder of the program: this checkout, or a copy of it
 */
export function recordProgram(stack: string, config: StackConfig, directory = CHECKOUT): Promise<Run> {
  return record({ ...PLATFORM, directory }, stack, config, {});
}

/** Runs any program in the same way; its StackReferences are answered with these stacks. */
export async function record(
  program: Program,
  stack: string,
  config: StackConfig,
  referenced: Referenced,
): Promise<Run> {
  const monitor = new RecordingMonitor(program.project, stack, referenced);
  const address = await monitor.listen();
  try {
    return { monitor, ...(await run(program, stack, config, address)) };
  } finally {
    monitor.close();
  }
}

function run(
  { project, directory, entry }: Program,
  stack: string,
  config: StackConfig,
  address: string,
): Promise<Omit<Run, "monitor">> {
  const runner = createRequire(import.meta.url).resolve("@pulumi/pulumi/cmd/run");
  const flags = {
    monitor: address,
    engine: address,
    organization: "organization",
    project,
    "root-directory": directory,
    stack,
    pwd: directory,
    "dry-run": "false",
    parallel: "16",
  };
  const child = spawn(
    process.execPath,
    [runner, ...Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]), entry],
    { cwd: directory, env: environment(project, config), stdio: ["ignore", "pipe", "pipe"] },
  );
  let output = "";
  const collect = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode) => {
      resolve({ exitCode, output });
    });
  });
}

function environment(project: string, config: StackConfig): NodeJS.ProcessEnv {
  const qualified = (key: string): string => `${project}:${key}`;
  const values = Object.entries(config.values).map(([key, value]) => [qualified(key), value]);
  return {
    ...process.env,
    PULUMI_NODEJS_TYPESCRIPT: "false",
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(values)),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(config.secretKeys.map(qualified)),
  };
}
