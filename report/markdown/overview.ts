import type { Report, ResourceChange } from "../model.ts";
import { nameOf, typeOf } from "../identity.ts";
import { isRefused } from "../judgement/protection.ts";
import { code, cut, fenced, prose, shortCode } from "./escape.ts";
import { type Cell, FAIR_BLOCK, NAME_LENGTH, type Section, list, table } from "./section.ts";

/** Characters of an error in a comment, where it is a long one. */
const SHORT_ERROR = 2000;

/** Why the preview failed, in the words of the engine. */
export function errors(report: Report): Section {
  const pieces = report.errors.map((error) => ({
    text: `${fenced(error, "")}\n`,
    short: [`${fenced(cut(error, SHORT_ERROR), "")}\n`],
  }));
  return list("Why the preview failed", "errors", pieces, FAIR_BLOCK);
}

/** Resources that a finding names in a comment; the others are in the whole report. */
const SUBJECTS = 5;

/** Broken rules and warnings, those with the same words together. */
export function findings(report: Report): Section {
  const alike = Map.groupBy(report.findings, ({ rule, message }) => JSON.stringify([rule, message]));
  const pieces = [...alike.values()].map((some) => {
    const [{ rule, message } = { rule: "", message: "" }] = some;
    const subjects = some.map(({ subject }) => subject).filter((subject) => subject !== "");
    const said = (of: string): string => `- **${prose(rule)}**${of}: ${prose(message)}\n`;
    const more = subjects.length > SUBJECTS ? ` and ${subjects.length - SUBJECTS} more` : "";
    return {
      text: said(subjectsOf(subjects)),
      short: [said(`${subjectsOf(subjects.slice(0, SUBJECTS))}${more}`)],
    };
  });
  return list("Findings", "findings", pieces);
}

function subjectsOf(subjects: readonly string[]): string {
  const names = subjects.map((subject) => shortCode(subject.split("::").at(-1) ?? "", NAME_LENGTH));
  return names.length === 0 ? "" : ` ${names.join(", ")}`;
}

/** What a person has to do, numbered. */
export function manualSteps(report: Report): Section {
  const pieces = report.byHand.map((step, index) => ({ text: `${index + 1}. ${prose(step)}\n` }));
  return list("To do by hand, in this order", "steps by hand", pieces);
}

/** Every resource that a run touches. */
export function resources(report: Report): Section {
  const rows = report.changes.map((change): Cell[] => {
    const { effect, id } = change;
    return [effect, { value: nameOf(id) }, { value: typeOf(id) }, remark(change)];
  });
  return table("Resources", "resources", ["Effect", "Resource", "Type", "What"], rows);
}

function remark(change: ResourceChange): Cell {
  const { id, effect, reasons, old, was } = change;
  if (effect === "rename") return `was ${code(nameOf(was ?? id))}`;
  if (effect === "update") return updated(change);
  const stays = old?.retainOnDelete === true && effect !== "delete";
  const remarks = [
    ...(reasons.length > 0 ? [`because of ${reasons.map(code).join(", ")}`] : []),
    ...(stays
      ? [effect === "forget" ? "stays where it is, outside of the stack" : "the old one stays where it is"]
      : []),
    ...(isRefused(change) ? ["protected: the run refuses"] : []),
  ];
  return remarks.join("; ");
}

function updated({ leaves }: ResourceChange): Cell {
  const [first] = leaves;
  if (first === undefined) return "";
  return leaves.length === 1 ? { value: first.path } : `${leaves.length} properties`;
}
