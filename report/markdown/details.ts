import type { Report, ResourceChange, SqlChange } from "../model.ts";
import { nameOf, typeOf } from "../identity.ts";
import { isRelease } from "../release.ts";
import { duration } from "./duration.ts";
import { fenceFor, fenced, prose, shortCode, visible } from "./escape.ts";
import { LEAF_COLUMNS, leafRows } from "./leaves.ts";
import { FAIR_BLOCK, NAME_LENGTH, type Section, list, table } from "./section.ts";

/** Values of every release that differ, a table for each. */
export function values({ changes, releases }: Report): Section[] {
  const names = new Map(releases.map(({ id, name }) => [id, name]));
  return changes
    .filter(({ id, leaves }) => isRelease(id) && leaves.length > 0)
    .map(({ id, leaves }) => {
      const title = `Values of release ${shortCode(names.get(id) ?? nameOf(id), NAME_LENGTH)}`;
      return table(title, "values of releases", LEAF_COLUMNS, leafRows(leaves));
    });
}

/** Images that differ, each pair once. */
export function images({ releases, objects }: Report): Section {
  const used = [...releases.flatMap((release) => release.objects), ...objects].flatMap((object) =>
    object.images.map((image) => ({ ...image, by: `${object.kind} ${object.name}` })),
  );
  const pairs = Map.groupBy(used, (image) => JSON.stringify([image.old, image.new]));
  const rows = [...pairs.values()].map((some) => {
    const [image] = some;
    const users = new Set(some.map(({ by }) => by));
    return [valueOf(image?.old), valueOf(image?.new), { value: [...users].join(", ") }];
  });
  return table("Images", "images", ["Before", "After", "Used by"], rows);
}

function valueOf(text: string | undefined): string | { value: string } {
  return text === undefined ? "" : { value: text };
}

const BY: Readonly<Record<SqlChange["by"], string>> = {
  machine: "by the machine that runs Pulumi",
  job: "by a Job in the cluster",
  person: "by the server's administrator, by hand",
};

/** Statements that would run, a block for each server. */
export function sql(report: Report): Section[] {
  return report.sql.map(({ server, by, statements }) => {
    const text = fenced(statements.map(terminated).join("\n"), "sql");
    const short = [`- ${statements.length} statements\n`];
    const title = `SQL on server ${shortCode(server, NAME_LENGTH)}, ${BY[by]}`;
    return list(title, "blocks of SQL", [{ text, short }], FAIR_BLOCK);
  });
}

function terminated(statement: string): string {
  return statement.startsWith("--") ? statement : `${statement};`;
}

/** Properties of what is neither a release nor an object in the cluster. */
export function properties({ changes }: Report): Section[] {
  const others = changes.filter(({ id, leaves }) => !isObject(id) && leaves.length > 0);
  const rows = others.flatMap(rowsOf);
  return [table("Properties of other resources", "properties", ["Resource", ...LEAF_COLUMNS], rows)];
}

function isObject(id: string): boolean {
  return typeOf(id).startsWith("kubernetes:");
}

function rowsOf({ id, leaves }: ResourceChange) {
  return leafRows(leaves).map((cells) => [{ value: nameOf(id) }, ...cells]);
}

/** Outputs of the stack that differ; other stacks may read them. */
export function outputs(report: Report): Section {
  return table("Outputs", "outputs", LEAF_COLUMNS, leafRows(report.outputs));
}

/** Edges of the graph that come and go. */
export function edges(report: Report): Section {
  const lines = report.edges.map(
    ({ effect, from, to }) => `${effect === "added" ? "+" : "-"} ${visible(from)} → ${visible(to)}\n`,
  );
  const fence = fenceFor(lines);
  const pieces = lines.map((text) => ({ text }));
  return { ...list("Edges of the graph", "edges", pieces), open: `${fence}diff\n`, close: `${fence}\n` };
}

/** What the operation takes. */
export function cost({ cost: { restarts, migrations, expectedSeconds, limitSeconds } }: Report): Section {
  const lines = [
    ...(restarts > 0 ? [`Workloads whose pods are started anew: ${restarts}`] : []),
    ...(migrations > 0 ? [`Hook Jobs that run, migrations among them: ${migrations}`] : []),
    ...(expectedSeconds > 0
      ? [`Time where every probe succeeds at once, without pulling images: ${duration(expectedSeconds)}`]
      : []),
    ...(limitSeconds > 0 ? [`Time after which the releases give up: ${duration(limitSeconds)}`] : []),
  ];
  return list(
    "Cost",
    "lines of the cost",
    lines.map((line) => ({ text: `- ${prose(line)}\n` })),
  );
}
