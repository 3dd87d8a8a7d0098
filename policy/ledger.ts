import { readFileSync } from "node:fs";

/** Irreplaceable resources by recorded environment: type chain and name, sorted. */
export type Ledger = Readonly<Record<string, readonly string[]>>;

/** Where the ledger is. `make golden` adds to it and never takes anything away. */
export const LEDGER = new URL("ledger.json", import.meta.url);

/** The committed ledger. */
export function readLedger(): Ledger {
  return JSON.parse(readFileSync(LEDGER, "utf8")) as Ledger;
}

const irreplaceable: ReadonlySet<string> = new Set(Object.values(readLedger()).flat());

/**
 * Whether the ledger of any environment names a resource.
 * @param suffix type chain and name, which are the same in every stack
 */
export function isIrreplaceable(suffix: string): boolean {
  return irreplaceable.has(suffix);
}
