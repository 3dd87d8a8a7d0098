import type { Words } from "../config/words.ts";
import type { Finding, SubjectKind } from "./finding.ts";
import { applicationSymptoms } from "./symptoms/application.ts";
import { helmSymptoms } from "./symptoms/helm.ts";
import { outcomeSymptoms } from "./symptoms/outcome.ts";
import { startSymptoms } from "./symptoms/start.ts";
import { storeSymptoms } from "./symptoms/stores.ts";

/** One way in which a symptom shows: all that is given here has to be there. */
export interface Sign {
  readonly kind?: SubjectKind;
  /** Name of the thing or of its container. */
  readonly name?: RegExp;
  /** A word of Kubernetes or Helm: of the state, or of an event. */
  readonly reason?: RegExp;
  /** Text in a message, an event or a line of the log. */
  readonly text?: RegExp;
}

/** A known failure: how it shows, what it means, what to do. */
export interface Symptom {
  /** Its name in reports and documentation. */
  readonly id: string;
  readonly signs: readonly Sign[];
  readonly means: Words;
  readonly remedy: Words;
  /** Told only where nothing else is known. */
  readonly vague?: true;
  /** Where the failure or its remedy is described. */
  readonly source: string;
}

/** Every known failure. Of several that fit the first counts: causes stand before what they lead to. */
export const symptoms: readonly Symptom[] = [
  ...helmSymptoms,
  ...startSymptoms,
  ...storeSymptoms,
  ...applicationSymptoms,
  ...outcomeSymptoms,
];

/** The known failure that a finding shows, if any. */
export function symptomOf(finding: Finding): Symptom | undefined {
  return symptoms.find(({ signs }) => signs.some((sign) => shows(finding, sign)));
}

function shows(finding: Finding, { kind, name, reason, text }: Sign): boolean {
  if (kind !== undefined && finding.kind !== kind) return false;
  if (name !== undefined && !name.test(finding.name) && !name.test(finding.container ?? "")) return false;
  if (reason !== undefined && !reasonsOf(finding).some((word) => reason.test(word))) return false;
  return text === undefined || textsOf(finding).some((line) => text.test(line));
}

function reasonsOf({ reasons, events }: Finding): string[] {
  return [...reasons, ...events.map((event) => event.reason)];
}

function textsOf({ messages, events, log }: Finding): string[] {
  return [...messages, ...events.map(({ message }) => message), ...log];
}
