import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";

/** How long a server may take to answer after it is started, in milliseconds. */
const START_DEADLINE = 90_000;

/** How to start a server, and how to tell that it serves. */
export interface Start {
  readonly command: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Asked until it says yes; an error counts as no. */
  readonly answers: () => Promise<boolean>;
}

/** A server process of a test's own. */
export class Running {
  readonly #process: ChildProcess;
  readonly #kill: () => void;
  #said = "";

  private constructor(child: ChildProcess) {
    this.#process = child;
    this.#kill = () => child.kill("SIGKILL");
    // A test that dies takes its server with it.
    process.once("exit", this.#kill);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => (this.#said += text));
    }
  }

  /** Starts the process and returns once it answers. @throws Error with what it printed, when it ends or stays silent. */
  static async start({ command, args = [], env, cwd, answers }: Start): Promise<Running> {
    const child = spawn(command, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...env },
      ...(cwd !== undefined && { cwd }),
    });
    await once(child, "spawn");
    const running = new Running(child);
    const deadline = Date.now() + START_DEADLINE;
    while (!(await answers().catch(() => false))) {
      if (Date.now() > deadline || child.exitCode !== null) {
        await running.stop();
        throw new Error(`${command} does not serve; it said:\n${running.#said}`);
      }
      await delay(50);
    }
    return running;
  }

  /** Ends the process as Kubernetes does, or by another signal, and waits for its end. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const ended = once(this.#process, "exit");
      this.#process.kill(signal);
      await ended;
    }
    process.off("exit", this.#kill);
  }
}
