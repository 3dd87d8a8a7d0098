import fs from "node:fs";
import path from "node:path";
import { CHECKOUT } from "./layout.ts";

/** What a variable of `make` has to name. */
type Kind = "folder to read" | "folder to write" | "file to write";

/** Variables that name files and folders, by command. */
const PLACES: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  comment: { OUT: "folder to read" },
  "drift-issue": { OUT: "folder to read" },
  expect: { FILE: "file to write" },
  report: { OUT: "folder to write", FILE: "file to write" },
};

/**
 * Looks at the files and folders that a user names, before minutes go by in a preview.
 * @returns what is wrong with one and what to do; undefined where nothing is, or where none is named
 */
export function problemOfPlaces(command: string, environment: NodeJS.ProcessEnv): string | undefined {
  for (const [variable, kind] of Object.entries(PLACES[command] ?? {})) {
    const named = environment[variable];
    const problem = named && problemOf(kind, path.resolve(CHECKOUT, named));
    if (problem) return `${variable}=${named} ${problem}`;
  }
  return undefined;
}

function problemOf(kind: Kind, place: string): string | undefined {
  const found = kindAt(place);
  if (kind === "folder to read") {
    return found === "folder"
      ? undefined
      : "is no folder: name the one with the files of the job, see docs/ci.md.";
  }
  if (kind === "folder to write" && found === "file") {
    return "is a file: name a folder; it is made where there is none.";
  }
  if (kind === "file to write" && found === "folder") return "is a folder: name a file in it.";
  return blockedBy(place);
}

function kindAt(place: string): "file" | "folder" | "nothing" {
  const found = fs.statSync(place, { throwIfNoEntry: false });
  if (found === undefined) return "nothing";
  return found.isDirectory() ? "folder" : "file";
}

/** A file where a folder would have to be made. */
function blockedBy(place: string): string | undefined {
  const above = path.dirname(place);
  const found = kindAt(above);
  if (found === "nothing") return blockedBy(above);
  return found === "file" ? `can't be made, for ${above} is a file: name another place.` : undefined;
}
