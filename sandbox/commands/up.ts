import { prepare } from "../prepare.ts";
import { askPulumi, runPulumi } from "../stack/pulumi.ts";
import { recover } from "../stack/recover.ts";
import type { Target } from "../stack/target.ts";
import { passesGate } from "./gated.ts";

/**
 * Brings a stack up, unless that would break a rule of `policy/`. For dev it first starts whatever the stack needs on this
 * machine.
 */
export async function up(target: Target): Promise<number> {
  if (target.kind === "elsewhere") {
    return (await passesGate(target, "up")) ? runPulumi(target, ["up", ...(await patience(target))]) : 1;
  }
  await prepare();
  await recover();
  if (!(await passesGate(target, "up"))) return 1;
  // The gate has previewed it.
  const exitCode = await runPulumi(target, ["up", "--yes", "--skip-preview", ...(await patience(target))]);
  if (exitCode === 0) console.log(NEXT);
  return exitCode;
}

/** What fails in one application cluster must not keep the platform and the other clusters from their changes. */
async function patience(target: Target): Promise<string[]> {
  const configured = JSON.parse(await askPulumi(target, ["config", "--json"])) as object;
  return "bkpaas:appClusters" in configured ? ["--continue-on-error"] : [];
}

const NEXT = `
The stack dev is up. What next:
  make status              what runs, where, since when
  eval "$(make -s env)"    pulumi, helm and kubectl of this sandbox in your shell
  make preview             what an edit of the program or of Pulumi.dev.yaml would change
  make down                stop everything and keep the data`;
