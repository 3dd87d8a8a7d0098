import type { TextLine } from "./card.ts";
import type { Box } from "./layout.ts";
import type { EdgeKind, FrameKind, NodeKind, Picture } from "./model.ts";
import { INK } from "./style.ts";
import { FONTS, textWidth } from "./text.ts";
import { EDGE_WORDS, FRAME_WORDS, LEGEND, type Language, NODE_WORDS } from "./words.ts";

/** One entry: how something is drawn, and what it stands for. */
export type Entry = { readonly swatch: Box; readonly text: TextLine } & (
  | { readonly kind: "node"; readonly of: NodeKind }
  | { readonly kind: "frame"; readonly of: FrameKind }
  | { readonly kind: "edge"; readonly of: EdgeKind }
);

export interface Legend {
  readonly title: TextLine;
  readonly entries: readonly Entry[];
  readonly height: number;
}

const ROW = 30;
const SWATCH = { width: 34, height: 20 } as const;
const GAP = 22;

/** What is drawn in the picture, all of it and nothing else, in rows of that width. */
export function legendOf(picture: Picture, language: Language, width: number): Legend {
  const kinds = [
    ...used(picture.nodes, NODE_WORDS).map(([of, words]) => ({
      kind: "node" as const,
      of,
      text: words[language],
    })),
    ...used(picture.frames, FRAME_WORDS).map(([of, words]) => ({
      kind: "frame" as const,
      of,
      text: words[language],
    })),
    ...used(picture.edges, EDGE_WORDS).map(([of, words]) => ({
      kind: "edge" as const,
      of,
      text: words[language],
    })),
  ];
  const title: TextLine = { text: LEGEND[language], font: FONTS.frame, colour: INK, x: 0, y: 15 };
  const left = Math.ceil(textWidth(title.text, title.font)) + GAP;
  let [x, y] = [left, 0];
  const entries = kinds.map(({ text, ...what }): Entry => {
    const long = SWATCH.width + 6 + Math.ceil(textWidth(text, FONTS.line));
    if (x + long > width && x > left) [x, y] = [left, y + ROW];
    const entry = {
      ...what,
      swatch: { x, y, ...SWATCH },
      text: { text, font: FONTS.line, colour: INK, x: x + SWATCH.width + 6, y: y + 15 },
    };
    x += long + GAP;
    return entry;
  });
  return { title, entries, height: y + ROW };
}

/** Kinds that occur, in the order of their words. */
export function used<Kind extends string, Word>(
  drawn: readonly { readonly kind: Kind }[],
  words: Readonly<Record<Kind, Word>>,
): [Kind, Word][] {
  return (Object.entries(words) as [Kind, Word][]).filter(([kind]) => drawn.some((one) => one.kind === kind));
}
