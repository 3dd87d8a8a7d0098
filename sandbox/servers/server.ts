import fs from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { findRunning, isRunning, launch, logFile, stop, type Launch } from "../process.ts";

/** What runs, where, since when. */
export interface ServerStatus {
  readonly name: string;
  /** Where clients reach it, as `host:port`. */
  readonly address: string;
  /** `address only`: the sandbox names an address and runs nothing there. */
  readonly state: "running" | "stopped" | "address only";
  readonly pid?: number;
  readonly since?: Date;
}

/** Something of the sandbox that is started and stopped. */
export interface Server {
  readonly name: string;
  readonly address: string;
  /** Returns once the server answers; at once where it does already. Raises an error that names the log file. */
  start(): Promise<void>;
  /** Returns once the process has ended. The data stays. */
  stop(): Promise<void>;
  status(): Promise<ServerStatus>;
}

/** A server that is one process. */
export interface ProcessServer {
  readonly name: string;
  readonly address: string;
  /** Makes what the process needs on disk and says how to start it. Called only where it does not run. */
  readonly prepare: () => Promise<Launch>;
  /** Asks the server itself whether it serves clients; an error counts as no. */
  readonly answers: () => Promise<boolean>;
}

/** How long a server may take from its start to its first answer, in milliseconds. */
const START_DEADLINE = 180_000;

/** How often a starting server is asked, in milliseconds. */
const INTERVAL = 100;

/** How many of its last lines an error shows of a log. */
const LOG_LINES = 15;

/** The address of a port of this machine that only this machine reaches. */
export function loopback(port: number): string {
  return `127.0.0.1:${port}`;
}

/** Makes a server of what differs between servers. */
export function processServer({ name, address, prepare, answers }: ProcessServer): Server {
  return {
    name,
    address,
    start: async () => {
      if (!isRunning(name)) await launch(await prepare());
      await awaitAnswer(name, answers);
    },
    stop: () => stop(name),
    status: () => Promise.resolve(statusOf(name, address)),
  };
}

/** The status of a server whose process has the server's name, or the one given. */
export function statusOf(name: string, address: string, process = name): ServerStatus {
  const running = findRunning(process);
  if (!running) return { name, address, state: "stopped" };
  return { name, address, state: "running", ...running };
}

/** Waits until a server answers. Raises an error with the end of its log if it ends or stays silent. */
export async function awaitAnswer(name: string, answers: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + START_DEADLINE;
  let problem = "";
  while (isRunning(name)) {
    try {
      if (await answers()) return;
    } catch (error) {
      problem = ` (${String(error)})`;
    }
    if (Date.now() > deadline) {
      throw new Error(`${name} does not answer after ${START_DEADLINE / 1000} s${problem}. ${logTail(name)}`);
    }
    await sleep(INTERVAL);
  }
  throw new Error(`${name} ended while it started. ${logTail(name)}`);
}

/** The end of a server's log for an error's message, and where the rest is. */
export function logTail(name: string): string {
  const file = logFile(name);
  if (!fs.existsSync(file)) return `It wrote no log at ${file}.`;
  const lines = fs.readFileSync(file, "utf8").trimEnd().split("\n").slice(-LOG_LINES);
  return `The end of ${file}:\n${lines.map((line) => `  ${line}`).join("\n")}`;
}
