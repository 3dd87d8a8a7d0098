import type { ObjectChange, ReleaseChange, Report } from "../model.ts";
import { code, cut, fenced, htmlCode, prose } from "./escape.ts";
import { FAIR_BLOCK, NAME_LENGTH, type Piece, type Section, list } from "./section.ts";

/** The manifests that differ, object by object, of each release and of what the program sends itself. */
export function changedObjects({ releases, objects }: Report): Section[] {
  const notCompared = releases.flatMap(({ name, notRendered }) =>
    notRendered === undefined ? [] : [{ text: `- ${code(name)}: ${prose(notRendered)}\n` }],
  );
  return [
    list("Releases whose objects were not compared", "releases not compared", notCompared),
    ...releases.map(ofRelease),
    list("Objects without a release", "manifest diffs", objects.map(piece), FAIR_BLOCK),
  ];
}

function ofRelease({ name, objects, hooks }: ReleaseChange): Section {
  const jobs = hooks.map((hook) => code(cut(hook, NAME_LENGTH))).join(", ");
  const run = { text: `Hook Jobs that helm runs: ${jobs}\n\n` };
  const pieces = [...(hooks.length > 0 ? [run] : []), ...objects.map(piece)];
  return list(`Objects of release ${code(cut(name, NAME_LENGTH))}`, "manifest diffs", pieces, FAIR_BLOCK);
}

const DONE: Readonly<Record<ObjectChange["effect"], string>> = {
  create: "created",
  update: "updated",
  replace: "replaced",
  delete: "deleted",
};

function piece(object: ObjectChange): Piece {
  const place = object.namespace === "" ? object.name : `${object.namespace}/${object.name}`;
  const remarks = [DONE[object.effect], ...(object.restarts ? ["pods restart"] : [])].join(", ");
  const title = `${htmlCode(cut(`${object.kind} ${place}`, NAME_LENGTH))} – ${remarks}`;
  if (object.diff === "") return { text: `- ${title}\n` };
  const lines = object.diff.trimEnd().split("\n").length;
  return {
    text: `<details><summary>${title}</summary>\n\n${fenced(object.diff, "diff")}\n</details>\n\n`,
    short: `- ${title}: ${lines} lines of diff\n`,
  };
}
