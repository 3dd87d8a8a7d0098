import type { Card } from "./card.ts";

/** Pixels in an inch of Graphviz. */
export const INCH = 72;

/** What the names of frames begin with, for Graphviz draws no others. */
export const FRAME = "cluster_";

export function inches(pixels: number): string {
  return (pixels / INCH).toFixed(4);
}

/** An id as Graphviz gives it back whatever is in it: signs by their numbers. */
export function quoted(id: string): string {
  return `"${encodeURIComponent(id)}"`;
}

/** The id that was quoted. */
export function unquoted(name: string): string {
  return decodeURIComponent(name);
}

/** An empty label of that size. */
export function space({ width, height }: Pick<Card, "width" | "height">): string {
  return `<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0" FIXEDSIZE="TRUE" WIDTH="${width}" HEIGHT="${height}"><TR><TD></TD></TR></TABLE>>`;
}
