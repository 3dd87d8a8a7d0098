import type { Words } from "../../config/words.ts";

/** A language of the documentation. */
export type Language = keyof Words;

/** A table as Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Words as code. */
export function code(word: string): string {
  return `\`${word}\``;
}
