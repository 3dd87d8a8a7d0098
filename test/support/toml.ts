/** What TOML 1.0 knows beside bare words. */
export type TomlType =
  "integer" | "float" | "boolean" | "date" | "time" | "date-time" | "string" | "array" | "inline table";

/** Where a value of TOML ends, and what it is. */
interface Value {
  readonly type: TomlType;
  readonly end: number;
}

const DECIMAL = String.raw`[+-]?(?:0|[1-9](?:_?\d)*)`;
const DIGITS = String.raw`\d(?:_?\d)*`;
const DATE = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`;
const TIME = String.raw`(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?`;
const ESCAPE = String.raw`\\(?:[btnfr"\\]|u[\da-fA-F]{4}|U[\da-fA-F]{8})`;
const BASIC = String.raw`"(?:[^"\\\x00-\x08\x0a-\x1f\x7f]|${ESCAPE})*"`;
const LITERAL = String.raw`'[^'\x00-\x08\x0a-\x1f\x7f]*'`;

/** The grammar's values that hold no other values; of two that fit, the longer one is meant. */
const SCALARS: readonly (readonly [TomlType, RegExp])[] = [
  ["date-time", new RegExp(`${DATE}[Tt ]${TIME}(?:[Zz]|[+-]\\d\\d:\\d\\d)?`, "y")],
  ["date", new RegExp(DATE, "y")],
  ["time", new RegExp(TIME, "y")],
  ["integer", /0x[\da-fA-F](?:_?[\da-fA-F])*|0o[0-7](?:_?[0-7])*|0b[01](?:_?[01])*/y],
  ["float", new RegExp(`${DECIMAL}(?:\\.${DIGITS}(?:[eE][+-]?${DIGITS})?|[eE][+-]?${DIGITS})`, "y")],
  ["float", /[+-]?(?:inf|nan)/y],
  ["integer", new RegExp(DECIMAL, "y")],
  ["boolean", /true|false/y],
  ["string", new RegExp(`"""(?:"{0,2}(?:[^"\\\\]|${ESCAPE}|\\\\[ \\t]*\\r?\\n))*"{3,5}(?!")`, "y")],
  ["string", /'''(?:'{0,2}[^'])*'{3,5}(?!')/y],
  ["string", new RegExp(`${BASIC}(?!")|${LITERAL}(?!')`, "y")],
];

const SPACE = /[ \t]*/y;
/** Between the values of an array lines may end and comments stand. */
const GAP = /(?:\s|#.*(?:\n|$))*/y;
const KEY = new RegExp(`(?:[\\w-]+|${BASIC}|${LITERAL})`, "y");
const END = /[ \t]*(?:#.*)?$/y;

/** What TOML reads a text as, where it stands behind `key=`; undefined for what is no value: readers then keep the text. */
export function tomlTypeOf(text: string): TomlType | undefined {
  const value = valueAt(text, endOf(SPACE, text, 0) ?? 0);
  return value && endOf(END, text, value.end) !== undefined ? value.type : undefined;
}

function valueAt(text: string, start: number): Value | undefined {
  if (text[start] === "[") return arrayAt(text, start);
  if (text[start] === "{") return tableAt(text, start);
  return SCALARS.flatMap(([type, form]) => {
    const end = endOf(form, text, start);
    return end === undefined ? [] : [{ type, end }];
  })
    .sort((one, other) => other.end - one.end)
    .at(0);
}

function arrayAt(text: string, start: number): Value | undefined {
  let at = endOf(GAP, text, start + 1) ?? start;
  while (text[at] !== "]") {
    const value = valueAt(text, at);
    if (!value) return undefined;
    at = endOf(GAP, text, value.end) ?? value.end;
    if (text[at] === ",") at = endOf(GAP, text, at + 1) ?? at;
    else if (text[at] !== "]") return undefined;
  }
  return { type: "array", end: at + 1 };
}

function tableAt(text: string, start: number): Value | undefined {
  let at = endOf(SPACE, text, start + 1) ?? start;
  if (text[at] === "}") return { type: "inline table", end: at + 1 };
  for (;;) {
    const equals = keyAt(text, at);
    if (equals === undefined || text[equals] !== "=") return undefined;
    const value = valueAt(text, endOf(SPACE, text, equals + 1) ?? equals);
    if (!value) return undefined;
    at = endOf(SPACE, text, value.end) ?? value.end;
    if (text[at] === "}") return { type: "inline table", end: at + 1 };
    if (text[at] !== ",") return undefined;
    at = endOf(SPACE, text, at + 1) ?? at;
  }
}

/** Where a key, perhaps one with dots, ends with the space behind it. */
function keyAt(text: string, start: number): number | undefined {
  const end = endOf(KEY, text, start);
  if (end === undefined) return undefined;
  const next = endOf(SPACE, text, end) ?? end;
  return text[next] === "." ? keyAt(text, endOf(SPACE, text, next + 1) ?? next) : next;
}

/** Where a match that begins exactly here ends. */
function endOf(form: RegExp, text: string, start: number): number | undefined {
  form.lastIndex = start;
  return form.test(text) ? form.lastIndex : undefined;
}
