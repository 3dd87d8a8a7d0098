import { type Card, cardOf, labelCard } from "./card.ts";
import type { Edge, Frame, Node, Picture } from "./model.ts";
import { LABEL_TEXT } from "./style.ts";
import { FONTS, lineHeight, textWidth } from "./text.ts";
import type { Language } from "./words.ts";

/** Pixels in an inch of Graphviz. */
const INCH = 72;

/** The card of a line's label. */
export function edgeCard(edge: Edge, language: Language): Card {
  return labelCard(
    edge.label.map((label) => label[language]),
    LABEL_TEXT[edge.kind],
  );
}

/** What Graphviz is to lay out: boxes, labels and titles of frames as sizes only, for it knows no font. */
export function dotOf(picture: Picture, language: Language): string {
  const lines = [
    "digraph picture {",
    "graph [rankdir=LR nodesep=0.3 ranksep=0.55 remincross=true]",
    'node [shape=box fixedsize=true label=""]',
    "edge [arrowsize=0.8]",
    ...inside(undefined, picture, language),
    `{rank=min ${picture.nodes.flatMap(({ id, frame }) => (frame === undefined ? [quoted(id)] : [])).join(" ")}}`,
    ...apisBehind(picture),
    ...picture.edges.map((edge, index) => edgeLine(edge, index, picture, language)),
    "}",
  ];
  return lines.join("\n");
}

function inside(frame: string | undefined, picture: Picture, language: Language): string[] {
  const nodes = picture.nodes.filter((node) => node.frame === frame);
  return [
    ...nodes.map((node) => nodeLine(node, language)),
    ...(frame === undefined ? [] : together(frame, nodes, picture.edges)),
    ...picture.frames
      .filter(({ within }) => within === frame)
      .flatMap((one) => [
        `subgraph ${quoted(`cluster_${one.id}`)} {`,
        `graph [margin=14 labeljust=l label=${space(frameTitle(one, language))}]`,
        ...inside(one.id, picture, language),
        "}",
      ]),
  ];
}

/** The API of a cluster is in the column behind its releases, for the platform's line to it leads there. */
function apisBehind({ nodes, frames }: Picture): string[] {
  return nodes
    .filter(({ kind }) => kind === "api")
    .flatMap((api) => {
      const namespaces = frames.filter(({ within }) => within === api.frame).map(({ id }) => id);
      const releases = nodes.filter(
        ({ kind, frame = "" }) => kind === "release" && namespaces.includes(frame),
      );
      return releases.map(({ id }) => `${quoted(id)} -> ${quoted(api.id)} [style=invis]`);
    });
}

/** Boxes of one frame that talk to each other stay together, so that nothing is between them. */
function together(frame: string, nodes: readonly Node[], edges: readonly Edge[]): string[] {
  const talking = nodes.filter(({ id }) =>
    edges.some((edge) => isBeside(edge, nodes) && (edge.from === id || edge.to === id)),
  );
  if (talking.length === 0) return [];
  const ids = talking.map(({ id }) => quoted(id)).join(" ");
  return [`subgraph ${quoted(`cluster_together-${frame}`)} { graph [style=invis margin=1 label=""] ${ids} }`];
}

/** Whether a line leads from one of the boxes to another, neither of them a store, which is in a column of its own. */
function isBeside({ from, to }: Edge, nodes: readonly Node[]): boolean {
  const ends = [from, to].map((end) => nodes.find(({ id }) => id === end));
  return ends.every((node) => node !== undefined && node.kind !== "store");
}

function nodeLine(node: Node, language: Language): string {
  const { width, height } = cardOf(node, language);
  return `${quoted(node.id)} [width=${inches(width)} height=${inches(height)}]`;
}

/** Lines to boxes on the left are laid out as if they came from there. */
function edgeLine(edge: Edge, index: number, { nodes }: Picture, language: Language): string {
  const [from, to] = [edge.from, edge.to].map((id) => nodes.find((node) => node.id === id));
  const label = edge.label.length === 0 ? "" : ` label=${space(edgeCard(edge, language))}`;
  const isBack = from?.frame !== undefined && to?.frame === undefined;
  const sameFrame = nodes.filter(({ frame }) => frame === from?.frame);
  const end = isBack || from?.frame === undefined ? "" : " tailport=e";
  const options = `id="${index}"${label}${isBeside(edge, sameFrame) ? " constraint=false" : end}`;
  return isBack
    ? `${quoted(edge.to)} -> ${quoted(edge.from)} [${options} dir=back]`
    : `${quoted(edge.from)} -> ${quoted(edge.to)} [${options}]`;
}

/** Size of a frame's title. */
function frameTitle(frame: Frame, language: Language): Pick<Card, "width" | "height"> {
  return {
    width: Math.ceil(textWidth(frame.title[language], FONTS.frame)),
    height: lineHeight(FONTS.frame),
  };
}

/** An empty label of that size. */
function space({ width, height }: Pick<Card, "width" | "height">): string {
  return `<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0" FIXEDSIZE="TRUE" WIDTH="${width}" HEIGHT="${height}"><TR><TD></TD></TR></TABLE>>`;
}

function inches(pixels: number): string {
  return (pixels / INCH).toFixed(4);
}

function quoted(id: string): string {
  return `"${id}"`;
}
