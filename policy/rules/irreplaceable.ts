import { isIrreplaceable } from "../ledger.ts";
import { type Rule, type Step, type Violation, suffixOf } from "../steps.ts";

const NAME = "irreplaceable";

/** Operations that leave a resource in its place. Whatever else the engine knows, or will, takes it away. */
const HARMLESS: ReadonlySet<string> = new Set(["same", "create", "update", "read", "refresh", "import"]);

/** Kinds of our own provider that hold data, by whatever name a program makes them. */
const HOLDING_DATA: ReadonlySet<string> = new Set([
  "bkpaas:bkrepo:Project",
  "bkpaas:bkrepo:Repository",
  "bkpaas:rabbitmq:VirtualHost",
]);

/** Keys and data are never deleted or replaced: not what the ledger names, nor what is protected or holds data by its kind. */
export const irreplaceable: Rule = {
  name: NAME,
  description: "Keys, databases, repositories and volumes are never deleted or replaced.",
  needs: "change",
  check: (steps) =>
    steps.filter((step) => isTaken(step) && !isReleased(step) && !isOfAnother(step)).map(violation),
};

function isTaken({ operation, urn, type, old }: Step): boolean {
  if (HARMLESS.has(operation)) return false;
  return old?.protect === true || isIrreplaceable(suffixOf(urn)) || HOLDING_DATA.has(type);
}

/** What belongs to another stack is only forgotten when it leaves this one. */
function isOfAnother({ type, old }: Step): boolean {
  return HOLDING_DATA.has(type) && old?.inputs.ownership === "read" && old.protect !== true;
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
