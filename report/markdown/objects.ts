import type { ObjectChange, ReleaseChange, Report } from "../model.ts";
import { VERDICTS } from "../model.ts";
import { keyOf } from "../manifests/objects.ts";
import { severityOfObject } from "../judgement/verdict.ts";
import { changedLines, shortDiff, withoutSigns } from "./diffs.ts";
import { code, cut, fenced, htmlCode, prose, shortCode, visible } from "./escape.ts";
import { FAIR_BLOCK, NAME_LENGTH, type Piece, type Section, list } from "./section.ts";

/** The manifests that differ, object by object, of each release and of what the program sends itself. */
export function changedObjects({ releases, objects }: Report): Section[] {
  const notCompared = releases.flatMap(({ name, notRendered }) =>
    notRendered === undefined ? [] : [{ text: `- ${code(name)}: ${prose(notRendered)}\n` }],
  );
  const changed = new Set([...releases.flatMap((release) => release.objects), ...objects].map(keyOf));
  return [
    list("Releases whose objects were not compared", "releases not compared", notCompared),
    ...releases.map((release) => ofRelease(release, changed)),
    list("Objects without a release", "manifest diffs", pieces(objects, changed), FAIR_BLOCK),
  ];
}

function ofRelease({ name, objects, hooks }: ReleaseChange, changed: ReadonlySet<string>): Section {
  const jobs = hooks.map((hook) => shortCode(hook, NAME_LENGTH)).join(", ");
  const run = { text: `Hook Jobs that helm runs: ${jobs}\n\n`, count: 0 };
  const all = [...(hooks.length > 0 ? [run] : []), ...pieces(objects, changed)];
  return list(`Objects of release ${shortCode(name, NAME_LENGTH)}`, "manifest diffs", all, FAIR_BLOCK);
}

/** Objects that come or go and are told one by one. */
const FEW = 3;

/** The severest first. What changes alike is one piece, and so is what only comes or goes where that is much. */
function pieces(objects: readonly ObjectChange[], changed: ReadonlySet<string>): Piece[] {
  const many = (["create", "delete"] as const).filter(
    (effect) => objects.filter((object) => object.effect === effect).length > FEW,
  );
  const isOneOfMany = ({ effect }: ObjectChange): boolean => many.some((other) => other === effect);
  const groups = Map.groupBy(objects, (object) =>
    isOneOfMany(object) ? object.effect : likeness(object, changed),
  );
  return [...groups.values()]
    .sort((some, others) => rank(others) - rank(some))
    .flatMap(([first, ...others]) => {
      if (!first) return [];
      return isOneOfMany(first) ? wholesale(first, others) : alike(first, others, changed);
    });
}

function rank(objects: readonly ObjectChange[]): number {
  return Math.max(...objects.map((object) => VERDICTS.indexOf(severityOfObject(object))));
}

/** The same for objects that change alike. */
function likeness(object: ObjectChange, changed: ReadonlySet<string>): string {
  const { effect, restarts, diff } = object;
  return JSON.stringify([effect, restarts, causesOf(object, changed), changedLines(diff)]);
}

const DONE: Readonly<Record<ObjectChange["effect"], string>> = {
  create: "created",
  update: "updated",
  replace: "replaced",
  delete: "deleted",
};

/** Names in a summary; the others stand below it. */
const NAMED = 5;

/** Objects in which the same lines change, with the diff of the first. */
function alike(first: ObjectChange, more: readonly ObjectChange[], changed: ReadonlySet<string>): Piece {
  const names = [first, ...more].map((object) => htmlCode(cut(visible(titleOf(object)), NAME_LENGTH)));
  const [shown, others] = [names.slice(0, NAMED), names.slice(NAMED)];
  const said = others.length === 0 ? "" : ` and ${others.length} more`;
  const summary = `${shown.join(", ")}${said} – ${remarks(first, changed)}`;
  const count = names.length;
  if (first.diff === "") return { text: `- ${names.join(", ")} – ${remarks(first, changed)}\n`, count };
  const below = [
    ...(more.length > 0 ? [`The same lines change in each; this is the first.`] : []),
    ...(others.length > 0 ? [`The others: ${others.join(", ")}`] : []),
  ];
  const lines = first.diff.trimEnd().split("\n").length;
  const written = (diff: string): string => fold(summary, [...below, fenced(diff, "diff").trimEnd()]);
  return {
    text: written(first.diff),
    short: [written(shortDiff(first.diff)), `- ${summary}: ${lines} lines of diff\n`],
    count,
  };
}

function remarks(object: ObjectChange, changed: ReadonlySet<string>): string {
  const causes = causesOf(object, changed).map((cause) => htmlCode(cut(visible(cause), NAME_LENGTH)));
  const why = causes.length === 0 ? "" : ` because of ${causes.join(", ")}`;
  return [DONE[object.effect], ...(object.restarts ? [`pods restart${why}`] : [])].join(", ");
}

/** What its pods read and a run changes, such as a Secret whose checksum they carry. */
function causesOf({ sources = [] }: ObjectChange, changed: ReadonlySet<string>): string[] {
  return sources.filter((key) => changed.has(key)).map((key) => key.replace("/", " "));
}

/** Bytes of objects that only come or go, in a comment. */
const FAIR_WHOLESALE = 8192;

/** Many objects that come or go: how many of each kind, their names, and below them what they are. */
function wholesale(first: ObjectChange, more: readonly ObjectChange[]): Piece {
  const some = [first, ...more];
  const kinds = [...Map.groupBy(some, ({ kind }) => kind)];
  const counts = kinds.map(([kind, those]) => `${those.length} ${htmlCode(cut(visible(kind), NAME_LENGTH))}`);
  const summary = `${some.length} objects ${DONE[first.effect]}: ${counts.join(", ")}`;
  const names = kinds.map(([kind, those]) => {
    const shown = those.map((object) => shortCode(placeOf(object), NAME_LENGTH));
    return `- ${shortCode(kind, NAME_LENGTH)}: ${shown.join(", ")}`;
  });
  const yaml = fenced(some.map(({ diff }) => withoutSigns(diff)).join("\n---\n"), "yaml").trimEnd();
  return {
    text: fold(summary, [names.join("\n"), yaml]),
    short: [fold(summary, [names.join("\n")]), `- ${summary}\n`],
    count: some.length,
    fair: FAIR_WHOLESALE,
  };
}

/** What can be folded away, in paragraphs. */
function fold(summary: string, paragraphs: readonly string[]): string {
  return `<details><summary>${summary}</summary>\n\n${paragraphs.join("\n\n")}\n\n</details>\n\n`;
}

function titleOf(object: ObjectChange): string {
  return `${object.kind} ${placeOf(object)}`;
}

function placeOf({ namespace, name }: ObjectChange): string {
  return namespace === "" ? name : `${namespace}/${name}`;
}
