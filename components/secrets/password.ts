import * as pulumi from "@pulumi/pulumi";
import { RandomPassword, type RandomPasswordArgs } from "@pulumi/random/randomPassword.js";

// Every argument of a generated value replaces it, so none may ever be seen to change.
const FROZEN: (keyof RandomPasswordArgs)[] = [
  "keepers",
  "length",
  "lower",
  "minLower",
  "minNumeric",
  "minSpecial",
  "minUpper",
  "number",
  "numeric",
  "overrideSpecial",
  "special",
  "upper",
];

/**
 * A secret text that is generated once and never again: protected, deaf to changes of its arguments.
 * RandomPassword is the only generated resource whose value does not stand in the clear in the state as its id.
 */
export function generatedOnce(
  name: string,
  args: RandomPasswordArgs,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const options = { parent, protect: true, ignoreChanges: FROZEN };
  return pulumi.secret(new RandomPassword(name, args, options).result);
}

/** Letters and digits only: such a password survives SQL, URLs, shells and the platform's own settings reader. */
export function alphanumeric(length: number): RandomPasswordArgs {
  return { length, special: false };
}

/** Letters only: beside all that, no settings reader can take such a password for a number or a date. */
export function letters(length: number): RandomPasswordArgs {
  return { length, special: false, numeric: false };
}
