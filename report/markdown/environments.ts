import { graphChanges, outputChanges } from "../changes/graph-changes.ts";
import type { Graph } from "../graph.ts";
import { isComponent, nameOf } from "../identity.ts";
import type { LeafChange, ResourceChange, Shown } from "../model.ts";
import { isRelease } from "../release.ts";
import { code } from "./escape.ts";
import { whole } from "./fit.ts";
import { type Cell, type Section, list, table } from "./section.ts";

/** A recorded environment. */
export interface Environment {
  readonly name: string;
  readonly graph: Graph;
}

/**
 * How two environments differ, as Markdown: what is set up in another way, what only one of them has, and every value that
 * is another one. Secrets are left out: two environments share none.
 */
export function environmentsDocument(a: Environment, b: Environment): string {
  const changes = graphChanges(a.graph, b.graph).map((change) => ({
    ...change,
    leaves: open(change.leaves),
  }));
  const differing = changes.filter(({ leaves }) => leaves.length > 0);
  const [components, resources] = parted(differing, ({ id, new: now }) =>
    isComponent(id, now ?? { inputs: {} }),
  );
  const [releases, others] = parted(resources, ({ id }) => isRelease(id));
  const columns = [a.name, b.name].map(code);
  const sections = [
    leavesTable("Set up in another way", components, columns),
    only(a.name, changes, "old"),
    only(b.name, changes, "new"),
    ...releases.map((release) => leavesTable(`Values of ${nameOf(release.id)}`, [release], columns)),
    leavesTable("Other resources that differ", others, columns),
    table(
      "Outputs that differ",
      "outputs",
      ["Output", ...columns],
      open(outputChanges(a.graph, b.graph)).map(row),
    ),
  ];
  return whole(
    headline(a.name, b.name, changes),
    sections.filter(({ pieces }) => pieces.length > 0),
  );
}

function headline(a: string, b: string, changes: readonly ResourceChange[]): string {
  const counts = [
    `${inOne(changes, "old").length} only in ${code(a)}`,
    `${inOne(changes, "new").length} only in ${code(b)}`,
    `${changes.filter(({ old, new: now, leaves }) => old && now && leaves.length > 0).length} in both that differ`,
  ];
  return `## How ${code(a)} and ${code(b)} differ\n\nResources: ${counts.join(", ")}. From the recorded graphs; secrets are not compared.\n\n`;
}

/** Leaves that are no secret on either side. */
function open(leaves: readonly LeafChange[]): LeafChange[] {
  return leaves.filter(({ old, new: now }) => old?.kind !== "secret" && now?.kind !== "secret");
}

/** What only the one or only the other side has. */
function inOne(changes: readonly ResourceChange[], side: "old" | "new"): ResourceChange[] {
  return changes.filter(
    (change) => change[side] !== undefined && change[side === "old" ? "new" : "old"] === undefined,
  );
}

function only(environment: string, changes: readonly ResourceChange[], side: "old" | "new"): Section {
  const pieces = inOne(changes, side).map(({ id }) => ({ text: `- ${code(id)}\n` }));
  return list(`Only in ${code(environment)}`, "resources", pieces);
}

function leavesTable(title: string, changes: readonly ResourceChange[], columns: readonly string[]): Section {
  const rows = changes.flatMap(({ id, leaves }) => {
    const name = changes.length === 1 ? "" : `${nameOf(id)}: `;
    return leaves.map((leaf) => row({ ...leaf, path: name + leaf.path }));
  });
  return table(title, "values", ["Property", ...columns], rows);
}

function row({ path, old, new: now }: LeafChange): Cell[] {
  return [{ value: path }, valueOf(old), valueOf(now)];
}

function valueOf(shown: Shown | undefined): Cell {
  if (shown === undefined) return "–";
  return shown.kind === "plain" ? { value: shown.text } : "(only the run tells)";
}

function parted<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}
