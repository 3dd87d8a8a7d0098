import { gate } from "../../policy/gate.ts";
import { irreplaceable } from "../../policy/rules/irreplaceable.ts";
import { type Told, readTold } from "../../policy/told.ts";
import { type Ended, tryPulumi } from "../stack/pulumi.ts";
import type { Target } from "../stack/target.ts";

const PREVIEWS = {
  up: ["preview", "--json"],
  destroy: ["destroy", "--preview-only", "--json"],
  unchanged: ["preview", "--refresh", "--json"],
} as const;

/** What the user wants to run. */
type Command = keyof typeof PREVIEWS;

/** Whether a command may go on. */
export type Judgement =
  { readonly kind: "passed"; readonly told: Told } | { readonly kind: "refused"; readonly reason: string };

/**
 * Previews what a command would do and changes nothing. That of `up` comes as events, which a report needs; an expectation has
 * to be of the same form as what it is compared with.
 */
export function previewOf(target: Target, command: Command): Promise<Ended> {
  const isStreamed = command === "up";
  return tryPulumi(target, PREVIEWS[command], { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: String(isStreamed) });
}

/**
 * Judges a preview by the rules of `policy/`.
 * @param data `delete` is the word that lets keys and data be deleted; every other rule holds.
 */
export function judged(preview: Ended, data: "keep" | "delete" = "keep"): Judgement {
  const waived = data === "delete" ? [irreplaceable.name] : [];
  const { exitCode, message, errors } = gate(preview.output, waived);
  if (exitCode === 0 && preview.exitCode === 0) return { kind: "passed", told: readTold(preview.output) };
  const failure = preview.errors.trim() || `The preview ended with ${preview.exitCode}.`;
  const said = exitCode === 1 ? [message] : [...errors, failure];
  return { kind: "refused", reason: said.join("\n\n") };
}

/**
 * Previews what a command would do and judges it. Shows nothing unless a rule is broken or the preview fails.
 * @returns what the preview tells; undefined where the command may not go on
 */
export async function gated(
  target: Target,
  command: Command,
  data?: "keep" | "delete",
): Promise<Told | undefined> {
  const judgement = judged(await previewOf(target, command), data);
  if (judgement.kind === "passed") return judgement.told;
  console.error(`${judgement.reason}\n\nNothing was changed.`);
  return undefined;
}

/** Whether a command may go on, by `gated`. */
export async function passesGate(...command: Parameters<typeof gated>): Promise<boolean> {
  return (await gated(...command)) !== undefined;
}
