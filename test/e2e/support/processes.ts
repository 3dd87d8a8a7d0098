import fs from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** How often a condition is looked at, in milliseconds: often, because what is waited for passes quickly. */
const INTERVAL = 10;

/** Waits until a condition holds. @throws Error naming it when it does not within the limit. */
export async function until(
  what: string,
  seconds: number,
  holds: () => boolean | Promise<boolean>,
): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`waited ${seconds} s in vain: ${what}`);
    await sleep(INTERVAL);
  }
}

/** Processes whose program is the given file, with a certain argument. */
export function processesOf(program: string, argument: string): number[] {
  return fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const args = fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
        return args[0] === program && args.includes(argument);
      } catch {
        return false;
      }
    })
    .map(Number);
}
