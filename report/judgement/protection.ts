import type { ResourceChange } from "../model.ts";

/** Whether the engine refuses it: a deletion of what was protected, a replacement of what goes on to be. */
export function isRefused({
  effect,
  old,
  new: now,
}: Pick<ResourceChange, "effect" | "old" | "new">): boolean {
  if (old?.protect !== true) return false;
  return effect === "replace" ? now?.protect === true : effect === "delete" || effect === "forget";
}
