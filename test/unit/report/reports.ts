import type { Report } from "../../../report/model.ts";

/** A report of a run that changes nothing, with what a test puts into it. */
export function reportWith(parts: Partial<Report>): Report {
  return {
    stack: "prod",
    tier: "graph",
    base: "main",
    verdict: "nothing",
    because: [],
    changes: [],
    releases: [],
    objects: [],
    sql: [],
    findings: [],
    edges: [],
    cost: { restarts: 0, migrations: 0, expectedSeconds: 0, limitSeconds: 0 },
    byHand: [],
    outputs: [],
    errors: [],
    ...parts,
  };
}

/** Whether every fence and every `<details>` of a Markdown text is closed, the inner before the outer. */
export function isBalanced(markdown: string): boolean {
  let fence: string | undefined;
  let open = 0;
  for (const line of markdown.split("\n")) {
    const [, run] = /^(`{3,})/.exec(line) ?? [];
    if (fence !== undefined) {
      if (line === fence) fence = undefined;
    } else if (run !== undefined) fence = run;
    else if (line.startsWith("<details>")) open += 1;
    else if (line === "</details>") open -= 1;
    if (open < 0) return false;
  }
  return fence === undefined && open === 0;
}
