import { rules } from "../../policy/rules/all.ts";
import { type ResourceState, type Step, suffixOf } from "../../policy/steps.ts";
import { byCodeUnit, typeOf } from "../identity.ts";
import type { Effect, Report, Resource, ResourceChange } from "../model.ts";

type Finding = Report["findings"][number];

/** The engine's word for an effect. What only leaves the stack is `delete` with `retainOnDelete`. */
const OPERATIONS: Readonly<Record<Effect, string>> = {
  create: "create",
  update: "update",
  replace: "replace",
  delete: "delete",
  forget: "delete",
  rename: "same",
  same: "same",
};

/**
 * Rules of `policy/` that a run would break, and what the program warns of as `warning`, sorted. No text holds a value.
 * @param warnings of the program, such as a preview shows them
 */
export function findingsOf(
  changes: readonly ResourceChange[],
  warnings: readonly string[] = [],
): readonly Finding[] {
  const steps = changes.map(stepOf);
  const broken = rules
    .flatMap((rule) => rule.check(steps))
    .map(({ rule, urn, message }) => ({ rule, subject: suffixOf(urn), message }));
  const warned = warnings.map((message) => ({ rule: "warning", subject: "the program", message }));
  return [...broken, ...warned].sort(
    (a, b) =>
      byCodeUnit(a.rule, b.rule) || byCodeUnit(a.subject, b.subject) || byCodeUnit(a.message, b.message),
  );
}

function stepOf({ id, effect, reasons, old, new: now }: ResourceChange): Step {
  return {
    operation: OPERATIONS[effect],
    urn: `urn:pulumi:stack::bkpaas::${id}`,
    type: typeOf(id),
    ...(old && { old: stateOf(old) }),
    ...(now && { new: stateOf(now) }),
    reasons,
  };
}

function stateOf({ inputs, protect = false, retainOnDelete = false }: Resource): ResourceState {
  return { inputs, protect, retainOnDelete };
}
