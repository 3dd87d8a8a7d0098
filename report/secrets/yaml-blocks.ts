/** A line of YAML after which its text stands, in lines that are deeper. */
const HEAD = /^([ \t]*)(?:- +)*["']?([\w.-]+)["']?:[ \t]+[|>][-+\d]*[ \t]*\r?$/;

/** What the line above a `value` calls it. */
const NAME = /^[ \t]*(?:- +)*name:[ \t]+["']?([\w.-]+)["']?[ \t]*\r?$/;

/**
 * A text with one line in the place of each YAML text of several lines.
 * @param hidden that line for a text, by what it is called; undefined where it stays
 */
export function withoutBlocks(
  text: string,
  hidden: (name: string, block: string) => string | undefined,
): string {
  const lines = text.split("\n");
  const shown: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    shown.push(line);
    const [, margin = "", key] = HEAD.exec(line) ?? [];
    if (key === undefined) continue;
    const [, beside] = key === "value" ? (NAME.exec(lines[at - 1] ?? "") ?? []) : [];
    const { indent, end } = blockAt(lines, at + 1, margin);
    const block = lines.slice(at + 1, end).join("\n");
    const instead = hidden(beside ?? key, block.trim());
    if (instead === undefined) continue;
    shown.push(`${indent}${instead}${block.endsWith("\r") ? "\r" : ""}`);
    at = end - 1;
  }
  return shown.join("\n");
}

/** Lines from one on that are as deep as the first that is not empty, without empty ones at their end. */
function blockAt(lines: readonly string[], from: number, margin: string): { indent: string; end: number } {
  let indent = "";
  let end = from;
  for (let at = from; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const [blanks = ""] = /^[ \t]*/.exec(line) ?? [];
    if (line.trim() === "") continue;
    if (indent === "" && blanks.length > margin.length) indent = blanks;
    if (indent === "" || !line.startsWith(indent)) break;
    end = at + 1;
  }
  return { indent, end };
}
