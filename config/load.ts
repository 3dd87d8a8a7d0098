import * as pulumi from "@pulumi/pulumi";
import { type RawConfig, parse } from "./parse.ts";
import { renderProblems } from "./problem.ts";
import type { Settings } from "./schema.ts";

/**
 * The settings of the stack being run: the only place that asks the engine for configuration.
 * @throws pulumi.RunError with every problem at once, before any resource is registered.
 */
export function loadSettings(): Settings {
  const parsed = parse(rawConfig());
  if (!parsed.ok) throw new pulumi.RunError(renderProblems(pulumi.getStack(), parsed.problems));
  return parsed.settings;
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
