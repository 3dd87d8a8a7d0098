/**
 * Characters that nobody sees, or that change how others are read: controls, directions of writing, halves of pairs, and
 * what fonts show as nothing.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Written as programmers know them. */
const NAMED: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A text in which every character can be seen, on one line. */
export function visible(text: string): string {
  return text.replace(UNSEEN, escaped);
}

/**
 * A text as code, in a sentence or in a cell of a table: nothing in it is read as Markdown or HTML, and nobody is mentioned,
 * for GitHub and GitLab look for `@name` and `#1` outside of code only.
 */
export function code(text: string): string {
  if (text === "") return "(empty)";
  const shown = edged(text);
  // A code span can't hold a pipe inside a table, nor a backtick in the shortest way of writing.
  return /[`|]/.test(shown) ? htmlCode(text) : `\`${shown}\``;
}

/** The same as HTML, for places in which Markdown is not read, such as a summary. */
export function htmlCode(text: string): string {
  return `<code>${entities(edged(text))}</code>`;
}

/** A text as code, cut where it is long: it takes no more than six bytes for each character. */
export function shortCode(text: string, length: number, other?: string): string {
  return code(cut(visible(text), length, other === undefined ? undefined : visible(other)));
}

/** A visible text whose blanks at both ends are seen as well: a browser would drop them. */
function edged(text: string): string {
  return visible(text).replace(/^\s+|\s+$/g, (blanks) => Array.from(blanks, escaped).join(""));
}

/**
 * A text that is no code: words of the program or of the engine, with names of a user in between. What stands between two
 * backticks is code.
 */
export function prose(text: string): string {
  return visible(text.trim())
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 1 ? code(part) : words(part, index === 0)))
    .join("");
}

/** Whatever Markdown, HTML or a formula would read, and names that would be notified. An underscore inside a word means nothing. */
const MEANT = /[&<>|$\\`*[\]~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|[@#](?=[\w-])/gu;

function words(text: string, isFirst: boolean): string {
  const plain = text.replace(MEANT, (character) => {
    // An entity would still mention somebody; a comment between does not.
    if (character === "@" || character === "#") return `${character}<!-- -->`;
    return /[&<>|$]/.test(character) ? entities(character) : `\\${character}`;
  });
  // At its beginning it would be a heading or a list.
  return isFirst ? plain.replace(/^[-+=#\d](?!<)/, (character) => `&#${character.charCodeAt(0)};`) : plain;
}

/** A block of code, inside a fence that is longer than any run of backticks in it. */
export function fenced(text: string, language: string): string {
  const shown = text
    .trimEnd()
    .replace(UNSEEN, (character) =>
      character === "\n" || character === "\t" ? character : escaped(character),
    );
  const fence = fenceFor([shown]);
  return `${fence}${language}\n${shown}\n${fence}\n`;
}

/** A fence for blocks that hold these texts. */
export function fenceFor(texts: readonly string[]): string {
  const runs = texts.flatMap((text) => [...text.matchAll(/`+/g)].map(([run]) => run.length));
  return "`".repeat(Math.max(2, ...runs) + 1);
}

/**
 * A text of about so many characters, and how long the whole is. Its middle is left out, for names are told apart by their
 * ends; where another text stands beside it, the part in which the two begin to differ stays.
 */
export function cut(text: string, length: number, other?: string): string {
  const characters = Array.from(text);
  const count = characters.length;
  if (count <= length) return text;
  const part = (from: number, to: number): string => characters.slice(from, to).join("");
  const quarter = Math.floor(length / 4);
  const room = length - quarter;
  const difference = other === undefined ? 0 : firstDifference(characters, Array.from(other));
  const from = Math.min(difference - quarter, count - room);
  const shown =
    difference < room
      ? `${part(0, room)}…${part(count - quarter, count)}`
      : `${part(0, quarter)}…${part(from, from + room)}${from + room < count ? "…" : ""}`;
  return `${shown} (${count} characters)`;
}

function firstDifference(one: readonly string[], other: readonly string[]): number {
  const index = one.findIndex((character, at) => character !== other[at]);
  return index === -1 ? one.length : index;
}

function escaped(character: string): string {
  return NAMED[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

function entities(text: string): string {
  return text.replaceAll(/[!-+:<>?-@[-`{-~]/g, (character) => `&#${character.charCodeAt(0)};`);
}
