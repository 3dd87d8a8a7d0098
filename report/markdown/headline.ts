import type { Effect, Report, Verdict } from "../model.ts";
import { duration } from "./duration.ts";
import { shortCode } from "./escape.ts";
import { NAME_LENGTH } from "./section.ts";

const MEANING: Readonly<Record<Verdict, string>> = {
  nothing: "a run changes nothing.",
  safe: "no pod restarts, nothing is replaced or destroyed.",
  restarts: "pods are started anew.",
  replaces: "something is removed and made anew.",
  destroys: "something is removed for good, or data leaves the stack.",
  "keys change": "a key gets another value.",
};

/** In the order in which they are counted. */
const DONE: Readonly<Record<Exclude<Effect, "same">, string>> = {
  delete: "deleted",
  replace: "replaced",
  forget: "forgotten",
  update: "updated",
  create: "created",
  rename: "renamed",
};

/** A stack's name as part of a file's name and of a comment in HTML, in which two hyphens would end it. */
export function plainName(stack: string): string {
  return stack
    .replaceAll(/[^\w.-]/g, "-")
    .replaceAll(/-{2,}/g, "-")
    .slice(0, 100);
}

/** What a workflow finds its comment by: the first line of it, which nobody sees. */
function marker(stack: string): string {
  return `<!-- bkpaas-report ${plainName(stack)} -->`;
}

/** The verdict in one line, what it counts, what the report is made from and goes with. Always short. */
export function headline(report: Report): string {
  const title = `## Stack ${name(report.stack)}: ${verdict(report)}`;
  const lines = [title, because(report), counts(report), source(report), held(report)];
  return `${marker(report.stack)}\n${lines.filter((line) => line !== "").join("\n\n")}\n\n`;
}

function verdict({ verdict: word, errors }: Report): string {
  if (errors.length === 0) return `**${word}** – ${MEANING[word]}`;
  return `**failed** – the preview failed, so the rest tells no more than how far it came.`;
}

/** Names that the headline gives; the others are in the table below. */
const CULPRITS = 5;

function because({ because: names, errors }: Report): string {
  if (names.length === 0 || errors.length > 0) return "";
  const more = names.length > CULPRITS ? ` and ${names.length - CULPRITS} more` : "";
  return `Because of ${names.slice(0, CULPRITS).map(name).join(", ")}${more}.`;
}

function counts({ changes, cost }: Report): string {
  const counted = (Object.keys(DONE) as (keyof typeof DONE)[]).flatMap((effect) => {
    const count = changes.filter((change) => change.effect === effect).length;
    return count === 0 ? [] : [`${count} ${DONE[effect]}`];
  });
  const costs = [
    ...(cost.restarts > 0 ? [`workloads that restart: ${cost.restarts}`] : []),
    ...(cost.migrations > 0 ? [`hook Jobs that run: ${cost.migrations}`] : []),
    ...(cost.expectedSeconds > 0 ? [`at best ${duration(cost.expectedSeconds)}`] : []),
  ];
  const resources = counted.length === 0 ? [] : [`Resources: ${counted.join(", ")}`];
  return [...resources, ...costs].map((part) => `${capital(part)}.`).join(" ");
}

function source({ tier, base }: Report): string {
  return tier === "graph"
    ? `Compared with ${name(base)}. Without credentials, from the recorded graphs.`
    : `Compared with the stack's state, charts with those of ${name(base)}. From a preview of the stack itself.`;
}

function held({ expectation }: Report): string {
  return expectation === undefined ? "" : `Expected steps: digest ${name(expectation)}.`;
}

function name(text: string): string {
  return shortCode(text, NAME_LENGTH);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
