import { LID, type TextLine, cardOf } from "./card.ts";
import { edgeCard } from "./dot-edges.ts";
import { type Box, type Curve, type Layout, type Point, layoutOf } from "./layout.ts";
import { type Legend, legendOf } from "./legend.ts";
import type { Edge, Frame, FrameKind, Node, NodeKind, Picture } from "./model.ts";
import { FRAME_DASHES, FRAME_PAINT, INK, NODE_PAINT, PAPER, STROKE } from "./style.ts";
import { FONTS, FONT_FAMILY, lineHeight, textWidth } from "./text.ts";
import { LANGUAGE_TAGS, type Language, SUMMARY, heading } from "./words.ts";

/** White around everything. */
const MARGIN = 20;

/** Height of the heading above the picture. */
const HEADING = lineHeight(FONTS.heading) + 14;

/** Draws a picture as SVG: the same picture gives the same bytes. */
export async function svgOf(picture: Picture, language: Language): Promise<string> {
  const layout = await layoutOf(picture, language);
  const title = heading(picture.environment)[language];
  const width = Math.ceil(Math.max(layout.width, textWidth(title, FONTS.heading))) + 2 * MARGIN;
  const legend = legendOf(picture, language, width - 2 * MARGIN);
  const legendTop = MARGIN + HEADING + layout.height + 22;
  const height = Math.ceil(legendTop + legend.height + MARGIN);
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="heading" aria-describedby="summary" lang="${LANGUAGE_TAGS[language]}" font-family="${FONT_FAMILY}">`,
    `<title id="heading">${escaped(title)}</title>`,
    `<desc id="summary">${escaped(SUMMARY[language])}</desc>`,
    `<rect class="paper" width="${width}" height="${height}" fill="${PAPER}"/>`,
    text(
      { text: title, font: FONTS.heading, colour: INK, x: MARGIN, y: MARGIN + FONTS.heading.size },
      "heading",
    ),
    `<g transform="translate(${MARGIN} ${MARGIN + HEADING})">`,
    ...drawn(picture, layout, language),
    "</g>",
    `<g class="legend" transform="translate(${MARGIN} ${legendTop})">`,
    ...legendLines(legend),
    "</g>",
    "</svg>",
  ];
  return `${lines.join("\n")}\n`;
}

/** Frames first, the outer ones before the inner ones; then lines; then boxes; labels over all. */
function drawn(picture: Picture, layout: Layout, language: Language): string[] {
  const { nodes, frames, edges } = picture;
  const curves = edges.flatMap((edge, index): [Edge, Curve][] => {
    const curve = layout.edges[index];
    return curve ? [[edge, curve]] : [];
  });
  return [
    ...[...frames]
      .sort((a, b) => depth(a) - depth(b))
      .flatMap((frame) => frameLines(frame, layout.frames[frame.id])),
    ...curves.map(([edge, curve]) => edgeLine(edge, curve)),
    ...nodes.flatMap((node) => nodeLines(node, layout.nodes[node.id], language)),
    ...frames.flatMap((frame) => frameTitle(frame, layout.frames[frame.id], language)),
    ...curves.flatMap(([edge, curve]) => labelLines(edge, curve, language)),
  ];
}

function depth({ within }: Frame): number {
  return within === undefined ? 0 : 1;
}

function frameLines(frame: Frame, box: Box | undefined): string[] {
  if (!box) return [];
  const open = `<g class="frame" data-id="${escaped(frame.id)}">`;
  return [open, tooltip(frame.resources), frameShape(frame.kind, box), "</g>"];
}

/** Titles of frames are above lines that come in. */
function frameTitle({ id, kind, title }: Frame, box: Box | undefined, language: Language): string[] {
  if (!box) return [];
  const { text: colour, fill } = FRAME_PAINT[kind];
  const line = { text: title[language], font: FONTS.frame, colour, x: box.x + 12, y: box.y + 19 };
  return [`<g class="frame-title" data-id="${escaped(id)}" ${halo(fill)}>`, text(line, "title"), "</g>"];
}

function nodeLines(node: Node, box: Box | undefined, language: Language): string[] {
  if (!box) return [];
  const { texts } = cardOf(node, language);
  return [
    `<g class="node" data-id="${escaped(node.id)}">`,
    tooltip(node.resources),
    nodeShape(node.kind, box),
    ...texts.map((line) =>
      text({ ...line, x: box.x + line.x, y: box.y + line.y }, line.font.isBold ? "title" : "line"),
    ),
    "</g>",
  ];
}

function nodeShape(kind: NodeKind, box: Box): string {
  const { fill, line } = NODE_PAINT[kind];
  const paint = `fill="${fill}" stroke="${line}" stroke-width="1.4"`;
  if (kind === "store") return cylinder(box, paint);
  const corner = kind === "outsider" ? 14 : 5;
  return `<rect ${placed(box)} rx="${corner}" ${paint}/>`;
}

function frameShape(kind: FrameKind, box: Box): string {
  const { fill, line } = FRAME_PAINT[kind];
  const dashes = FRAME_DASHES[kind];
  const dashed = dashes === undefined ? "" : ` stroke-dasharray="${dashes}"`;
  return `<rect ${placed(box)} rx="8" fill="${fill}" stroke="${line}" stroke-width="1.2"${dashed}/>`;
}

function cylinder({ x, y, width, height }: Box, paint: string): string {
  const [right, top, bottom] = [x + width, y + LID, y + height - LID].map(number);
  const arc = `A${number(width / 2)} ${LID} 0 0`;
  return (
    `<path data-box="${number(x)} ${number(y)} ${number(width)} ${number(height)}" ` +
    `d="M${number(x)} ${top}${arc} 1 ${right} ${top}V${bottom}${arc} 1 ${number(x)} ${bottom}Z` +
    `M${number(x)} ${top}${arc} 0 ${right} ${top}" ${paint}/>`
  );
}

function edgeLine({ kind, from, to }: Edge, { pieces, foot, tip }: Curve): string {
  const path = pieces
    .map(([first, ...others]) => `M${first ? pair(first) : ""}C${others.map(pair).join(" ")}`)
    .join("");
  return (
    `<g class="edge" data-from="${escaped(from)}" data-to="${escaped(to)}">` +
    `${strokeShape(kind, path)}${arrow(kind, foot, tip)}</g>`
  );
}

function strokeShape(kind: Edge["kind"], path: string): string {
  const { colour, dashes } = STROKE[kind];
  const dashed = dashes === undefined ? "" : ` stroke-dasharray="${dashes}"`;
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="1.5"${dashed}/>`;
}

/** Half the width of an arrow's foot. */
const HALF = 3.6;

function arrow(kind: Edge["kind"], foot: Point, tip: Point): string {
  const length = Math.hypot(tip.x - foot.x, tip.y - foot.y) || 1;
  const across = { x: (-(tip.y - foot.y) / length) * HALF, y: ((tip.x - foot.x) / length) * HALF };
  const corners = [
    { x: foot.x + across.x, y: foot.y + across.y },
    { x: foot.x - across.x, y: foot.y - across.y },
    tip,
  ];
  return `<polygon points="${corners.map(pair).join(" ")}" fill="${STROKE[kind].colour}"/>`;
}

/** On paper of its own, so that no line is seen behind it. */
function labelLines(edge: Edge, { label }: Curve, language: Language): string[] {
  const { width, height, texts } = edgeCard(edge, language);
  if (texts.length === 0) return [];
  const box = { x: label.x - width / 2, y: label.y - height / 2, width, height };
  return [
    `<g class="label" data-from="${escaped(edge.from)}" data-to="${escaped(edge.to)}" text-anchor="middle">`,
    `<rect ${placed(box)} fill="${PAPER}"/>`,
    ...texts.map((line) => text({ ...line, x: label.x, y: box.y + line.y }, "line")),
    "</g>",
  ];
}

/** Paper around letters, so that lines below them do not disturb. */
function halo(colour: string): string {
  return `paint-order="stroke" stroke="${colour}" stroke-width="4" stroke-linejoin="round"`;
}

function legendLines({ entries, title }: Legend): string[] {
  return [
    text(title, "title"),
    ...entries.flatMap((entry) => {
      const { swatch } = entry;
      const { x, y, width, height } = swatch;
      const middle = y + height / 2;
      const from = { x: x + width - 8, y: middle };
      const line = `M${pair({ x, y: middle })}L${pair(from)}`;
      const shape =
        entry.kind === "node"
          ? nodeShape(entry.of, swatch)
          : entry.kind === "frame"
            ? frameShape(entry.of, swatch)
            : strokeShape(entry.of, line) + arrow(entry.of, from, { x: x + width, y: middle });
      return [`<g class="entry" data-of="${entry.of}">`, shape, text(entry.text, "line"), "</g>"];
    }),
  ];
}

function tooltip(resources: readonly string[]): string {
  return resources.length === 0 ? "" : `<title>${resources.map(escaped).join("\n")}</title>`;
}

function text({ text: content, font, colour, x, y }: TextLine, role: string): string {
  const weight = font.isBold ? ' font-weight="bold"' : "";
  return `<text class="${role}" x="${number(x)}" y="${number(y)}" font-size="${font.size}"${weight} fill="${colour}">${escaped(content)}</text>`;
}

function placed({ x, y, width, height }: Box): string {
  return `x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}"`;
}

function pair({ x, y }: Point): string {
  return `${number(x)} ${number(y)}`;
}

/** One decimal is finer than any screen. */
function number(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escaped(content: string): string {
  return content
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
