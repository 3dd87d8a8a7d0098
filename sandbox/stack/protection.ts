import { askPulumi } from "./pulumi.ts";
import { type StackState, type StateResource, exportState, importState } from "./state.ts";
import type { Target } from "./target.ts";

/** What a stack refuses to delete. */
export async function protectedUrns(target: Target): Promise<string[]> {
  const { deployment } = await exportState(target);
  return (deployment.resources ?? []).filter(({ protect }) => protect).map(({ urn }) => urn);
}

/**
 * Lets the next `destroy` delete what is protected or kept. Only the state changes. Each protected resource is named to
 * the CLI; its blanket `--ignore-protect` is never used.
 * @returns what puts the protection back on whatever is still there, for when nothing was destroyed after all.
 */
export async function liftProtection(target: Target): Promise<() => Promise<void>> {
  const before = await exportState(target);
  const resources = before.deployment.resources ?? [];
  if (resources.some(({ retainOnDelete }) => retainOnDelete)) {
    await importState(
      target,
      withResources(before, (resource) => ({ ...resource, retainOnDelete: false })),
    );
  }
  const urns = resources.filter(({ protect }) => protect).map(({ urn }) => urn);
  if (urns.length > 0) await askPulumi(target, ["state", "unprotect", "--yes", ...urns]);
  return () => restoreProtection(target, resources);
}

async function restoreProtection(target: Target, before: readonly StateResource[]): Promise<void> {
  const old = new Map(before.map((resource) => [resource.urn, resource]));
  const restored = withResources(await exportState(target), (resource) => {
    const { protect = false, retainOnDelete = false } = old.get(resource.urn) ?? {};
    return { ...resource, protect, retainOnDelete };
  });
  await importState(target, restored);
}

function withResources(state: StackState, change: (resource: StateResource) => StateResource): StackState {
  const resources = (state.deployment.resources ?? []).map(change);
  return { ...state, deployment: { ...state.deployment, resources } };
}
