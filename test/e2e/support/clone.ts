import { execFile, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { copyCheckout } from "../../support/checkout-copy.ts";

const run = promisify(execFile);

/** How a command ended, with all it printed to the terminal. */
export interface Ended {
  readonly exitCode: number | null;
  readonly output: string;
}

/** A command under way. */
export interface Running {
  readonly pid: number;
  readonly ended: Promise<Ended>;
}

/** A copy of this checkout, with a sandbox of its own, so that a test never touches the one a person works in. */
export class Clone {
  readonly dir: string;
  /** Everything the commands in this clone have printed. */
  transcript = "";

  private constructor(dir: string) {
    this.dir = dir;
  }

  /** Copies what git tracks and what it would track; packages are linked, not copied. */
  static async create(): Promise<Clone> {
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), "bkpaas-e2e-"));
    await copyCheckout(dir);
    await run("git", ["init", "--quiet"], { cwd: dir });
    await run("git", ["add", "--all"], { cwd: dir });
    return new Clone(dir);
  }

  /** A copy whose servers run: a preview starts them and changes nothing. @throws Error with what it printed. */
  static async withServers(): Promise<Clone> {
    const clone = await Clone.create();
    const prepared = await clone.make("preview");
    if (prepared.exitCode === 0) return clone;
    await clone.remove();
    throw new Error(prepared.output);
  }

  /** Commits all that is in the clone: the base of a report. */
  async commit(): Promise<void> {
    const git = (...args: string[]) => run("git", args, { cwd: this.dir });
    const author = ["-c", "user.name=test", "-c", "user.email=test@example.test"];
    await git("add", "--all");
    await git(...author, "commit", "--quiet", "--allow-empty", "--message=base");
  }

  /** Path inside `.sandbox`. */
  sandbox(...names: string[]): string {
    return path.join(this.dir, ".sandbox", ...names);
  }

  /** Starts `make <command> [VAR=value …]` as a process group of its own. */
  start(...args: string[]): Running {
    return this.#spawn("make", ["-s", ...args], this.#environment());
  }

  /** Runs `make <command> [VAR=value …]` to its end. */
  make(...args: string[]): Promise<Ended> {
    return this.start(...args).ended;
  }

  /** Runs a command as in a shell after `eval "$(make -s env)"`. */
  async inEnv(script: string): Promise<Ended> {
    const command = `eval "$(make -s env)" && ${script}`;
    return this.#spawn("/bin/sh", ["-c", command], this.#environment()).ended;
  }

  /** Standard output of a command in the sandbox's environment. @throws Error where it fails. */
  async ask(script: string): Promise<string> {
    const command = `eval "$(make -s env)" && ${script}`;
    const options = { cwd: this.dir, env: this.#environment(), maxBuffer: 64 * 1024 * 1024 };
    return (await run("/bin/sh", ["-c", command], options)).stdout;
  }

  /** The state of git in the clone: empty when nothing tracked changed and nothing untracked appeared. */
  async gitChanges(): Promise<string> {
    return (await run("git", ["status", "--porcelain", "--untracked-files=all"], { cwd: this.dir })).stdout
      .split("\n")
      .filter((line) => !line.startsWith("A  "))
      .join("\n");
  }

  /** Stops everything and removes the clone. */
  async remove(): Promise<void> {
    await this.make("down");
    fs.rmSync(this.dir, { recursive: true, force: true });
  }

  /** The clone decides by itself: nothing of a surrounding make or test run may reach it. */
  #environment(): NodeJS.ProcessEnv {
    const inherited = Object.entries(process.env).filter(
      ([name]) => !/^(MAKE|MFLAGS|PULUMI_|NODE_|KUBECONFIG|STACK|DATA)/.test(name),
    );
    return Object.fromEntries(inherited);
  }

  #spawn(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Running {
    const child = spawn(command, args, {
      cwd: this.dir,
      env,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
      this.transcript += chunk.toString();
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    const ended = new Promise<Ended>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (exitCode) => {
        resolve({ exitCode, output });
      });
    });
    return { pid: child.pid ?? 0, ended };
  }
}
