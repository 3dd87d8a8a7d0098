import type { Edge, EdgeKind, Frame, FrameKind, Node, NodeKind, Picture } from "./model.ts";
import { FRAME_DASHES, FRAME_PAINT, INK, NODE_PAINT, PAPER, type Paint, STROKE } from "./style.ts";
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
  const lines = [
    "---",
    `title: ${JSON.stringify(heading(picture.environment)[language])}`,
    "---",
    "flowchart LR",
    ...inside(undefined, picture, language, "  "),
    ...picture.edges.map(({ kind, from, to, label }) => {
      const text = label.map((words) => escaped(words[language])).join("<br/>");
      return `  ${idOf(from)} ${ARROW[kind]}${text === "" ? "" : `|"${text}"|`} ${idOf(to)}`;
    }),
    ...legend(picture, language),
    ...classes(picture),
    ...lineColours(picture.edges),
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

/** Colours of all that is drawn, none left to the theme of whoever shows it: on a dark page, too, boxes are light. */
function classes({ nodes, frames, edges }: Picture): string[] {
  const spaces = [
    ...used(frames, FRAME_WORDS).map(([kind]) => `legend_${kind}_space`),
    ...used(edges, EDGE_WORDS).flatMap(([kind]) => [`legend_${kind}_from`, `legend_${kind}_to`]),
  ];
  return [
    ...used(nodes, NODE_WORDS).flatMap(([kind]) => painted(kind, NODE_PAINT[kind], nodes, undefined)),
    ...used(frames, FRAME_WORDS).flatMap(([kind]) =>
      painted(kind, FRAME_PAINT[kind], frames, FRAME_DASHES[kind]),
    ),
    `  classDef paper fill:${PAPER},stroke:${INK},color:${INK}`,
    "  class legend paper",
    ...(spaces.length === 0
      ? []
      : ["  classDef space fill:none,stroke:none", `  class ${spaces.join(",")} space`]),
  ];
}

/** Not by the name of its kind alone: `cluster` is Mermaid's own class of every frame. */
function painted(
  kind: NodeKind | FrameKind,
  { fill, line, text }: Paint,
  drawn: readonly (Node | Frame)[],
  dashes: string | undefined,
): string[] {
  const dashed = dashes === undefined ? "" : `,stroke-dasharray:${dashes}`;
  return [
    `  classDef is_${kind} fill:${fill},stroke:${line},color:${text}${dashed}`,
    `  class ${members(drawn, kind)},legend_${kind} is_${kind}`,
  ];
}

/** Lines go by their numbers, the legend's after all others. A default would paint the arrows of all. */
function lineColours(edges: readonly Edge[]): string[] {
  return used(edges, EDGE_WORDS).map(([kind], entry) => {
    const own = edges.flatMap((edge, index) => (edge.kind === kind ? [index] : []));
    return `  linkStyle ${[...own, edges.length + entry].join(",")} stroke:${STROKE[kind].colour}`;
  });
}

function members(drawn: readonly (Node | Frame)[], kind: string): string {
  return drawn
    .filter((one) => one.kind === kind)
    .map(({ id }) => idOf(id))
    .join(",");
}

/** Words that Mermaid takes for its own where an id is due, the last two of them by mistake; the legend's id is ours. */
const WORDS = new Set(
  (
    "legend end graph subgraph flowchart class classDef style linkStyle click href call default interpolate " +
    "constructor toString"
  ).split(" "),
);

/** Mermaid's ids are letters, digits and underscores: a dash becomes one, any other character its number between two. */
function idOf(id: string): string {
  const letters = id.replaceAll(/[^A-Za-z0-9]/gu, (other) =>
    other === "-" ? "_" : `_${String(other.codePointAt(0))}_`,
  );
  return WORDS.has(letters) ? `${letters}_` : letters;
}

/** Signs that Mermaid, its Markdown or HTML would take for their own. */
const SIGNS = /[#"<>&`[]/g;

/** Signs by their numbers. Markdown takes a star for its own even by its number: another one is there in its place. */
function escaped(text: string): string {
  return text.replaceAll(SIGNS, (sign) => `#${sign.charCodeAt(0)};`).replaceAll("*", "\u2217");
}
