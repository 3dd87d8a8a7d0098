import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isSystemError, privateDirectory, readIfExists, writeAtomically } from "./files.ts";
import { LOGS, RUN } from "./layout.ts";

/** How long a server may take to end by itself before it is killed, in milliseconds. */
const STOP_DEADLINE = 30_000;

/** How often a condition is looked at again, in milliseconds. */
const INTERVAL = 50;

/** Clock ticks a second in /proc; the kernel's interface fixes it. */
const TICKS = 100;

/** A server process to start. Secrets belong into files or `env`: everybody can read `args`. */
export interface Launch {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Which process it is: a pid alone may have been given to somebody else since. */
export interface Identity {
  readonly pid: number;
  /** When the process started, in clock ticks since the machine started. */
  readonly startTicks: number;
}

/** A server process that runs. */
export interface Running {
  readonly pid: number;
  readonly since: Date;
}

/** Where a server writes. */
export function logFile(name: string): string {
  return path.join(LOGS, `${name}.log`);
}

/** Starts a server apart from this process and its terminal. Whether it came up is for the caller to ask. */
export async function launch({ name, command, args, env, cwd }: Launch): Promise<void> {
  privateDirectory(RUN);
  privateDirectory(LOGS);
  const log = fs.openSync(logFile(name), "a", 0o600);
  try {
    // The process notes its own identity before it becomes the server, so that no crash in between loses it.
    const script = 'read -r stat </proc/$$/stat && echo "$stat" >"$0" && exec "$@"';
    const child = spawn("/bin/sh", ["-c", script, pidFile(name), command, ...args], {
      detached: true,
      stdio: ["ignore", log, log],
      env: { ...process.env, ...env },
      ...(cwd === undefined ? {} : { cwd }),
    });
    await once(child, "spawn");
    child.unref();
    await until(() => readIdentity(name)?.pid === child.pid || child.exitCode !== null, STOP_DEADLINE);
  } finally {
    fs.closeSync(log);
  }
}

/** Takes a process that another program started for us under our care. One that ended since counts as not running. */
export function adopt(name: string, pid: number): void {
  writeAtomically(pidFile(name), readStat(pid));
}

/** The process of a server, if it runs. */
export function findRunning(name: string): Running | undefined {
  const identity = readIdentity(name);
  if (!identity || !isAlive(identity)) return undefined;
  return { pid: identity.pid, since: startedAt(identity) };
}

export function isRunning(name: string): boolean {
  return findRunning(name) !== undefined;
}

/** Ends a server: asks first, kills it after a deadline. Nothing happens where it does not run. */
export async function stop(name: string): Promise<void> {
  const identity = readIdentity(name);
  if (identity) await end(identity);
  fs.rmSync(pidFile(name), { force: true });
}

/** Waits until a condition holds; false if it does not by the deadline (milliseconds). */
export async function until(condition: () => boolean | Promise<boolean>, deadline: number): Promise<boolean> {
  const last = Date.now() + deadline;
  while (!(await condition())) {
    if (Date.now() > last) return false;
    await sleep(INTERVAL);
  }
  return true;
}

/** Reads a line of /proc/<pid>/stat. The command's name may hold spaces and parentheses. Nothing for a zombie: it has ended. */
export function parseStat(line: string): Identity | undefined {
  const close = line.lastIndexOf(")");
  const pid = Number.parseInt(line, 10);
  const [state, ...rest] = line
    .slice(close + 1)
    .trim()
    .split(" ");
  // Field 22 of the file; the state is field 3.
  const startTicks = Number(rest[18]);
  if (
    close < 0 ||
    state === "Z" ||
    state === "X" ||
    !Number.isInteger(pid) ||
    !Number.isInteger(startTicks)
  ) {
    return undefined;
  }
  return { pid, startTicks };
}

async function end(identity: Identity): Promise<void> {
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    if (!isAlive(identity)) return;
    sendSignal(identity.pid, signal);
    if (await until(() => !isAlive(identity), STOP_DEADLINE)) return;
  }
  throw new Error(`Process ${identity.pid} does not end, not even by SIGKILL: look at its state with ps.`);
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It ended by itself just now.
    if (!isSystemError(error, "ESRCH")) throw error;
  }
}

function isAlive(identity: Identity): boolean {
  return parseStat(readStat(identity.pid))?.startTicks === identity.startTicks;
}

/** Empty where there is no such process. */
function readStat(pid: number): string {
  try {
    return fs.readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch (error) {
    if (isSystemError(error, "ENOENT") || isSystemError(error, "ESRCH")) return "";
    throw error;
  }
}

function startedAt(identity: Identity): Date {
  const boot = /^btime (\d+)$/m.exec(fs.readFileSync("/proc/stat", "utf8"))?.[1];
  return new Date((Number(boot) + identity.startTicks / TICKS) * 1000);
}

function pidFile(name: string): string {
  return path.join(RUN, `${name}.pid`);
}

function readIdentity(name: string): Identity | undefined {
  return parseStat(readIfExists(pidFile(name)) ?? "");
}
