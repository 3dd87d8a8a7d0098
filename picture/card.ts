import type { Node } from "./model.ts";
import { INK, KEY_TEXT, NODE_PAINT } from "./style.ts";
import { FONTS, type Font, lineHeight, textWidth, wrapped } from "./text.ts";
import { GIVEN_KEYS, type Language, joined, listed } from "./words.ts";

/** A line of text, by its left end and its baseline. */
export interface TextLine extends Line {
  readonly x: number;
  readonly y: number;
}

interface Line {
  readonly text: string;
  readonly font: Font;
  readonly colour: string;
}

/** A box as large as its text needs; its lines by their place from its upper left corner. */
export interface Card {
  readonly width: number;
  readonly height: number;
  readonly texts: readonly TextLine[];
}

/** No line of a box or a label is wider than that. */
const WIDEST = { box: 240, label: 166 } as const;

const PADDING = 11;
const GAP = 4;

/** Height of the lid of a store, which is drawn as a cylinder. */
export const LID = 7;

/** The box of a node: its name, what is said of it, and the names of its keys. */
export function cardOf(node: Node, language: Language): Card {
  const lid = node.kind === "store" ? LID : 0;
  const keys = node.keys.length === 0 ? [] : [joined(GIVEN_KEYS, listed(node.keys))];
  const texts = (lines: Node["lines"], font: Font, colour: string): Line[] =>
    lines
      .flatMap((line) => wrapped(line[language], font, WIDEST.box))
      .map((text) => ({ text, font, colour }));
  return stacked(
    [
      texts([node.title], FONTS.title, NODE_PAINT[node.kind].text),
      texts(node.lines, FONTS.line, INK),
      texts(keys, FONTS.line, KEY_TEXT),
    ],
    { top: PADDING + 2 * lid, bottom: PADDING + lid, side: PADDING },
  );
}

/** The label of a line. */
export function labelCard(label: readonly string[], colour: string): Card {
  const lines = label.flatMap((text) => wrapped(text, FONTS.label, WIDEST.label));
  const texts = lines.map((text): Line => ({ text, font: FONTS.label, colour }));
  return stacked([texts], { top: 2, bottom: 2, side: 4 });
}

interface Margins {
  readonly top: number;
  readonly bottom: number;
  readonly side: number;
}

/** Groups of lines one below the other, with a gap between them. */
function stacked(groups: readonly (readonly Line[])[], { top, bottom, side }: Margins): Card {
  let y = top;
  const texts = groups
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => {
      if (index > 0) y += GAP;
      return lines.map((line): TextLine => {
        const placed = { ...line, x: side, y: y + line.font.size };
        y += lineHeight(line.font);
        return placed;
      });
    });
  const widths = texts.map(({ text, font }) => textWidth(text, font));
  return { width: Math.ceil(Math.max(0, ...widths)) + 2 * side, height: y + bottom, texts };
}
