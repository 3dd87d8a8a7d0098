import type { Changes } from "./protocol/diff.ts";

/** What a resource with a password knows of it. */
interface Account {
  readonly inputs: { readonly password?: string | undefined };
  readonly outputs: { readonly login?: "accepted" | "refused" | "untried" };
}

/**
 * The changes that a password brings. One that the last refresh found refused is to be written, though the declaration
 * did not change; an imported account comes without its password, and one that is right is no change.
 */
export async function passwordChanges(
  known: Account,
  declared: string | undefined,
  changes: Changes,
  isRight: (password: string) => Promise<boolean>,
): Promise<Changes> {
  const isImported = known.inputs.password === undefined && declared !== undefined;
  if (!isImported) {
    return known.outputs.login === "refused" ? { ...changes, password: { kind: "update" } } : changes;
  }
  if (!(await isRight(declared))) return changes;
  return Object.fromEntries(Object.entries(changes).filter(([path]) => path !== "password"));
}
