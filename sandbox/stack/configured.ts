import { type RawConfig, parse } from "../../config/parse.ts";
import { renderProblems } from "../../config/problem.ts";
import type { Settings } from "../../config/schema.ts";
import { askPulumi } from "./pulumi.ts";
import { type Target, stackOf } from "./target.ts";

/** A key of `pulumi config --json`. */
interface ConfigEntry {
  readonly value?: string;
  readonly secret: boolean;
}

const PREFIX = "bkpaas:";

/**
 * The settings of a stack as the program would read them, secrets included.
 * @throws Error with every problem of the configuration.
 */
export async function settingsOf(target: Target): Promise<Settings> {
  const text = await askPulumi(target, ["config", "--json", "--show-secrets"]);
  const parsed = parse(rawConfig(JSON.parse(text) as Record<string, ConfigEntry>));
  if (!parsed.ok) throw new Error(renderProblems(stackOf(target), parsed.problems));
  return parsed.settings;
}

function rawConfig(entries: Record<string, ConfigEntry>): RawConfig {
  const own = Object.entries(entries)
    .filter(([key]) => key.startsWith(PREFIX))
    .map(([key, entry]) => [key.slice(PREFIX.length), entry] as const);
  return {
    values: Object.fromEntries(own.map(([key, { value = "" }]) => [key, value])),
    secretKeys: new Set(own.filter(([, { secret }]) => secret).map(([key]) => key)),
  };
}
