import type { Effect, Report, Verdict } from "../model.ts";
import { duration } from "./duration.ts";
import { code, cut } from "./escape.ts";
import { NAME_LENGTH } from "./section.ts";

const MEANING: Readonly<Record<Verdict, string>> = {
  nothing: "a run changes nothing.",
  safe: "no pod restarts, nothing is replaced or destroyed.",
  restarts: "pods are started anew.",
  replaces: "something is removed and made anew.",
  destroys: "something is removed for good.",
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

/** The verdict in one line, what it counts, and what the report is made from. Always short. */
export function headline(report: Report): string {
  const lines = [`## Stack ${name(report.stack)}: ${verdict(report)}`, counts(report), source(report)];
  return `${marker(report.stack)}\n${lines.filter((line) => line !== "").join("\n\n")}\n\n`;
}

function verdict({ verdict: word, errors }: Report): string {
  if (errors.length === 0) return `**${word}** – ${MEANING[word]}`;
  return `**failed** – the preview failed, so the rest tells no more than how far it came.`;
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

function name(text: string): string {
  return code(cut(text, NAME_LENGTH));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
