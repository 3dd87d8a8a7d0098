import { isImmutable } from "../../config/secrets/catalogue.ts";
import type { Action, Verdict } from "./verdict.ts";

const WORDS: Readonly<Record<Action, string>> = {
  adopt: "to be adopted",
  configured: "in the configuration already",
  kept: "in the stack already",
  generate: "nowhere: to be generated",
  refuse: "REFUSED",
};

/**
 * What was found of every key and is to be done with it: a line for each, and below it the places. Values are shown as
 * fingerprints only.
 */
export function report(verdicts: readonly Verdict[], show: (verdict: Verdict) => string): string {
  const names = Math.max(...verdicts.map(({ name }) => name.length));
  return verdicts
    .flatMap((verdict) => [
      `${verdict.name.padEnd(names)}  ${show(verdict).padEnd(12)}  ${WORDS[verdict.action]}`,
      ...details(verdict).map((line) => `${" ".repeat(names)}  ${line}`),
    ])
    .join("\n");
}

function details(verdict: Verdict): string[] {
  const { problems, places, notes } = verdict;
  return [
    ...problems,
    ...(problems.length > 0 ? [] : places.map((place) => `in ${place}`)),
    ...published(verdict),
    ...notes.map((note) => `not this key: ${note}`),
  ];
}

function published({ name, published: place }: Verdict): string[] {
  if (place === undefined) return [];
  const remedy = isImmutable(name)
    ? "it can't change without its data; keep everybody from the database and its backups"
    : `afterwards: make rotate KEY=${name}`;
  return [`published: ${place}; ${remedy}`];
}
