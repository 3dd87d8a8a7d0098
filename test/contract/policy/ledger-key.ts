import { readLedger } from "../../../policy/ledger.ts";

/** The value of a key that the program keeps; no message may hold it. */
export const IN_USE = "in-use-4f0a9c7be21d";

/** A generated key of the ledger, as settings of the program. */
export function someKey(): { readonly parentType: string; readonly name: string } {
  const marker = "$random:index/randomPassword:RandomPassword::";
  const entry = Object.values(readLedger())
    .flat()
    .find((suffix) => suffix.includes(marker));
  const [parentType, name] = entry?.split(marker) ?? [];
  if (parentType === undefined || name === undefined) throw new Error("the ledger names no generated key");
  return { parentType, name };
}
