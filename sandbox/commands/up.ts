import { differencesOf } from "../expectation/comparison.ts";
import { readExpectation, reviewAnew } from "../expectation/file.ts";
import { expectedSteps } from "../expectation/steps.ts";
import { prepare } from "../prepare.ts";
import { askPulumi, runPulumi } from "../stack/pulumi.ts";
import { recover } from "../stack/recover.ts";
import { type Target, stackOf } from "../stack/target.ts";
import { gated } from "./gated.ts";

/** The gate has previewed it, and nobody is asked. */
const AT_ONCE = ["--yes", "--skip-preview"];

/**
 * Brings a stack up, unless that would break a rule of `policy/`. For dev it first starts whatever the stack needs on this
 * machine.
 * @param expectation file of `make report` or `make expect`: whatever is not as written there is refused, the rest is done without a question
 * @throws Error where that file can't be read
 */
export async function up(target: Target, expectation?: string): Promise<number> {
  const reviewed = expectation === undefined ? undefined : readExpectation(expectation, stackOf(target));
  if (reviewed) console.log(`Expected steps: ${reviewed.steps.length}, digest ${reviewed.digest}.`);
  if (target.kind === "dev") {
    await prepare();
    await recover();
  }
  const told = await gated(target, "up");
  if (told === undefined) return 1;
  const refusal = reviewed && refusalOf(target, differencesOf(reviewed.steps, expectedSteps(told)));
  if (refusal !== undefined) {
    console.error(refusal);
    return 1;
  }
  const asked = target.kind === "dev" || reviewed ? AT_ONCE : [];
  // What runs as reviewed runs in a CI, whose log others read too.
  const shown = reviewed ? ["--suppress-outputs"] : [];
  const exitCode = await runPulumi(target, ["up", ...asked, ...shown, ...(await patience(target))]);
  if (exitCode === 0 && target.kind === "dev") console.log(NEXT);
  return exitCode;
}

/** More resources than these tell nobody more, as where a file is used up. */
const MOST_LINES = 20;

/** Why a run that does not do what was reviewed does not take place; undefined where it does that. */
function refusalOf(target: Target, differences: readonly string[]): string | undefined {
  if (differences.length === 0) return undefined;
  const more = differences.length - MOST_LINES;
  return [
    "Refused: this is not what was reviewed.",
    ...differences.slice(0, MOST_LINES).map((line) => `    ${line}`),
    ...(more > 0 ? [`    … and ${more} more`] : []),
    `Nothing was changed. ${reviewAnew(stackOf(target))}`,
  ].join("\n");
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
