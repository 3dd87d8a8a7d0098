import type { Problem } from "../problem.ts";
import { setCommand } from "../problem.ts";
import type { Settings } from "../schema.ts";
import { isBkpaas3 } from "./platform.ts";

/** Two releases of one name would be one release to Helm. */
export function releasesHaveNamesOfTheirOwn({ platform }: Settings): Problem[] {
  if (isBkpaas3(platform) || platform.paasStack.name !== platform.bkServices.name) return [];
  const key = "platform.bkServices.name";
  return [
    {
      key,
      rule: `must differ from platform.paasStack.name, which is ${platform.paasStack.name} too`,
      fix: setCommand(key, "bk-services", false),
    },
  ];
}
