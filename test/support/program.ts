import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { CHECKOUT } from "../../sandbox/layout.ts";
import { RecordingMonitor } from "./recording-monitor.ts";

const PROJECT = "bkpaas";

const PROGRAM = "./test/support/without-preflight.ts";

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

/** Runs the program as the language host does, against a monitor that only records. */
export async function recordProgram(stack: string, config: StackConfig): Promise<Run> {
  const monitor = new RecordingMonitor(PROJECT, stack);
  const address = await monitor.listen();
  try {
    return { monitor, ...(await run(stack, config, address)) };
  } finally {
    monitor.close();
  }
}

function run(stack: string, config: StackConfig, address: string): Promise<Omit<Run, "monitor">> {
  const entry = createRequire(import.meta.url).resolve("@pulumi/pulumi/cmd/run");
  const flags = {
    monitor: address,
    engine: address,
    organization: "organization",
    project: PROJECT,
    "root-directory": CHECKOUT,
    stack,
    pwd: CHECKOUT,
    "dry-run": "false",
    parallel: "16",
  };
  const child = spawn(
    process.execPath,
    [entry, ...Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]), PROGRAM],
    { cwd: CHECKOUT, env: environment(config), stdio: ["ignore", "pipe", "pipe"] },
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

function environment(config: StackConfig): NodeJS.ProcessEnv {
  const qualified = (key: string): string => `${PROJECT}:${key}`;
  const values = Object.entries(config.values).map(([key, value]) => [qualified(key), value]);
  return {
    ...process.env,
    PULUMI_NODEJS_TYPESCRIPT: "false",
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(values)),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(config.secretKeys.map(qualified)),
  };
}
