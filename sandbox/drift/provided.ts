import { readPreview } from "../../policy/preview.ts";
import { type Step, suffixOf } from "../../policy/steps.ts";
import { tryPulumi } from "../stack/pulumi.ts";
import { exportState } from "../stack/state.ts";
import type { Target } from "../stack/target.ts";
import type { Drift } from "./drift.ts";

/** Servers on which our own provider makes things, by their keys in the configuration. */
const SERVERS = ["bkrepo", "rabbitmq"] as const;

/** What a refresh would do to the state of a thing that is gone or otherwise. */
const DRIFTED: ReadonlySet<string> = new Set(["delete", "update"]);

/**
 * What bkrepo and RabbitMQ have otherwise than a stack declares: what a refresh of their resources would find, which asks those
 * servers only. A password that is no longer accepted is part of it.
 */
export async function providedDrift(target: Target): Promise<Drift> {
  const { resources = [] } = (await exportState(target)).deployment;
  const asked = SERVERS.filter((server) =>
    resources.some(({ type }) => type.startsWith(`bkpaas:${server}:`)),
  );
  if (asked.length === 0) return { asked, found: [] };
  const targets = asked.flatMap((server) => ["--target", `**bkpaas:${server}:**`]);
  const preview = await tryPulumi(target, ["refresh", "--preview-only", "--json", ...targets]);
  if (preview.output.trim() === "")
    return { asked, found: [`${asked.join(", ")}: not asked: ${preview.errors.trim()}`] };
  const { steps, errors } = readPreview(preview.output);
  const drifted = steps.filter(({ type, operation }) => type.startsWith("bkpaas:") && DRIFTED.has(operation));
  // What one resource was told, the others were told too. Of a run that broke off the CLI may say why on standard error only.
  const [refusal = preview.exitCode === 0 ? undefined : preview.errors.trim()] = errors;
  const notAsked = refusal === undefined ? [] : [`${asked.join(", ")}: not all asked: ${refusal}`];
  return { asked, found: [...drifted.map(lineOf), ...notAsked] };
}

function lineOf({ urn, operation, changed = [] }: Step): string {
  const name = suffixOf(urn).split("$").at(-1) ?? urn;
  return operation === "delete" ? `${name} is missing` : `${name} is otherwise: ${changed.join(", ")}`;
}
