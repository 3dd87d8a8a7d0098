import { compare, rootOf, type Change } from "../../../provider/protocol/diff.ts";
import type { Created, Failure, ReadResult, Resource } from "../../../provider/protocol/provider.ts";
import { type Properties, hasUnknown, openSecrets } from "../../../provider/protocol/value.ts";

/** What one kind of random resource adds to the life they all share. */
export interface Generated {
  /** The arguments among these properties with defaults filled in, the way outputs carry them. */
  settings(properties: Properties): Properties;
  /** All that is wrong with settings, which are known and not secret. */
  failures(settings: Properties): Failure[];
  /** Draws a value for settings that are not secret. The outputs are those besides the settings. */
  draw(settings: Properties): Created;
  /** The outputs besides the settings while the value is not drawn yet. */
  readonly undrawn: Properties;
  /** A value that exists already, by the text that imports it. @throws Error that says what text would do. */
  adopt(text: string): ReadResult;
}

/** A value drawn once and kept in the state alone: every changed argument draws another, deletion only forgets. */
export function generated(kind: Generated): Resource {
  return {
    check({ inputs }) {
      const settings = kind.settings(inputs);
      return { inputs, failures: hasUnknown(settings) ? [] : kind.failures(openSecrets(settings)) };
    },
    diff({ oldOutputs, inputs }) {
      const paths = Object.keys(compare(kind.settings(oldOutputs), kind.settings(inputs)));
      const change: Change = { kind: "update", replace: true };
      // The official plugin names the changed arguments and gives no details.
      return { changes: Object.fromEntries(paths.map((path) => [rootOf(path), change])), detailed: false };
    },
    create({ inputs, preview }) {
      const settings = kind.settings(inputs);
      const { id, outputs } = preview ? { id: "", outputs: kind.undrawn } : kind.draw(openSecrets(settings));
      return Promise.resolve({ id, outputs: { ...settings, ...outputs } });
    },
    read({ id, oldInputs, oldOutputs }) {
      const known = Object.keys(oldOutputs).length > 0;
      return Promise.resolve(known ? { id, inputs: oldInputs, outputs: oldOutputs } : kind.adopt(id));
    },
    update: () => Promise.reject(new Error("a random value is replaced, never updated")),
    delete: () => Promise.resolve(),
  };
}

/** What is wrong with an argument that must be a whole number of at least 1. */
export function countFailures(settings: Properties, property: string): Failure[] {
  const count = settings[property];
  if (typeof count === "number" && Number.isInteger(count) && count >= 1) return [];
  return [{ property, reason: `${property} must be a whole number of at least 1` }];
}
