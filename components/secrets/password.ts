import * as pulumi from "@pulumi/pulumi";
import { RandomPassword, type RandomPasswordArgs } from "@pulumi/random/randomPassword.js";
import type { Recipe } from "../../config/secrets/formats.ts";

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
export function generatedOnce(name: string, recipe: Recipe, parent: pulumi.Resource): pulumi.Output<string> {
  const options = { parent, protect: true, ignoreChanges: FROZEN };
  return pulumi.secret(new RandomPassword(name, { ...recipe }, options).result);
}
