import { randomBytes } from "node:crypto";
import { type Properties, type Value, isProperties } from "../../../provider/protocol/value.ts";
import { ANNOTATIONS, annotation } from "./object.ts";

/** Writes under this name when it creates; applies under one name for each resource afterwards. */
export const CREATOR = "pulumi-kubernetes";

/** The name under which an object's fields are applied: asked for, or kept from the state, or new. */
export function fieldManagerOf(inputs: Properties, outputs: Properties = {}): string {
  const asked = annotation(inputs, ANNOTATIONS.patchFieldManager);
  if (asked !== "") return asked;
  const kept = outputs.__fieldManager;
  return typeof kept === "string" ? kept : `${CREATOR}-${randomBytes(4).toString("hex")}`;
}

/** Whether we ever wrote to an object; where the server keeps no record, yes. */
export function isOurs(managedFields: readonly Properties[], fieldManager: Value | undefined): boolean {
  if (managedFields.length === 0) return true;
  return managedFields.some((entry) => entry.manager === CREATOR || entry.manager === fieldManager);
}

/** Whose plain writes an apply takes over, so that they are no conflicts; by the beginning of the name. */
const TAKEN_OVER = [
  { manager: "kubectl", operation: "Apply" },
  { manager: "kubectl", operation: "Update" },
  { manager: "before-first-apply", operation: "Update" },
  { manager: CREATOR, operation: "Update" },
];

/**
 * The record of who manages which field, with plain writes turned into applied fields of ours. Writes through
 * a subresource (`kubectl scale`) stay, and conflict. Undefined when nothing has to be taken over.
 */
export function takeOver(entries: readonly Properties[], fieldManager: string): Properties[] | undefined {
  const taken = entries.filter((entry) => entry.subresource === undefined && isTakenOver(entry));
  const latest = taken.at(-1);
  if (!latest) return undefined;
  const own = entries.filter((entry) => entry.manager === fieldManager && entry.operation === "Apply");
  const fieldsV1 = [...own, ...taken].map((entry) => entry.fieldsV1).reduce(union) ?? {};
  const others = entries.filter((entry) => !taken.includes(entry) && !own.includes(entry));
  return [...others, { ...latest, manager: fieldManager, operation: "Apply", fieldsV1 }];
}

function isTakenOver(entry: Properties): boolean {
  return TAKEN_OVER.some(
    ({ manager, operation }) =>
      typeof entry.manager === "string" && entry.manager.startsWith(manager) && entry.operation === operation,
  );
}

/** Sets of fields are trees of empty objects. */
function union(a: Value | undefined, b: Value | undefined): Value | undefined {
  if (!isProperties(a) || !isProperties(b)) return a ?? b;
  const merged: Properties = { ...a };
  for (const [key, value] of Object.entries(b)) merged[key] = union(merged[key], value) ?? {};
  return merged;
}
