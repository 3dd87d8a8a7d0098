import { withoutMoves } from "../changes/moves.ts";
import type { LeafChange } from "../model.ts";
import type { Cell } from "./section.ts";

/** Columns of the rows below. */
export const LEAF_COLUMNS = ["Property", "Before", "After"] as const;

/** A row for each leaf that differs: where it is, before, after. Secrets are told apart and never shown. */
export function leafRows(leaves: readonly LeafChange[]): Cell[][] {
  return withoutMoves(leaves).map((leaf) => [{ value: leaf.path }, before(leaf), after(leaf)]);
}

function before({ old, new: now }: LeafChange): Cell {
  switch (old?.kind) {
    case undefined:
      return "";
    case "plain":
      return { value: old.text, ...(now?.kind === "plain" && { other: now.text }) };
    case "secret":
      return "(secret)";
    case "unknown":
      return "(only the run tells)";
  }
}

function after(leaf: LeafChange): Cell {
  switch (leaf.new?.kind) {
    case undefined:
      return leaf.old?.kind === "secret" ? "(secret, removed)" : "(removed)";
    case "plain":
      return { value: leaf.new.text, ...(leaf.old?.kind === "plain" && { other: leaf.old.text }) };
    case "secret":
      return leaf.old ? "(secret, changed)" : "(secret, added)";
    case "unknown":
      return "(only the run tells)";
  }
}
