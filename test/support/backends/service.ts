import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import net from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { isOpen } from "../ports.ts";

/** How long a service may take until it listens, in milliseconds. */
const DEADLINE = 60_000;

/** A server of a test's own; it ends with the test's process, however that ends. */
export class Service {
  readonly #child: ChildProcess;
  readonly #abandon = (): void => void this.#child.kill("SIGKILL");
  #said = "";

  private constructor(child: ChildProcess) {
    this.#child = child;
    const collect = (chunk: Buffer): void => void (this.#said += chunk.toString());
    for (const pipe of [child.stdout, child.stderr])
      if (pipe instanceof net.Socket) pipe.on("data", collect).unref();
    process.once("exit", this.#abandon);
    // A test that failed, or was left out, does not wait for it.
    child.unref();
  }

  /** Starts a program and waits until its port answers. @throws Error with what it printed. */
  static async start(
    program: string,
    args: readonly string[],
    port: number,
    options: SpawnOptions = {},
  ): Promise<Service> {
    const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    const service = new Service(child);
    const deadline = Date.now() + DEADLINE;
    while (!(await isOpen(port))) {
      if (service.#hasEnded() || Date.now() > deadline) {
        await service.stop();
        throw new Error(`${program} does not listen on ${port}; it said:\n${service.#said}`);
      }
      await delay(50);
    }
    return service;
  }

  async stop(): Promise<void> {
    process.off("exit", this.#abandon);
    if (this.#hasEnded()) return;
    const ended = once(this.#child, "exit");
    this.#child.ref();
    this.#child.kill("SIGKILL");
    await ended;
  }

  #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }
}
