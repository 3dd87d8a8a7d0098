import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { type ValueTree, isTree } from "./platform/value-tree.ts";

/** What is told to a chart whatever it would do by itself: the steps of its install guide. */
const ALWAYS_TOLD: ReadonlySet<string> = new Set(["sharedDomain", "bkrepoConfig", "image", "env", "plan"]);

/** What a chart of ours does by itself, as far as it need not be told. */
export function chartDefaults(folder: string): ValueTree {
  return untold(parse(readFileSync(path.join(folder, "values.yaml"), "utf8")) as ValueTree);
}

function untold(defaults: ValueTree): ValueTree {
  const left = Object.entries(defaults).filter(([key]) => !ALWAYS_TOLD.has(key));
  return Object.fromEntries(left.map(([key, value]) => [key, isTree(value) ? untold(value) : value]));
}
