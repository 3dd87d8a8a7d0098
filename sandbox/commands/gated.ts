import { gate } from "../../policy/gate.ts";
import { irreplaceable } from "../../policy/rules/irreplaceable.ts";
import type { Step } from "../../policy/steps.ts";
import { tryPulumi } from "../stack/pulumi.ts";
import type { Target } from "../stack/target.ts";

const PREVIEWS = {
  up: ["preview", "--json"],
  destroy: ["destroy", "--preview-only", "--json"],
} as const;

/**
 * Previews what a command would do and judges it by the rules of `policy/`. Shows nothing unless a rule is broken or the
 * preview fails.
 * @param data `delete` is the word that lets keys and data be deleted; every other rule holds.
 * @returns the steps that the command would take; undefined where it may not go on
 */
export async function gatedSteps(
  target: Target,
  command: keyof typeof PREVIEWS,
  data: "keep" | "delete" = "keep",
): Promise<readonly Step[] | undefined> {
  const preview = await tryPulumi(target, PREVIEWS[command]);
  const waived = data === "delete" ? [irreplaceable.name] : [];
  const { exitCode, message, steps, errors } = gate(preview.output, waived);
  if (exitCode === 0 && preview.exitCode === 0) return steps;
  const failure = preview.errors.trim() || `The preview ended with ${preview.exitCode}.`;
  const said = exitCode === 1 ? [message] : [...errors, failure];
  console.error([...said, "Nothing was changed."].join("\n\n"));
  return undefined;
}

/** Whether a command may go on, by `gatedSteps`. */
export async function passesGate(...command: Parameters<typeof gatedSteps>): Promise<boolean> {
  return (await gatedSteps(...command)) !== undefined;
}
