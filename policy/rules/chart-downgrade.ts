import { isRelease } from "../places.ts";
import type { ResourceState, Rule, Step, Violation } from "../steps.ts";
import { compareVersions } from "../../config/version.ts";

const NAME = "chart-downgrade";

/**
 * Migrations of the platform's databases go one way. Compares releases of the same chart, wherever it comes from; a
 * folder's version is filled in by the plugin.
 */
export const chartDowngrade: Rule = {
  name: NAME,
  description: "No Helm chart goes back to an earlier version.",
  needs: "change",
  check: (steps) => steps.filter(isRelease).flatMap(violations),
};

function violations({ urn, old, new: wanted }: Step): Violation[] {
  if (!old || !wanted || chartName(old) !== chartName(wanted)) return [];
  const [before, after] = [versionOf(old), versionOf(wanted)];
  if (before === undefined || after === undefined) return [];
  const difference = compareVersions(after, before);
  if (difference === undefined || difference >= 0) return [];
  const message = `would go from version ${before} of its chart back to ${after}, and databases don't go back. Keep ${before} or a later one.`;
  return [{ rule: NAME, urn, message }];
}

/** The last part of a path, an archive's name or an OCI address. */
function chartName({ inputs }: ResourceState): string {
  const chart = typeof inputs.chart === "string" ? inputs.chart : "";
  const name = chart.replace(/\/+$/, "").split("/").at(-1) ?? "";
  return name.replace(/(-v?\d+\.\d+.*)?\.tgz$/, "");
}

function versionOf({ inputs }: ResourceState): string | undefined {
  return typeof inputs.version === "string" && inputs.version !== "" ? inputs.version : undefined;
}
