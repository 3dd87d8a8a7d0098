import type { Report, ResourceChange } from "../model.ts";
import { code, cut, fenced, prose } from "./escape.ts";
import { type Cell, FAIR_BLOCK, type Section, list, table } from "./section.ts";

/** Characters of an error in a comment, where it is a long one. */
const SHORT_ERROR = 2000;

/** Why the preview failed, in the words of the engine. */
export function errors(report: Report): Section {
  const pieces = report.errors.map((error) => ({
    text: `${fenced(error, "")}\n`,
    short: `${fenced(cut(error, SHORT_ERROR), "")}\n`,
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
    const said = `- **${prose(rule)}**: ${prose(message)}`;
    const more = subjects.length > SUBJECTS ? ` and ${subjects.length - SUBJECTS} more` : "";
    return {
      text: `${said}${subjectsOf(subjects)}\n`,
      short: `${said}${subjectsOf(subjects.slice(0, SUBJECTS))}${more}\n`,
    };
  });
  return list("Findings", "findings", pieces);
}

function subjectsOf(subjects: readonly string[]): string {
  return subjects.length === 0 ? "" : ` ${subjects.map(code).join(", ")}`;
}

/** What a person has to do, numbered. */
export function manualSteps(report: Report): Section {
  const pieces = report.byHand.map((step, index) => ({ text: `${index + 1}. ${prose(step)}\n` }));
  return list("To do by hand, in this order", "steps by hand", pieces);
}

/** Every resource that a run touches. */
export function resources(report: Report): Section {
  const rows = report.changes.map((change): Cell[] => [change.effect, { value: change.id }, remark(change)]);
  return table("Resources", "resources", ["Effect", "Resource", "What"], rows);
}

function remark(change: ResourceChange): Cell {
  const { effect, reasons, old, was } = change;
  if (effect === "rename") return `was ${code(was ?? "")}`;
  if (effect === "update") return updated(change);
  const stays = old?.retainOnDelete === true && effect !== "delete";
  const remarks = [
    ...(reasons.length > 0 ? [`because of ${reasons.map(code).join(", ")}`] : []),
    ...(stays
      ? [effect === "forget" ? "stays where it is, outside of the stack" : "the old one stays where it is"]
      : []),
    ...(old?.protect === true ? ["protected: the run refuses"] : []),
  ];
  return remarks.join("; ");
}

function updated({ leaves }: ResourceChange): Cell {
  const [first] = leaves;
  if (first === undefined) return "";
  return leaves.length === 1 ? { value: first.path } : `${leaves.length} properties`;
}
