import { code, shortCode } from "./escape.ts";

/** The smallest part of a report that is shown or left out; it begins and ends a line, and closes what it opens. */
export interface Piece {
  readonly text: string;
  /** For a comment, where the text is too long for it: the longer ones first. */
  readonly short?: readonly string[];
  /** How many things it tells of, where it is not one. */
  readonly count?: number;
  /** Bytes beyond which a comment shows a short text, where they are not those of the section. */
  readonly fair?: number;
}

/** A part of a report under one heading. */
export interface Section {
  readonly title: string;
  /** What its pieces are, in the plural: `manifest diffs`. */
  readonly what: string;
  /** Bytes beyond which a comment shows a piece's short text. */
  readonly fair: number;
  /** What stands around the pieces, such as the head of a table. */
  readonly open: string;
  readonly close: string;
  readonly pieces: readonly Piece[];
}

/** Bytes of a row or line in a comment. */
const FAIR_LINE = 1000;

/** Bytes of a block, such as the diff of one object, in a comment. */
export const FAIR_BLOCK = 16_384;

/** Characters of a name in a title. */
export const NAME_LENGTH = 200;

/** Characters of a value where the row would be too long otherwise. */
const SHORT_VALUE = 120;

/** A cell of a table: Markdown of its own, or a value that may be cut, so that it can be told from another one. */
export type Cell = string | { readonly value: string; readonly other?: string };

/** A table with one piece per row. */
export function table(
  title: string,
  what: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): Section {
  const head = `${row(columns)}${row(columns.map(() => "---"))}`;
  return { title, what, fair: FAIR_LINE, open: head, close: "", pieces: rows.map(rowPiece) };
}

/** Lines or blocks, each a piece. */
export function list(title: string, what: string, pieces: readonly Piece[], fair = FAIR_LINE): Section {
  return { title, what, fair, open: "", close: "", pieces };
}

function rowPiece(cells: readonly Cell[]): Piece {
  const written = (shown: (value: string, other?: string) => string): string =>
    row(cells.map((cell) => (typeof cell === "string" ? cell : shown(cell.value, cell.other))));
  return { text: written(code), short: [written((value, other) => shortCode(value, SHORT_VALUE, other))] };
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => (cell === "" ? " " : cell)).join(" | ")} |\n`;
}
