import type { EdgeKind, Frame, Node, NodeKind, Picture } from "./model.ts";
import { FRAME_DASHES, FRAME_PAINT, NODE_PAINT, STROKE } from "./style.ts";
import {
  EDGE_WORDS,
  FRAME_WORDS,
  GIVEN_KEYS,
  LEGEND,
  type Language,
  NODE_WORDS,
  heading,
  joined,
  listed,
} from "./words.ts";
import { used } from "./legend.ts";

/** Brackets that give a box its form. */
const FORM: Readonly<Record<NodeKind, readonly [open: string, close: string]>> = {
  outsider: ["([", "])"],
  keys: ["{{", "}}"],
  release: ["[", "]"],
  job: ["[", "]"],
  api: ["[", "]"],
  store: ["[(", ")]"],
};

const ARROW: Readonly<Record<EdgeKind, string>> = { talks: "-->", keys: "-.->" };

/** Writes a picture as Mermaid text: one line for each box, frame and line, so that git shows what changed. */
export function mermaidOf(picture: Picture, language: Language): string {
  const keyLines = picture.edges.flatMap(({ kind }, index) => (kind === "keys" ? [index] : []));
  const legendKeys = picture.edges.length + used(picture.edges, EDGE_WORDS).length - 1;
  const lines = [
    "---",
    `title: "${heading(picture.environment)[language]}"`,
    "---",
    "flowchart LR",
    ...inside(undefined, picture, language, "  "),
    ...picture.edges.map(({ kind, from, to, label }) => {
      const text = label.map((words) => escaped(words[language])).join("<br/>");
      return `  ${idOf(from)} ${ARROW[kind]}${text === "" ? "" : `|"${text}"|`} ${idOf(to)}`;
    }),
    ...legend(picture, language),
    ...classes(picture),
    ...(keyLines.length === 0
      ? []
      : [`  linkStyle ${[...keyLines, legendKeys].join(",")} stroke:${STROKE.keys.colour}`]),
  ];
  return `${lines.join("\n")}\n`;
}

function inside(frame: string | undefined, picture: Picture, language: Language, indent: string): string[] {
  return [
    ...picture.nodes.filter((node) => node.frame === frame).map((node) => indent + nodeLine(node, language)),
    ...picture.frames
      .filter(({ within }) => within === frame)
      .flatMap((one) => [
        `${indent}subgraph ${idOf(one.id)}["${escaped(one.title[language])}"]`,
        ...inside(one.id, picture, language, `${indent}  `),
        `${indent}end`,
      ]),
  ];
}

function nodeLine({ id, kind, title, lines, keys }: Node, language: Language): string {
  const given = keys.length === 0 ? [] : [joined(GIVEN_KEYS, listed(keys))];
  const rows = [...lines, ...given].map((line) => escaped(line[language]));
  return boxOf(idOf(id), kind, [`<b>${escaped(title[language])}</b>`, ...rows].join("<br/>"));
}

function boxOf(id: string, kind: NodeKind, text: string): string {
  const [open, close] = FORM[kind];
  return `${id}${open}"${text}"${close}`;
}

/** Every form, colour and line that is used. */
function legend({ nodes, frames, edges }: Picture, language: Language): string[] {
  return [
    `  subgraph legend["${LEGEND[language]}"]`,
    ...used(nodes, NODE_WORDS).map(
      ([kind, words]) => `    ${boxOf(`legend_${kind}`, kind, escaped(words[language]))}`,
    ),
    ...used(frames, FRAME_WORDS).flatMap(([kind, words]) => [
      `    subgraph legend_${kind}["${escaped(words[language])}"]`,
      `      legend_${kind}_space[" "]`,
      "    end",
    ]),
    ...used(edges, EDGE_WORDS).map(
      ([kind, words]) =>
        `    legend_${kind}_from[" "] ${ARROW[kind]}|"${escaped(words[language])}"| legend_${kind}_to[" "]`,
    ),
    "  end",
  ];
}

function classes({ nodes, frames }: Picture): string[] {
  const ofNodes = used(nodes, NODE_WORDS).flatMap(([kind]) => {
    const { fill, line, text } = NODE_PAINT[kind];
    return [
      `  classDef ${kind} fill:${fill},stroke:${line},color:${text}`,
      `  class ${members(nodes, kind)},legend_${kind} ${kind}`,
    ];
  });
  const ofFrames = used(frames, FRAME_WORDS).flatMap(([kind]) => {
    const { fill, line, text } = FRAME_PAINT[kind];
    const dashes = FRAME_DASHES[kind];
    const dashed = dashes === undefined ? "" : `,stroke-dasharray:${dashes}`;
    return [
      `  classDef ${kind} fill:${fill},stroke:${line},color:${text}${dashed}`,
      `  class ${members(frames, kind)},legend_${kind} ${kind}`,
    ];
  });
  return [...ofNodes, ...ofFrames];
}

function members(drawn: readonly (Node | Frame)[], kind: string): string {
  return drawn
    .filter((one) => one.kind === kind)
    .map(({ id }) => idOf(id))
    .join(",");
}

/** Mermaid's ids are letters, digits and underscores. */
function idOf(id: string): string {
  return id.replaceAll(/[^A-Za-z0-9]/g, "_");
}

function escaped(text: string): string {
  return text
    .replaceAll("#", "#35;")
    .replaceAll('"', "#quot;")
    .replaceAll("<", "#lt;")
    .replaceAll(">", "#gt;");
}
