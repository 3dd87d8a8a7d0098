import fs from "node:fs";
import path from "node:path";
import { isSecret } from "../../../policy/hidden.ts";
import { type Json, type Properties, Secret, type Value } from "../../../provider/protocol/value.ts";
import { CHECKOUT } from "../../../sandbox/layout.ts";

const GOLDEN = path.join(CHECKOUT, "test", "golden");

/** The outputs of every recorded environment by its name, as the engine hands them out: what was secret is secret again. */
export function recordedOutputs(): ReadonlyMap<string, Properties> {
  const files = fs.readdirSync(GOLDEN).filter((file) => file.endsWith(".json"));
  return new Map(files.map((file) => [path.basename(file, ".json"), outputsIn(path.join(GOLDEN, file))]));
}

function outputsIn(file: string): Properties {
  const { outputs } = JSON.parse(fs.readFileSync(file, "utf8")) as { outputs: Json };
  return asHandedOut(outputs) as Properties;
}

function asHandedOut(recorded: Json): Value {
  if (typeof recorded === "string") return isSecret(recorded) ? new Secret(recorded) : recorded;
  if (Array.isArray(recorded)) return recorded.map(asHandedOut);
  if (typeof recorded !== "object" || recorded === null) return recorded;
  return Object.fromEntries(Object.entries(recorded).map(([name, value]) => [name, asHandedOut(value)]));
}
