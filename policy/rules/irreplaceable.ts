import { isIrreplaceable } from "../ledger.ts";
import { type Rule, type Step, type Violation, suffixOf } from "../steps.ts";

const NAME = "irreplaceable";

/** Operations that leave a resource in its place. Whatever else the engine knows, or will, takes it away. */
const HARMLESS: ReadonlySet<string> = new Set(["same", "create", "update", "read", "refresh", "import"]);

/** Keys and data are never deleted or replaced: not what the ledger names, nor what is protected. */
export const irreplaceable: Rule = {
  name: NAME,
  description: "Keys, databases and volumes are never deleted or replaced.",
  needs: "change",
  check: (steps) => steps.filter((step) => isTaken(step) && !isReleased(step)).map(violation),
};

function isTaken({ operation, urn, old }: Step): boolean {
  return !HARMLESS.has(operation) && (old?.protect === true || isIrreplaceable(suffixOf(urn)));
}

/** Taken out of the protection by hand, it only leaves the stack and stays where it is. */
function isReleased({ operation, old }: Step): boolean {
  return operation === "delete" && old?.retainOnDelete === true && old.protect !== true;
}

function violation(step: Step): Violation {
  return {
    rule: NAME,
    urn: step.urn,
    message: step.operation.startsWith("delete") ? DELETED : replaced(step),
  };
}

const DELETED =
  "would be deleted, and nothing makes it again. Keep it in the program; if it only has another name now, give the new " +
  "resource its old one in `aliases`. To let go of it for good: pulumi state unprotect '<urn>', then " +
  "pulumi state delete '<urn>', which leaves the thing itself where it is.";

function replaced({ operation, reasons = [] }: Step): string {
  const because = reasons.length > 0 ? ` because of ${[...new Set(reasons)].join(", ")}` : "";
  return `would be taken away (${operation})${because}, and its content with it. Undo that change.`;
}
