import assert from "node:assert/strict";

/** What a report says, read from its Markdown as a person would. */
export interface ReadReport {
  readonly verdict: string;
  /** Effect and name of every resource in the table, sorted. */
  readonly effects: readonly string[];
  /** Kind and name of every object whose pods restart, sorted. */
  readonly restarts: readonly string[];
  /** Rules of the findings. */
  readonly rules: readonly string[];
}

/** Reads the whole report of `make report`. */
export function readReport(markdown: string): ReadReport {
  const [, verdict] = /^## Stack .*: \*\*(.+?)\*\*/m.exec(markdown) ?? assert.fail(`no verdict: ${markdown}`);
  const rows = section(markdown, "Resources").matchAll(/^\| (\w+) \| `(\S+?)` \|/gm);
  // What stands above the diff of each fold names the objects; a cause may stand there too.
  const folds = markdown.split(/^(?=- <code>|<details>)/m).map((fold) => fold.split(/^```/m)[0] ?? "");
  const objects = folds
    .filter((fold) => / – \w+, pods restart/.test(fold))
    .map((fold) => fold.replace(/ because of .*$/m, ""))
    .flatMap((fold) => [...fold.matchAll(/<code>(\w+) (?:\S+\/)?(\S+?)<\/code>/g)]);
  const rules = section(markdown, "Findings").matchAll(/^- \*\*(.+?)\*\*/gm);
  return {
    verdict: verdict ?? "",
    effects: [...rows].map(([, effect = "", name = ""]) => `${effect} ${name}`).sort(),
    restarts: objects.map(([, kind = "", name = ""]) => `${kind}/${name}`).sort(),
    rules: [...rules].map(([, rule = ""]) => rule),
  };
}

/** What stands below a heading; empty where there is none. */
function section(markdown: string, title: string): string {
  return markdown.split(/^### /m).find((part) => part.startsWith(`${title}\n`)) ?? "";
}
