import { type KeyName, keyNames, keyOf } from "../../config/secrets/catalogue.ts";
import { keysInUse } from "../../config/secrets/in-use.ts";
import { setCommand } from "../../config/problem.ts";
import type { Settings } from "../../config/schema.ts";

/** What rotating a key comes to. */
export type Rotation =
  | { readonly kind: "refused"; readonly why: string }
  /** The configuration says so from then on; an adopted value is taken out of it. */
  | { readonly kind: "generate"; readonly edition: number; readonly wasAdopted: boolean };

/** The key that is meant. @throws Error with all names for any other word. */
export function keyNamed(word: string | undefined): KeyName {
  const name = keyNames.find((known) => known === word);
  if (name !== undefined) return name;
  const asked =
    word === undefined || word === "" ? "Say which key: make rotate KEY=<name>." : `There is no key ${word}.`;
  const rotatable = keyNames.filter((known) => keyOf(known).change.kind === "rotatable");
  throw new Error(`${asked} These can be rotated: ${rotatable.join(", ")}`);
}

/** Whether and how a key of these settings can be rotated. */
export function rotationOf(name: KeyName, settings: Settings): Rotation {
  const { change, title } = keyOf(name);
  const setting = settings.keys[name];
  if (change.kind === "immutable") {
    return refused(
      `keys.${name} can't be rotated. ${title.en}: without it would be lost ${change.destroys.en}.`,
    );
  }
  if (!setting || !keysInUse(settings).includes(name)) {
    return refused(`keys.${name} can't be rotated: this stack has no such key.`);
  }
  if (setting.source === "given") {
    return refused(
      `keys.${name} is given to this stack, so whoever gave it changes it there first. Then:\n` +
        `  ${setCommand(`keys.${name}.value`, "", true)}\n  make up`,
    );
  }
  const edition = "edition" in setting ? setting.edition : 1;
  return { kind: "generate", edition: edition + 1, wasAdopted: setting.source === "adopted" };
}

function refused(why: string): Rotation {
  return { kind: "refused", why };
}
