import { prepare } from "../prepare.ts";
import { runPulumi } from "../stack/pulumi.ts";
import type { Target } from "../stack/target.ts";

/** Shows what an `up` would change, and changes nothing. */
export async function preview(target: Target): Promise<number> {
  if (target.kind === "dev") await prepare();
  return runPulumi(target, ["preview", "--diff"]);
}
