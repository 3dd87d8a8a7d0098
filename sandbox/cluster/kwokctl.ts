import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { privateDirectory, readIfExists, writeAtomically } from "../files.ts";
import { BIN, LOGS } from "../layout.ts";
import { adopt, stop } from "../process.ts";
import type { Settings } from "../settings.ts";
import { kwokctlConfiguration, tokensOf } from "./configuration.ts";
import { stopComponents } from "./components.ts";
import { AUDIT_POLICY, CLUSTER_DIRECTORY, CLUSTER_NAME, KWOK_WORKDIR, STAGES, TOKENS_FILE } from "./paths.ts";

/** The tools that kwokctl starts or asks. */
const TOOLS = [
  "kwokctl",
  "etcd",
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "kwok",
  "kubectl",
];

/** kwokctl's own configuration of the cluster: where it is, kwokctl takes the cluster for complete. */
const SAVED = path.join(CLUSTER_DIRECTORY, "kwok.yaml");

/** What the cluster was made from; written when kwokctl had finished. */
const ORIGIN = path.join(KWOK_WORKDIR, "origin");

/** kwokctl itself while it works; it goes on when the process that asked it is killed. */
const KWOKCTL = "kwokctl";

const run = promisify(execFile);

/**
 * Has kwokctl start the processes that do not run. A cluster that is new, was left half-made, or was made from another
 * configuration or other tools is made again around its data and certificates.
 */
export async function startByKwokctl(settings: Settings): Promise<void> {
  requireTools();
  await stopKwokctl();
  const plan = { name: CLUSTER_NAME, ports: settings.ports, bin: BIN, tokensFile: TOKENS_FILE };
  const configuration = `${kwokctlConfiguration(plan)}---\n${fs.readFileSync(STAGES, "utf8")}`;
  const origin = originOf(configuration);
  if (readIfExists(ORIGIN) === origin) {
    await kwokctl("start", "cluster", "--name", CLUSTER_NAME);
    return;
  }
  await stopComponents();
  fs.rmSync(SAVED, { force: true });
  const file = path.join(KWOK_WORKDIR, "kwokctl.yaml");
  writeAtomically(file, configuration);
  writeAtomically(TOKENS_FILE, tokensOf(settings));
  linkOut();
  // An empty kubeconfig: kwokctl would enter the cluster into the user's own.
  await kwokctl("create", "cluster", "--name", CLUSTER_NAME, "--config", file, "--kubeconfig", "");
  writeAtomically(ORIGIN, origin);
}

/** Ends a kwokctl that an interrupted start left behind, before it starts more. */
export function stopKwokctl(): Promise<void> {
  return stop(KWOKCTL);
}

/**
 * Keeps logs where all logs of the sandbox are, and etcd's data where kwokctl, which removes its directory when a
 * creation fails, does not reach it.
 */
function linkOut(): void {
  privateDirectory(CLUSTER_DIRECTORY);
  for (const [name, target] of Object.entries({ logs: LOGS, etcd: path.join(KWOK_WORKDIR, "etcd") })) {
    const link = path.join(CLUSTER_DIRECTORY, name);
    if (!fs.existsSync(link)) fs.symlinkSync(privateDirectory(target), link);
  }
}

function requireTools(): void {
  const missing = TOOLS.filter((tool) => !fs.existsSync(path.join(BIN, tool)));
  if (missing.length === 0) return;
  throw new Error(`${missing.join(", ")} missing in ${BIN}: run \`make up\`, which builds them.`);
}

/** Changes with the configuration and with the versions of the tools, which their links point into. */
function originOf(configuration: string): string {
  const hash = createHash("sha256").update(configuration).update(fs.readFileSync(AUDIT_POLICY));
  for (const tool of TOOLS) hash.update(fs.realpathSync(path.join(BIN, tool)));
  return hash.digest("hex");
}

async function kwokctl(...args: string[]): Promise<void> {
  const log = path.join(privateDirectory(LOGS), "kwokctl.log");
  const env = { ...process.env, KWOK_WORKDIR };
  const running = run(path.join(BIN, "kwokctl"), args, { env });
  if (running.child.pid !== undefined) adopt(KWOKCTL, running.child.pid);
  try {
    const { stdout, stderr } = await running;
    fs.appendFileSync(log, `${stdout}${stderr}`);
  } catch (error) {
    fs.appendFileSync(log, `${String(error)}\n`);
    throw new Error(`kwokctl ${args.slice(0, 2).join(" ")} failed; its output is in ${log}.`, {
      cause: error,
    });
  }
}
