import { isHook } from "./hooks.ts";
import { objectsOf } from "./objects.ts";

/** What a report writes for the number of the revision that is there, and for that of the next. */
const NUMBERS = { old: "<revision>", new: "<next revision>" } as const;

/** By what a Job of one revision finds that of the next. */
export function anyRevision(name: string): string {
  return name.replace(NUMBERS.new, NUMBERS.old);
}

/**
 * Tells the Jobs of a release's next revision from those of the one that is there: helm cannot be told a number without a
 * cluster and renders both as number 1. Whatever waits for such a Job by its name differs then as well, and restarts.
 */
export function withRevision(yaml: string, side: keyof typeof NUMBERS): string {
  return objectsOf(yaml, "")
    .filter((object) => object.kind === "Job" && !isHook(object) && object.name.endsWith("-1"))
    .reduce((text, { name }) => renamed(text, name, name.replace(/1$/, NUMBERS[side])), yaml);
}

/** Where the name stands as a whole, not as the beginning of another. */
function renamed(text: string, name: string, other: string): string {
  return text.replaceAll(new RegExp(`(?<![\\w-])${name.replaceAll(".", "\\.")}(?![\\w-])`, "g"), other);
}
