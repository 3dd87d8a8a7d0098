import { readPreview } from "../../policy/preview.ts";
import { type Step, suffixOf } from "../../policy/steps.ts";
import { tryPulumi } from "../stack/pulumi.ts";
import { exportState } from "../stack/state.ts";
import type { Target } from "../stack/target.ts";
import type { Drift } from "./drift.ts";

/** Servers on which our own provider makes things, by their keys in the configuration. */
const SERVERS = ["bkrepo", "rabbitmq"] as const;

/** Operations of a preview by which nothing would change. */
const UNCHANGED: ReadonlySet<string> = new Set(["same", "refresh"]);

/**
 * What bkrepo and RabbitMQ have otherwise than a stack declares: the steps of the `up --refresh` that would mend it, which asks
 * those servers only. A password that is no longer accepted is one of them.
 */
export async function providedDrift(target: Target): Promise<Drift> {
  const { resources = [] } = (await exportState(target)).deployment;
  const asked = SERVERS.filter((server) =>
    resources.some(({ type }) => type.startsWith(`bkpaas:${server}:`)),
  );
  if (asked.length === 0) return { asked, found: [] };
  const targets = asked.flatMap((server) => ["--target", `**bkpaas:${server}:**`]);
  const preview = await tryPulumi(target, ["preview", "--refresh", "--json", ...targets]);
  if (preview.output.trim() === "")
    return { asked, found: [`${asked.join(", ")}: not asked: ${preview.errors.trim()}`] };
  const { steps, errors } = readPreview(preview.output);
  const changing = steps.filter(
    ({ type, operation }) => type.startsWith("bkpaas:") && !UNCHANGED.has(operation),
  );
  // What one resource was told, the others were told too.
  const [refusal] = errors;
  const notAsked = refusal === undefined ? [] : [`${asked.join(", ")}: not all asked: ${refusal}`];
  return { asked, found: [...changing.map(lineOf), ...notAsked] };
}

function lineOf({ urn, operation, changed = [] }: Step): string {
  const name = suffixOf(urn).split("$").at(-1) ?? urn;
  if (operation === "create") return `${name} is missing`;
  return `${name} is otherwise: ${changed.join(", ") || operation}`;
}
