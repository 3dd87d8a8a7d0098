import { gate } from "../../policy/gate.ts";
import { readTold } from "../../policy/told.ts";
import { toldOf } from "../expectation/comparison.ts";
import { expectedSteps } from "../expectation/steps.ts";
import { prepare } from "../prepare.ts";
import { type Target, stackOf } from "../stack/target.ts";
import { previewOf } from "./gated.ts";

/**
 * Reads every resource of a stack anew and names those that an `up` would change, without any value. Changes nothing.
 * @returns 0 where there are none, 1 where there are some, 2 where the preview fails.
 */
export async function unchanged(target: Target): Promise<number> {
  if (target.kind === "dev") await prepare();
  const stack = stackOf(target);
  const preview = await previewOf(target, "unchanged");
  // Whether a rule is broken is asked before an `up`, not here.
  const { exitCode, errors } = gate(preview.output);
  if (preview.exitCode !== 0 || errors.length > 0 || exitCode === 2) {
    console.error([...errors, preview.errors.trim(), "The preview failed."].join("\n").trim());
    console.error(`Run pulumi preview --refresh --stack ${stack} and mend what it names.`);
    return 2;
  }
  const found = expectedSteps(readTold(preview.output));
  for (const step of found) console.log(`${step.resource}: ${toldOf([step])}`);
  console.log(
    found.length === 0
      ? `Stack ${stack} is as its program and configuration say.`
      : `Stack ${stack} is not as its program and configuration say: make up STACK=${stack} brings it back, or the change is taken into them.`,
  );
  return found.length === 0 ? 0 : 1;
}
