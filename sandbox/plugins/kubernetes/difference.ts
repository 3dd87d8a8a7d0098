import { type Changes, type Difference, compare } from "../../../provider/protocol/diff.ts";
import type { DiffRequest } from "../../../provider/protocol/provider.ts";
import { type Properties, isProperties, openSecrets } from "../../../provider/protocol/value.ts";
import { ANNOTATIONS, isAnnotated, listAt, nameOf, namespaceOf } from "./object.ts";
import { isOurs } from "./ownership.ts";
import { replacementRule } from "./replacement.ts";
import type { Settings } from "./settings.ts";
import { pruneToShape } from "./shape.ts";

/**
 * Compares the new inputs with the last seen live object, at the places the last inputs named: what the server
 * or other controllers added is no change, what was changed by hand and seen by a refresh is one.
 */
export function difference(request: DiffRequest, settings: Settings): Difference {
  const live = openSecrets(request.oldOutputs);
  const inputs = openSecrets(request.inputs);
  const shape = isProperties(live.__inputs) ? live.__inputs : openSecrets(request.oldInputs);
  const changes = compare(pruneToShape(live, shape), inputs, replacementRule(inputs, settings));
  return {
    changes: isOurs(listAt(live, "metadata", "managedFields"), live.__fieldManager) ? changes : kept(changes),
    deleteBeforeReplace: keepsName(live, inputs),
  };
}

/** An imported object that we never wrote keeps what we do not name: it belongs to those who set it. */
function kept(changes: Changes): Changes {
  return Object.fromEntries(Object.entries(changes).filter(([, change]) => change.kind !== "delete"));
}

/** Whether the replacement would collide with the object it replaces. */
function keepsName(live: Properties, inputs: Properties): boolean {
  if (isAnnotated(inputs, ANNOTATIONS.autonamed)) return false;
  return nameOf(inputs) === nameOf(live) && namespaceOf(inputs) === namespaceOf(live);
}
