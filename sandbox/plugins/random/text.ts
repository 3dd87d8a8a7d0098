import type { Failure } from "../../../provider/protocol/provider.ts";
import { type Properties, pick } from "../../../provider/protocol/value.ts";
import { type CharacterRules, drawText } from "./characters.ts";
import { countFailures } from "./generated.ts";

const DEFAULTS = {
  lower: true,
  upper: true,
  special: true,
  minLower: 0,
  minUpper: 0,
  minNumeric: 0,
  minSpecial: 0,
};

/** The arguments of RandomPassword and RandomString with their defaults. */
export function textSettings(properties: Properties): Properties {
  const names = [...Object.keys(DEFAULTS), "length", "keepers"];
  // `number` is the old name of `numeric`; outputs carry both.
  const numeric = properties.numeric ?? properties.number ?? true;
  const settings: Properties = { ...DEFAULTS, ...pick(properties, names), numeric, number: numeric };
  // An empty list of special characters means the usual ones, like none at all.
  if (properties.overrideSpecial) settings.overrideSpecial = properties.overrideSpecial;
  return settings;
}

/** What is wrong with these arguments. */
export function textFailures(settings: Properties): Failure[] {
  const rules = rulesOf(settings);
  const failures = countFailures(settings, "length");
  const least = rules.minLower + rules.minUpper + rules.minNumeric + rules.minSpecial;
  if (rules.length < least) {
    failures.push({
      property: "length",
      reason: `length must be at least ${least}, the sum of the minimums`,
    });
  }
  if (!rules.lower && !rules.upper && !rules.numeric && !rules.special) {
    const reason = "no character is allowed: set lower, upper, numeric or special to true";
    failures.push({ property: "", reason });
  }
  return failures;
}

/** Draws a text for checked arguments. */
export function drawFor(settings: Properties): string {
  return drawText(rulesOf(settings));
}

function rulesOf(settings: Properties): CharacterRules {
  return settings as Properties & CharacterRules;
}

/** The arguments an imported text is taken to have: the defaults, whatever it was made with. */
export function importedSettings(text: string): Properties {
  return textSettings({ length: Buffer.byteLength(text) });
}
