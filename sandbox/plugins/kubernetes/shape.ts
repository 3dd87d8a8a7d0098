import { type Properties, type Value, isList, isProperties } from "../../../provider/protocol/value.ts";
import { sameQuantity } from "./quantity.ts";

/**
 * The live object reduced to the places that the inputs name, so that what the server added does not count
 * as a change. Where the server only spells a value differently, the spelling of the inputs stays.
 */
export function pruneToShape(live: Properties, inputs: Properties): Properties {
  return pruneProperties(live, inputs, "");
}

function pruneProperties(live: Properties, inputs: Properties, parent: string): Properties {
  const pruned: Properties = {};
  for (const [key, input] of Object.entries(inputs)) {
    const value = live[key];
    if (value !== undefined) pruned[key] = pruneValue(value, input, parent, key);
    else if (isLeftOut(input)) pruned[key] = input;
  }
  return pruned;
}

function pruneValue(live: Value, input: Value, parent: string, key: string): Value {
  if (isProperties(live) && isProperties(input)) return pruneProperties(live, input, key);
  if (isList(live) && isList(input)) return pruneList(live, input, key);
  const isQuantity = QUANTITIES.has(parent) || QUANTITIES.has(key);
  return isQuantity && sameQuantity(live, input) ? input : live;
}

function pruneList(live: Value[], inputs: Value[], key: string): Value[] {
  return inputs.slice(0, live.length).map((input, index) => pruneValue(live[index] ?? null, input, "", key));
}

/** Names of fields that hold amounts of a resource, or whose fields do. */
const QUANTITIES = new Set(["requests", "limits", "capacity", "hard", "sizeLimit"]);

/** The server does not store what means nothing. */
function isLeftOut(input: Value): boolean {
  if (isList(input)) return input.length === 0;
  if (isProperties(input)) return Object.values(input).every(isLeftOut);
  return input === null || input === "" || input === false || input === 0;
}
