import { Conflict, type Origin, type Ownership, originAfter } from "../ownership.ts";

/** A thing that is to be on the server. */
export interface Wanted {
  /** As `project bkpaas`. */
  readonly what: string;
  readonly ownership: Ownership;
  readonly exists: () => Promise<boolean>;
  readonly make: () => Promise<unknown>;
  /** Comes to terms with what is there. @throws Conflict where it may not stay as it is */
  readonly accept: () => Promise<void>;
}

/**
 * Makes what is not there. An answer may be lost, and another may be faster: whatever the making says, what counts is whether
 * the thing is there afterwards, and whether it is the one that was wanted.
 */
export async function ensure({ what, ownership, exists, make, accept }: Wanted): Promise<Origin> {
  if (await exists()) {
    await accept();
    return originAfter("found", ownership);
  }
  if (ownership === "read") {
    throw new Conflict(
      `${what} does not exist in bkrepo, and ownership "read" never creates one: correct the name, or ask its owner`,
    );
  }
  try {
    await make();
  } catch (error) {
    if (!(await exists())) throw error;
    await accept();
  }
  return "created";
}
