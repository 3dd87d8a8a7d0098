import { type Difference, compare } from "../../../../provider/protocol/diff.ts";
import type { DiffRequest } from "../../../../provider/protocol/provider.ts";
import { type Properties, isProperties, openSecrets } from "../../../../provider/protocol/value.ts";
import { inputsIn } from "./outputs.ts";

/** A release cannot be renamed or moved. */
const REPLACING = new Set(["name", "namespace"]);

/**
 * Compares what the program states with what was last seen in the cluster, so that values changed by hand and seen by a
 * refresh are set back. The release's status is no part of it: after a failed attempt the engine asks for an update by
 * itself, because the state keeps the reasons of the failure.
 */
export function releaseDifference(request: DiffRequest): Difference {
  const before = inputsIn(request.oldOutputs) ?? request.oldInputs;
  const after = openSecrets(request.inputs);
  const live = stated(openSecrets(request.oldOutputs), after, openSecrets(before));
  const changes = compare(live, after, (path) => REPLACING.has(path));
  return { changes, detailed: Object.keys(changes).length > 0 };
}

/** Of the live properties those that the program states or stated; what others added stays. */
function stated(live: Properties, after: Properties, before: Properties): Properties {
  const result: Properties = {};
  for (const [key, value] of Object.entries(live)) {
    const [next, last] = [after[key], before[key]];
    if (next === undefined && last === undefined) continue;
    const inside = isProperties(value) && isProperties(next);
    result[key] = inside ? stated(value, next, isProperties(last) ? last : {}) : value;
  }
  return result;
}
