import fs from "node:fs";
import { CHECKOUT } from "../layout.ts";
import { DEV, isStackName } from "../stack/target.ts";

/**
 * Prints, as a list in JSON, which stacks have a file `Pulumi.<stack>.yaml` in the checkout: a CI looks after them.
 * Names on standard error those that it can't look after.
 */
export function stacks(): number {
  console.log(JSON.stringify(stacksIn(CHECKOUT)));
  for (const name of leftOut(CHECKOUT)) {
    console.error(
      `Pulumi.${name}.yaml is left out: a stack of a CI is named with letters, digits, - and _ only.`,
    );
  }
  return 0;
}

/** Names of the stacks with a file in a folder, but dev's; sorted. */
export function stacksIn(folder: string): string[] {
  return named(folder).filter(isStackName);
}

/** Names in that folder that are no stacks of a CI, but examples. */
export function leftOut(folder: string): string[] {
  return named(folder).filter((name) => !isStackName(name) && !name.endsWith(".example"));
}

function named(folder: string): string[] {
  return fs
    .readdirSync(folder)
    .flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [])
    .filter((name) => name !== DEV)
    .sort();
}
