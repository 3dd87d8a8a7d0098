import type { Checked, Failure } from "../protocol/provider.ts";
import { type Properties, Secret, Unknown, type Value, hasSecret, isList } from "../protocol/value.ts";
import type { Property, PropertyTable } from "./declaration.ts";

/** Fills in defaults, keeps secrets secret, and collects everything that is wrong. What is not known yet is not judged. */
export function checkBy(table: PropertyTable, given: Properties): Checked {
  const inputs = Object.fromEntries(
    Object.entries(table).flatMap(([name, property]) => {
      const value = given[name] ?? property.default;
      return value === undefined ? [] : [[name, property.secret ? new Secret(value) : value]];
    }),
  ) as Properties;
  const failures = Object.entries(table).flatMap(([name, property]) =>
    failuresOf(name, property, inputs[name]),
  );
  return { inputs, failures: [...failures, ...unknownNames(table, given)] };
}

function failuresOf(name: string, property: Property, value: Value | undefined): Failure[] {
  if (value === undefined) return property.optional ? [] : [{ property: name, reason: `${name} is missing` }];
  const open = value instanceof Secret ? value.open() : value;
  if (open instanceof Unknown) return [];
  const rule = brokenRule(property, open);
  if (rule === undefined) return [];
  // The engine prints the value of a property that is named here, a secret one too.
  if (hasSecret(value)) return [{ property: "", reason: `${name} must ${rule}` }];
  return [{ property: name, reason: `${name} must ${rule}; it is ${JSON.stringify(open)}` }];
}

const TYPES = {
  string: { rule: "be a text", holds: (value: Value) => typeof value === "string" },
  boolean: { rule: "be true or false", holds: (value: Value) => typeof value === "boolean" },
  integer: { rule: "be a whole number", holds: (value: Value) => Number.isSafeInteger(value) },
  number: { rule: "be a number", holds: (value: Value) => Number.isFinite(value) },
  list: { rule: "be a list of texts", holds: isTexts },
};

/** The rule that a value breaks, as it completes "it must …". */
function brokenRule({ type, oneOf, form, distinct }: Property, value: Value): string | undefined {
  if (!TYPES[type].holds(value)) return TYPES[type].rule;
  if (oneOf && !oneOf.includes(value as string)) return `be one of ${oneOf.join(", ")}`;
  if (distinct && isList(value) && (value.length === 0 || new Set(value).size < value.length))
    return "hold at least one text, and none twice";
  const items = isList(value) ? value.filter((item) => !(item instanceof Unknown)) : [value];
  return form && !items.every((item) => form.holds(item as string | number)) ? form.rule.en : undefined;
}

function isTexts(value: Value): boolean {
  return isList(value) && value.every((item) => typeof item === "string" || item instanceof Unknown);
}

/** Names with two underscores are the engine's own. None is named to the engine: it may be a password's, misspelt. */
function unknownNames(table: PropertyTable, given: Properties): Failure[] {
  return Object.keys(given)
    .filter((name) => !name.startsWith("__") && !Object.hasOwn(table, name))
    .map((name) => ({
      property: "",
      reason: `${name} is not known here; there are ${Object.keys(table).join(", ")}`,
    }));
}
