import type { Piece, Section } from "./section.ts";

/**
 * The room in a comment of GitHub is 65,536 of what it calls characters, less what a workflow adds to keep names from being
 * notified. Counted here are bytes of UTF-8: never fewer than characters in whatever way of counting, so that what fits here
 * fits there. GitLab takes a million.
 */
export const COMMENT_LIMIT = 64_000;

/** Everything, however long. */
export function whole(head: string, sections: readonly Section[]): string {
  return (
    head +
    sections
      .map((section) =>
        written(
          section,
          section.pieces.map(({ text }) => text),
        ),
      )
      .join("")
  );
}

/**
 * As much as fits, the first sections first; a piece is there in full, in its short form, or not at all. At the end it
 * says what is missing and where all of it is.
 * @param head is always there
 * @param place name of the file with the whole report
 */
export function fit(
  head: string,
  sections: readonly Section[],
  place: string,
  limit: number = COMMENT_LIMIT,
): string {
  const composed = (shown: readonly Texts[]): string => {
    const parts = sections.map((section, index) => written(section, shown[index] ?? []));
    return head + parts.join("") + missing(sections, shown, place);
  };
  const roomy = composed(sections.map((section) => chosen(section, Infinity)));
  if (bytes(roomy) <= limit) return roomy;

  const nothing = sections.map(({ pieces }) => pieces.map(() => undefined));
  let room = limit - bytes(composed(nothing));
  const shown = sections.map((section) => {
    const texts = chosen(section, room);
    room -= bytes(written(section, texts));
    return texts;
  });
  return composed(shown);
}

type Texts = readonly (string | undefined)[];

/** The text of each piece of a section, undefined where there is no room for it. */
function chosen(section: Section, room: number): Texts {
  let left = room - bytes(frame(section, "x"));
  return section.pieces.map((piece) => {
    const text = forms(piece, piece.fair ?? section.fair).find((form) => bytes(form) <= left);
    left -= bytes(text ?? "");
    return text;
  });
}

/** What a piece may look like in a comment, the best first. The last one is taken even where it is long. */
function forms({ text, short = [] }: Piece, fair: number): string[] {
  const all = [text, ...short];
  const [first, ...others] = all.filter((form) => bytes(form) <= fair);
  return first === undefined ? all.slice(-1) : [first, ...others];
}

/** Nothing where nothing of it is shown. */
function written(section: Section, texts: Texts): string {
  const body = texts.filter((text) => text !== undefined).join("");
  return body === "" ? "" : frame(section, body);
}

function frame({ title, open, close }: Section, body: string): string {
  return `### ${title}\n\n${open}${body}${close}`.trimEnd() + "\n\n";
}

/** Says how many pieces of each kind are left out or shortened; nothing where none is. */
function missing(sections: readonly Section[], shown: readonly Texts[], place: string): string {
  const counts = new Map<string, { missing: number; all: number }>();
  sections.forEach(({ what, pieces }, index) => {
    const count = counts.get(what) ?? { missing: 0, all: 0 };
    counts.set(what, {
      missing: count.missing + counted(pieces.filter(({ text }, at) => shown[index]?.[at] !== text)),
      all: count.all + counted(pieces),
    });
  });
  const parts = [...counts]
    .filter(([, count]) => count.missing > 0)
    .map(([what, count]) => `${count.missing} of ${count.all} ${what}`);
  if (parts.length === 0) return "";
  return `---\n\nToo long for a comment, so left out or shortened: ${parts.join(", ")}. The whole report is the file \`${place}\`.\n`;
}

function counted(pieces: readonly Piece[]): number {
  return pieces.reduce((total, { count = 1 }) => total + count, 0);
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}
