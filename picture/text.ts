/** A font of the picture: its size in pixels, and whether it is bold. */
export interface Font {
  readonly size: number;
  readonly isBold: boolean;
}

/** Fonts for both languages, each with others where it is not there. */
export const FONT_FAMILY =
  "'Noto Sans','Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei','Helvetica Neue',Arial,sans-serif";

export const FONTS = {
  heading: { size: 20, isBold: true },
  title: { size: 14, isBold: true },
  frame: { size: 13, isBold: true },
  line: { size: 12, isBold: false },
  label: { size: 11, isBold: false },
} as const satisfies Readonly<Record<string, Font>>;

/** Height of a line of text. */
export function lineHeight({ size }: Font): number {
  return Math.round(size * 1.35);
}

/** Widths in parts of the font's size: those of DejaVu Sans, which is wider than every font of the list. */
const WIDTHS: readonly (readonly [characters: RegExp, width: number])[] = [
  [/[ijlIJ']/, 0.3],
  [/[ .,:;/\\|-]/, 0.37],
  [/[frt()[\]"!]/, 0.46],
  [/[cszF*_L]/, 0.58],
  [/[a-zEPTY0-9]/, 0.64],
  [/[ABKRSVXZC]/, 0.7],
  [/[A-Z&]/, 0.79],
  [/[+=<>~#×→]/, 0.84],
];
/** Of m, w, M, W, @ and %, and of Chinese characters. */
const WIDEST = 1;
const BOLD = 1.1;

/** At most as wide as this is a text in pixels, in any font of the list. */
export function textWidth(text: string, { size, isBold }: Font): number {
  const ems = Array.from(text, emsOf);
  return ems.reduce((sum, em) => sum + em, 0) * size * (isBold ? BOLD : 1);
}

function emsOf(character: string): number {
  if (/[mwMW@%]/.test(character)) return WIDEST;
  return WIDTHS.find(([set]) => set.test(character))?.[1] ?? WIDEST;
}

/** Where a line may end: after a space, and around a Chinese character, but never before a punctuation. */
const PIECES =
  /[\u2e80-\u9fff\uff00-\uffef][，。；：、）]*|[^\s\u2e80-\u9fff\uff00-\uffef]+[，。；：、）]*\s*|\s+/gu;

/** A text in lines that are no wider than that; a piece that is wider by itself, such as an address, is cut. */
export function wrapped(text: string, font: Font, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of (text.match(PIECES) ?? []).flatMap((one) => cut(one, font, width))) {
    if (line !== "" && textWidth((line + piece).trimEnd(), font) > width) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += piece;
  }
  return [...lines, line.trimEnd()].filter((one) => one !== "");
}

/** An address is cut behind a dot or a slash, whatever has none of them anywhere. */
function cut(piece: string, font: Font, width: number): string[] {
  if (textWidth(piece.trimEnd(), font) <= width) return [piece];
  const characters = Array.from(piece);
  const fitting = characters.findIndex(
    (_, end) => textWidth(characters.slice(0, end + 1).join(""), font) > width,
  );
  const first = characters.slice(0, fitting).join("");
  const end = Math.max(first.lastIndexOf("."), first.lastIndexOf("/")) + 1 || first.length;
  return [piece.slice(0, end), ...cut(piece.slice(end), font, width)];
}
