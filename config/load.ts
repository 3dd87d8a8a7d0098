import * as pulumi from "@pulumi/pulumi";
import { type RawConfig, parse } from "./parse.ts";
import { type Problem, renderProblems } from "./problem.ts";
import type { Settings } from "./schema.ts";

/**
 * The settings of the stack being run: the only place that asks the engine for configuration.
 * @throws pulumi.RunError with every problem at once, before any resource is registered.
 */
export function loadSettings(): Settings {
  const parsed = parse(rawConfig());
  if (!parsed.ok) throw refusal(parsed.problems);
  return parsed.settings;
}

/** What ends a run of the program before anything is registered: every problem at once. */
export function refusal(problems: readonly Problem[]): pulumi.RunError {
  return new pulumi.RunError(renderProblems(pulumi.getStack(), problems));
}

function rawConfig(): RawConfig {
  const prefix = `${pulumi.getProject()}:`;
  const own = Object.entries(pulumi.runtime.allConfig()).filter(([key]) => key.startsWith(prefix));
  const values = Object.fromEntries(own.map(([key, value]) => [key.slice(prefix.length), value]));
  const secretKeys = Object.keys(values).filter((key) => isEncrypted(prefix + key));
  return { values, secretKeys: new Set(secretKeys) };
}

/** The SDK knows which keys hold encrypted values, but its types do not say so. */
function isEncrypted(key: string): boolean {
  const { isConfigSecret } = pulumi.runtime as { isConfigSecret?: (key: string) => boolean };
  return isConfigSecret?.(key) ?? true;
}
