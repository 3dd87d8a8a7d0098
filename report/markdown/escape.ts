/** Characters that nobody sees, or that change how others are read: controls, directions of writing, halves of pairs. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

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
  const shown = visible(text);
  if (shown.trim() === "") return "(empty)";
  // A code span can't hold a pipe inside a table, nor a backtick in the shortest way of writing.
  return /^[^`|\s](?:[^`|]*[^`|\s])?$/u.test(shown) ? `\`${shown}\`` : htmlCode(text);
}

/** The same as HTML, for places in which Markdown is not read, such as a summary. */
export function htmlCode(text: string): string {
  return `<code>${entities(visible(text))}</code>`;
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

/** Whatever Markdown or HTML would read, and names that would be notified. An underscore inside a word means nothing. */
const MEANT = /[&<>|\\`*[\]~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|[@#](?=[\w-])/gu;

function words(text: string, isFirst: boolean): string {
  const plain = text.replace(MEANT, (character) => {
    // An entity would still mention somebody; a comment between does not.
    if (character === "@" || character === "#") return `${character}<!-- -->`;
    return /[&<>|]/.test(character) ? entities(character) : `\\${character}`;
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

/** A text of no more than so many characters, and how long the whole is. */
export function cut(text: string, length: number): string {
  const characters = Array.from(text);
  if (characters.length <= length) return text;
  return `${characters.slice(0, length).join("")}… (${characters.length} characters)`;
}

function escaped(character: string): string {
  return NAMED[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

function entities(text: string): string {
  return text.replaceAll(/[!-+:<>?-@[-`{-~]/g, (character) => `&#${character.charCodeAt(0)};`);
}
