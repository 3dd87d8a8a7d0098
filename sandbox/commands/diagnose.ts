import { plannedReleases } from "../../config/platform/releases.ts";
import { diagnose as diagnoseRelease } from "../../diagnosis/diagnose.ts";
import { reportOf } from "../../diagnosis/report.ts";
import { KUBECONFIG } from "../layout.ts";
import { prepare } from "../prepare.ts";
import { settingsOf } from "../stack/configured.ts";
import type { Target } from "../stack/target.ts";

/**
 * Says of each release of a stack what is wrong with it and what to do. Nothing is changed.
 * @returns 1 where there is something to report.
 */
export async function diagnose(target: Target): Promise<number> {
  if (target.kind === "dev") await prepare();
  const { kubernetes, namespace, platform } = await settingsOf(target);
  const cluster = target.kind === "dev" ? { kubeconfig: KUBECONFIG, ...kubernetes } : kubernetes;
  let isWell = true;
  for (const { name } of plannedReleases(platform)) {
    const examined = await diagnoseRelease({ release: name, namespace }, cluster);
    console.log(reportOf(examined));
    isWell &&= examined.findings.length === 0 && examined.unseen.length === 0;
  }
  return isWell ? 0 : 1;
}
