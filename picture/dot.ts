import { type Card, cardOf } from "./card.ts";
import { edgeLine, isBeside, labelsIn } from "./dot-edges.ts";
import { FRAME, inches, quoted, space } from "./dot-text.ts";
import type { Edge, Frame, Node, Picture } from "./model.ts";
import { FONTS, lineHeight, textWidth } from "./text.ts";
import type { Language } from "./words.ts";

/** What Graphviz is to lay out: boxes, labels and titles of frames as sizes only, for it knows no font. */
export function dotOf(picture: Picture, language: Language): string {
  const lines = [
    "digraph picture {",
    "graph [rankdir=LR nodesep=0.3 ranksep=0.35 remincross=true]",
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
    ...labelsIn(frame, picture, language).map(({ id, card }) => sized(id, card)),
    ...(frame === undefined ? [] : together(frame, nodes, picture.edges)),
    ...picture.frames
      .filter(({ within }) => within === frame)
      .flatMap((one) => [
        `subgraph ${quoted(FRAME + one.id)} {`,
        `graph [margin=14 labeljust=l label=${space(frameTitle(one, language))}]`,
        ...inside(one.id, picture, language),
        "}",
      ]),
  ];
}

/** The API of a cluster is behind its releases and the column of labels, for the platform's line to it leads there. */
function apisBehind({ nodes, frames }: Picture): string[] {
  return nodes
    .filter(({ kind }) => kind === "api")
    .flatMap((api) => {
      const namespaces = frames.filter(({ within }) => within === api.frame).map(({ id }) => id);
      const releases = nodes.filter(
        ({ kind, frame = "" }) => kind === "release" && namespaces.includes(frame),
      );
      return releases.map(({ id }) => `${quoted(id)} -> ${quoted(api.id)} [style=invis minlen=2]`);
    });
}

/** Boxes of one frame that talk to each other stay together, so that nothing is between them. */
function together(frame: string, nodes: readonly Node[], edges: readonly Edge[]): string[] {
  const talking = nodes.filter(({ id }) =>
    edges.some((edge) => isBeside(edge, nodes) && (edge.from === id || edge.to === id)),
  );
  if (talking.length === 0) return [];
  const ids = talking.map(({ id }) => quoted(id)).join(" ");
  return [`subgraph ${quoted(`${FRAME}together-${frame}`)} { graph [style=invis margin=1 label=""] ${ids} }`];
}

function nodeLine(node: Node, language: Language): string {
  return sized(node.id, cardOf(node, language));
}

function sized(id: string, { width, height }: Pick<Card, "width" | "height">): string {
  return `${quoted(id)} [width=${inches(width)} height=${inches(height)}]`;
}

/** Size of a frame's title. */
function frameTitle(frame: Frame, language: Language): Pick<Card, "width" | "height"> {
  return {
    width: Math.ceil(textWidth(frame.title[language], FONTS.frame)),
    height: lineHeight(FONTS.frame),
  };
}
