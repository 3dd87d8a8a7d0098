import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** How long a cancelled helm may take to mark its release as failed, in milliseconds. */
const GRACE = 10_000;

/** What accompanies one call of the helm client. */
export interface HelmCall {
  /** Written to its standard input: the way for values, which may be secret, to reach it. */
  readonly input?: string;
  /** Ends the call: helm is asked to stop, and ended when it does not. */
  readonly signal?: AbortSignal;
  /** Takes secrets out of a message before anybody sees it. */
  readonly redact?: (text: string) => string;
}

/** Helm refused or failed; the message is helm's own, without its prefix. */
export class HelmError extends Error {}

/**
 * Runs the helm client found on PATH and returns its standard output.
 * @throws HelmError with helm's message when it fails, is cancelled or is not there.
 */
export function helm(args: readonly string[], call: HelmCall = {}): Promise<string> {
  if (call.signal?.aborted) return Promise.reject(new HelmError("cancelled before helm was started"));
  return new Promise((resolve, reject) => {
    // A process group of its own: a Ctrl-C in the terminal is the engine's to pass on.
    const child = spawn("helm", args, { detached: true, env: environment() });
    const stopWatching = watch(child.pid, call.signal);
    let output = "";
    let errors = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
    // Helm may end before it has read everything; its own message says more than a broken pipe.
    child.stdin.on("error", () => undefined).end(call.input ?? "");
    const fail = (message: string): void => {
      reject(new HelmError(call.redact?.(message) ?? message));
    };
    child.on("error", (error: NodeJS.ErrnoException) => {
      fail(error.code === "ENOENT" ? NOT_FOUND : error.message);
    });
    child.on("close", (code, signal) => {
      stopWatching();
      if (code === 0) resolve(output);
      else fail(messageIn(errors) || `helm ended with ${signal ?? `exit code ${code ?? "unknown"}`}`);
    });
  });
}

const NOT_FOUND =
  'helm is not on PATH. `make up` puts it beside pulumi in .sandbox/bin; `eval "$(make -s env)"` adds that to a shell.';

/** Process ids of the helm clients under way. */
const running = new Set<number>();

process.on("exit", () => {
  for (const pid of running) signalGroup(pid, "SIGKILL");
});

/** Ends the client when the signal fires, or this process does; returns how to stop watching. */
function watch(pid: number | undefined, signal: AbortSignal | undefined): () => void {
  if (pid === undefined) return () => undefined;
  running.add(pid);
  let deadline: NodeJS.Timeout | undefined;
  const cancel = (): void => {
    signalGroup(pid, "SIGTERM");
    deadline = setTimeout(() => {
      signalGroup(pid, "SIGKILL");
    }, GRACE);
  };
  signal?.addEventListener("abort", cancel, { once: true });
  return () => {
    running.delete(pid);
    clearTimeout(deadline);
    signal?.removeEventListener("abort", cancel);
  };
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended already.
  }
}

/** Helm's own folders in this sandbox, so that neither the user's repositories nor another checkout play a part. */
export function helmHome(): string {
  const home = path.join(process.env.PULUMI_HOME ?? path.join(os.homedir(), ".pulumi"), "helm");
  mkdirSync(home, { recursive: true, mode: 0o700 });
  return home;
}

function environment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(HELM_|KUBE)/.test(name));
  const home = helmHome();
  return {
    ...Object.fromEntries(inherited),
    HELM_CACHE_HOME: path.join(home, "cache"),
    HELM_CONFIG_HOME: path.join(home, "config"),
    HELM_DATA_HOME: path.join(home, "data"),
  };
}

/** The reason in helm's standard error: what follows the last `Error:`, warnings before it left out. */
function messageIn(errors: string): string {
  const reason = errors.split(/^Error: /m).at(-1) ?? errors;
  return reason.replace(/^(INSTALLATION|UPGRADE) FAILED: /, "").trim();
}
