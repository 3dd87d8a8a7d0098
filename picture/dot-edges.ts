import { type Card, labelCard } from "./card.ts";
import { quoted, space } from "./dot-text.ts";
import type { Edge, Frame, Node, Picture } from "./model.ts";
import { LABEL_TEXT } from "./style.ts";
import type { Language } from "./words.ts";

/** The card of a line's label. */
export function edgeCard(edge: Edge, language: Language): Card {
  return labelCard(
    edge.label.map((label) => label[language]),
    LABEL_TEXT[edge.kind],
  );
}

/** Id of a label's box, by the place of its line in the picture. */
export function labelId(index: number): string {
  return `label ${index}`;
}

/**
 * Labels whose box is directly in a frame. For Graphviz a label between two columns is a box: the line ends at it and
 * goes on behind it, so that everybody sees whose label it is.
 */
export function labelsIn(
  frame: string | undefined,
  picture: Picture,
  language: Language,
): { readonly id: string; readonly card: Card }[] {
  return picture.edges.flatMap((edge, index) =>
    isThroughLabel(edge, picture) && labelFrame(edge, picture) === frame
      ? [{ id: labelId(index), card: edgeCard(edge, language) }]
      : [],
  );
}

/** A line for Graphviz; one to a box on the left is laid out as if it came from there. */
export function edgeLine(edge: Edge, index: number, picture: Picture, language: Language): string {
  const [from, to] = [quoted(edge.from), quoted(edge.to)];
  const own = `id="${index}"`;
  if (!isThroughLabel(edge, picture)) {
    const label = edge.label.length === 0 ? "" : ` label=${space(edgeCard(edge, language))}`;
    return `${from} -> ${to} [${own} constraint=false${label}]`;
  }
  const label = quoted(labelId(index));
  return leavesFrame(edge, picture)
    ? `${to} -> ${label} [${own} dir=back headport=w]\n${label} -> ${from} [${own} arrowhead=none tailport=e]`
    : `${from} -> ${label} [${own} arrowhead=none headport=w]\n${label} -> ${to} [${own} tailport=e headport=w]`;
}

/** Whether a line leads out of all frames, and so to the left. */
export function leavesFrame({ from, to }: Edge, picture: Picture): boolean {
  return inFrame(from, picture) && !inFrame(to, picture);
}

function inFrame(id: string, { nodes }: Picture): boolean {
  return nodes.find((node) => node.id === id)?.frame !== undefined;
}

/** Whether a line leads from one of the boxes to another, neither of them a store, which is in a column of its own. */
export function isBeside({ from, to }: Edge, nodes: readonly Node[]): boolean {
  const ends = [from, to].map((end) => nodes.find(({ id }) => id === end));
  return ends.every((node) => node !== undefined && node.kind !== "store");
}

/** Whether a line leads between two columns, where its label is; one without has a place there all the same. */
function isThroughLabel(edge: Edge, { nodes }: Picture): boolean {
  const frame = nodes.find(({ id }) => id === edge.from)?.frame;
  return !isBeside(
    edge,
    nodes.filter((node) => node.frame === frame),
  );
}

/** The innermost frame around both ends of a line, in which its label is. */
function labelFrame({ from, to }: Edge, { nodes, frames }: Picture): string | undefined {
  const [start, end] = [from, to].map((id) => nodes.find((node) => node.id === id));
  const outer = around(start?.frame, frames);
  return around(end?.frame, frames).find((frame) => outer.includes(frame));
}

/** A frame and those around it, from the inside to the outside. */
function around(frame: string | undefined, frames: readonly Frame[]): string[] {
  if (frame === undefined) return [];
  return [frame, ...around(frames.find(({ id }) => id === frame)?.within, frames)];
}
