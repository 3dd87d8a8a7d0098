import { statusAll, statusTable } from "../servers/all.ts";
import { runPulumi } from "../stack/pulumi.ts";
import type { Target } from "../stack/target.ts";

/** Says what runs, where, since when; of a stack elsewhere, what the CLI knows of it. */
export async function status(target: Target): Promise<number> {
  if (target.kind === "elsewhere") return runPulumi(target, ["stack"]);
  const statuses = await statusAll();
  console.log(statuses.length > 0 ? statusTable(statuses) : "Nothing was ever started here; `make up` does.");
  return 0;
}
