import fs from "node:fs";
import { CHECKOUT } from "../layout.ts";
import { DEV } from "../stack/target.ts";

/** Prints, as a list in JSON, which stacks have a file `Pulumi.<stack>.yaml` in the checkout: those that a CI looks after. */
export function stacks(): number {
  console.log(JSON.stringify(stacksIn(CHECKOUT)));
  return 0;
}

/** Names of the stacks with a file in a folder, but dev's; sorted. */
export function stacksIn(folder: string): string[] {
  return fs
    .readdirSync(folder)
    .flatMap((name) => /^Pulumi\.([A-Za-z0-9_-]+)\.yaml$/.exec(name)?.[1] ?? [])
    .filter((stack) => stack !== DEV)
    .sort();
}
