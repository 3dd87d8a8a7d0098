import fs from "node:fs";

/** How often processes are looked at, in milliseconds: the shortest-lived, such as kubectl, live several times as long. */
const INTERVAL = 25;

/** How many times a process is looked at: a shell may become another program soon after its start. */
const LOOKS = 20;

/** What the operating system tells about the processes of one clone while they run. */
export class ProcessWatch {
  /** Arguments of every process, a line each; every user of the machine can read them. */
  readonly arguments = new Set<string>();
  /** Environments, a line each variable; only the user who runs the processes can read them. */
  readonly environments = new Set<string>();
  readonly #dir: string;
  readonly #timer: NodeJS.Timeout;
  readonly #looks = new Map<string, number>();

  /** Watches the processes whose arguments or environment name a directory, until it is told to stop. */
  constructor(dir: string) {
    this.#dir = dir;
    this.#timer = setInterval(() => {
      this.#look();
    }, INTERVAL);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const pids = new Set(fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name)));
    // An ended process leaves its id to another one.
    for (const pid of this.#looks.keys()) if (!pids.has(pid)) this.#looks.delete(pid);
    for (const pid of pids) {
      const looks = this.#looks.get(pid) ?? 0;
      if (looks === LOOKS) continue;
      this.#looks.set(pid, looks + 1);
      this.#record(pid);
    }
  }

  #record(pid: string): void {
    try {
      const [args, environment] = ["cmdline", "environ"].map((file) =>
        fs.readFileSync(`/proc/${pid}/${file}`, "latin1").replaceAll("\0", "\n"),
      ) as [string, string];
      if (!`${args}${environment}`.includes(this.#dir)) return;
      this.arguments.add(args);
      this.environments.add(environment);
    } catch {
      // It has ended meanwhile.
    }
  }
}
