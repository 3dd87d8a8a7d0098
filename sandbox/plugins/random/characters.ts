import { randomInt } from "node:crypto";

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = LOWER.toUpperCase();
const NUMERIC = "0123456789";
const SPECIAL = "!@#$%&*()-_=+[]{}<>:?";

/** The classes of characters a text is drawn from, and how many of each it must hold at least. */
export interface CharacterRules {
  readonly length: number;
  readonly lower: boolean;
  readonly upper: boolean;
  readonly numeric: boolean;
  readonly special: boolean;
  readonly minLower: number;
  readonly minUpper: number;
  readonly minNumeric: number;
  readonly minSpecial: number;
  /** Used instead of the usual special characters. */
  readonly overrideSpecial?: string;
}

/** Draws a text: every character of the allowed classes is equally likely, from the system's secure source. */
export function drawText(rules: CharacterRules): string {
  const special = rules.overrideSpecial ?? SPECIAL;
  // As the official plugin: a minimum counts even for a class that is otherwise switched off.
  const characters = [
    ...drawFrom(LOWER, rules.minLower),
    ...drawFrom(UPPER, rules.minUpper),
    ...drawFrom(NUMERIC, rules.minNumeric),
    ...drawFrom(special, rules.minSpecial),
  ];
  const allowed =
    (rules.lower ? LOWER : "") +
    (rules.upper ? UPPER : "") +
    (rules.numeric ? NUMERIC : "") +
    (rules.special ? special : "");
  characters.push(...drawFrom(allowed, rules.length - characters.length));
  return shuffle(characters).join("");
}

function drawFrom(alphabet: string, count: number): string[] {
  const characters = Array.from(alphabet);
  return Array.from({ length: count }, () => characters[randomInt(characters.length)] ?? "");
}

/** Fisher and Yates: every order is equally likely. */
function shuffle<Item>(items: Item[]): Item[] {
  const rest = [...items];
  return items.map(() => rest.splice(randomInt(rest.length), 1)).flat();
}
