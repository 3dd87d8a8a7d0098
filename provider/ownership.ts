import type { Context } from "./kind.ts";
import type { ORIGIN, OWNERSHIP } from "./schema/ownership.ts";
import type { Filled } from "./schema/declaration.ts";

/** Whose a thing is. */
export type Ownership = Filled<typeof OWNERSHIP>["ownership"];

/** How a thing came into this stack. */
export type Origin = Filled<typeof ORIGIN>["origin"];

/** What is taken over counts as created from then on. */
export function originAfter(origin: Origin | undefined, ownership: Ownership): Origin {
  return ownership === "take" ? "created" : (origin ?? "found");
}

/** What exists is not what was declared, and this stack may not change it. */
export class Conflict extends Error {}

/** A thing that may exist already, on a server where making it and changing it are one call that may be repeated. */
export interface Thing<Found> {
  /** As messages call it, such as `user bkpaas3`. */
  readonly called: string;
  find(): Promise<Found | undefined>;
  make(): Promise<unknown>;
  /** What is otherwise than declared, in words. */
  differing(found: Found): readonly string[];
  /** Makes what was found as it is declared. */
  write(found: Found): Promise<unknown>;
  /** What to do about a difference, as a sentence. */
  readonly remedy: string;
}

/**
 * Makes a thing as it is declared, as far as it is this stack's.
 * @param before how it came into this stack; undefined for a thing that is new to it.
 * @throws Conflict where it is not this stack's and is missing or otherwise than declared
 */
export async function settle<Found>(
  thing: Thing<Found>,
  ownership: Ownership,
  before: Origin | undefined,
  { report }: Context,
): Promise<Origin> {
  const found = await thing.find();
  if (found === undefined) {
    if (ownership === "read") throw missing(thing.called);
    await thing.make();
    return "created";
  }
  const differing = thing.differing(found);
  if (differing.length > 0) {
    const told = `${thing.called} exists and differs: ${differing.join("; ")}`;
    if (ownership === "read")
      throw new Conflict(`${told}. It is another's (ownership "read"): declare it as it is.`);
    if (ownership === "create" && before === undefined) throw new Conflict(`${told}. ${thing.remedy}`);
    if (before === undefined) report("warning", `${told}. It is taken over`);
    await thing.write(found);
  }
  return originAfter(before, ownership);
}

/** Names of declared facts that are otherwise, with both values; the order of a list says nothing. */
export function differences<Facts extends object>(
  live: Facts,
  declared: Facts,
  names: readonly (keyof Facts & string)[],
): string[] {
  return names.flatMap((name) =>
    declared[name] === undefined || isSame(live[name], declared[name])
      ? []
      : [`${name} is ${JSON.stringify(live[name] ?? null)}, declared ${JSON.stringify(declared[name])}`],
  );
}

/** Whether two facts are the same; the order of a list says nothing. */
export function isSame(a: unknown, b: unknown): boolean {
  const sorted = (fact: unknown): unknown => (Array.isArray(fact) ? fact.toSorted() : fact);
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

/** Whether destroying the resource may delete the thing. */
export function isDeletable(ownership: Ownership | undefined, origin: Origin | undefined): boolean {
  return origin === "created" && ownership !== "read";
}

function missing(called: string): Conflict {
  return new Conflict(
    `${called} does not exist, and ownership "read" never creates one: correct the name, or ask its owner`,
  );
}
