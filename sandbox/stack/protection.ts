import { askPulumi } from "./pulumi.ts";
import { exportState, importState } from "./state.ts";
import type { Target } from "./target.ts";

/** What a stack refuses to delete. */
export async function protectedUrns(target: Target): Promise<string[]> {
  const { deployment } = await exportState(target);
  return (deployment.resources ?? []).filter(({ protect }) => protect).map(({ urn }) => urn);
}

/**
 * Lets the next `destroy` delete what is protected or kept. Only the state changes: the next `up` protects again
 * what is still there. Each protected resource is named to the CLI; its blanket `--ignore-protect` is never used.
 */
export async function liftProtection(target: Target): Promise<void> {
  const state = await exportState(target);
  const resources = state.deployment.resources ?? [];
  if (resources.some(({ retainOnDelete }) => retainOnDelete)) {
    for (const resource of resources) resource.retainOnDelete = false;
    await importState(target, state);
  }
  const urns = resources.filter(({ protect }) => protect).map(({ urn }) => urn);
  if (urns.length > 0) await askPulumi(target, ["state", "unprotect", "--yes", ...urns]);
}
