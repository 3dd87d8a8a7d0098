import type { Examined, Finding } from "./finding.ts";
import { type Symptom, symptomOf } from "./symptoms.ts";

/** How many findings are shown in full. */
const MOST_FINDINGS = 8;

/** A line of a log may be a whole document. */
const LONGEST_LINE = 400;

/** The report on one release as text of several lines, or one line where all is well. */
export function reportOf({ release, namespace, status, findings, unseen }: Examined): string {
  const head = `Release ${release} in namespace ${namespace}: ${status}`;
  if (findings.length === 0 && unseen.length === 0) return `${head}, nothing to report`;
  const shown = findings
    .slice(0, MOST_FINDINGS)
    .flatMap((finding, index) => [
      "",
      `${index + 1}. ${titleOf(finding)}`,
      ...indented(bodyOf(finding, findings.length === 1)),
    ]);
  const more = findings.slice(MOST_FINDINGS).map(({ kind, name, state }) => `${kind} ${name}: ${state}`);
  return [
    head,
    ...shown,
    ...(more.length > 0 ? ["", "And:", ...indented(more)] : []),
    ...(unseen.length > 0 ? ["", "Not looked at:", ...indented(unseen)] : []),
  ]
    .map(shortened)
    .join("\n");
}

function titleOf({ kind, name, hook, state }: Finding): string {
  return `${kind} ${name}${hook === undefined ? "" : ` (hook ${hook})`}: ${state}`;
}

function bodyOf(finding: Finding, isAlone: boolean): string[] {
  const symptom = symptomOf(finding);
  const isTold = symptom !== undefined && (isAlone || symptom.vague !== true);
  return [...evidence(finding), ...(isTold ? remedy(symptom) : [])];
}

function evidence({ pod, container, messages, events, log, logMissing }: Finding): string[] {
  const place = [pod && `pod ${pod}`, container && `container ${container}`].filter(Boolean).join(", ");
  return [
    ...(place ? [place] : []),
    ...messages.flatMap((message) => message.trim().split(/\r?\n/)),
    ...events.map(
      ({ reason, message, count }) => `event ${reason}${count > 1 ? ` (${count} times)` : ""}: ${message}`,
    ),
    ...(log.length > 0 ? ["last lines of its log:", ...log.map((line) => `| ${line}`)] : []),
    ...(logMissing === undefined ? [] : [`no log: ${logMissing}`]),
  ];
}

function remedy({ id, means, remedy: todo, source }: Symptom): string[] {
  return [`=> ${id}: ${means.en}`, `   ${todo.en}`, `   ${means.zh}${todo.zh}`, `   (${source})`];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `   ${line}`);
}

function shortened(line: string): string {
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)} …` : line;
}
