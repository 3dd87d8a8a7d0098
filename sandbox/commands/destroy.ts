import { prepare } from "../prepare.ts";
import { stopAll } from "../servers/all.ts";
import { runPulumi } from "../stack/pulumi.ts";
import { liftProtection, protectedUrns } from "../stack/protection.ts";
import { recover } from "../stack/recover.ts";
import type { Target } from "../stack/target.ts";
import { passesGate } from "./gated.ts";

/**
 * Destroys a stack. Keys and databases are protected: it refuses and says what lifts that.
 * @param data `delete` lifts the protection for this run and deletes databases too.
 */
export async function destroy(target: Target, data: "keep" | "delete"): Promise<number> {
  if (target.kind === "dev") {
    await prepare();
    await recover();
  }
  const urns = data === "keep" ? await protectedUrns(target) : [];
  if (urns.length > 0) {
    console.error(refusal(target, urns));
    return 1;
  }
  const restore = data === "delete" ? await liftProtection(target) : undefined;
  const confirmed = target.kind === "dev" ? ["--yes"] : [];
  const passed = await passesGate(target, "destroy", data);
  const exitCode = passed ? await runPulumi(target, ["destroy", ...confirmed]) : 1;
  if (exitCode !== 0) await restore?.();
  else if (target.kind === "dev") await stopAll();
  return exitCode;
}

function refusal(target: Target, urns: readonly string[]): string {
  const stack = target.kind === "elsewhere" ? ` STACK=${target.stack}` : "";
  const list = urns.map((urn) => `  ${urn.split("::").slice(2).join("::")}`);
  return `Nothing was destroyed: these keys and databases are protected.
${list.join("\n")}
Without them, stored credentials can't be read again. To delete them and all data nevertheless:
  make destroy DATA=delete${stack}`;
}
