import { describe } from "node:test";
import { mariadb } from "./mariadb.ts";
import { mysql } from "./mysql.ts";

/** A program with the arguments that come before all others. */
export type Command = readonly [program: string, ...args: string[]];

/** One maker's server and client. */
export interface Edition {
  readonly kind: "mariadb" | "mysql";
  readonly server: Command;
  readonly client: Command;
  /** Makes a new data directory with an account `root`@`localhost` that has no password; its parent is the test's own. */
  createData(directory: string): Promise<void>;
}

/** Why an edition can't be had on this machine. */
export interface Missing {
  readonly kind: Edition["kind"];
  readonly reason: string;
}

/** Describes a suite once for each edition; where one can't be had, its suite is skipped and the reason printed. */
export async function describeOnEach(
  title: string,
  suite: (edition: Edition) => void | Promise<void>,
): Promise<void> {
  for (const edition of [mariadb(), await mysql()]) {
    const name = `${title}, on ${edition.kind}`;
    if ("reason" in edition) {
      console.log(`${name}: SKIPPED, ${edition.reason}`);
      describe(name, { skip: edition.reason });
    } else {
      describe(name, () => suite(edition));
    }
  }
}
