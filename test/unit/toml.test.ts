import assert from "node:assert/strict";
import { test } from "node:test";
import { type TomlType, tomlTypeOf } from "../support/toml.ts";

/** Texts by what TOML 1.0 reads them as; most are examples of its specification. */
const READ: Readonly<Record<TomlType, readonly string[]>> = {
  integer: [
    "99",
    "42",
    "0",
    "+17",
    "-5",
    "+0",
    "1_000",
    "0xDEADBEEF",
    "0xdead_beef",
    "0o755",
    "0b1101",
    "1 # one",
    "7#x",
  ],
  float: [
    "1.0",
    "+1.0",
    "-0.01",
    "5e+22",
    "1e06",
    "-2E-2",
    "12e45",
    "6.626e-34",
    "1_0.5_0",
    "inf",
    "+inf",
    "-nan",
    "0e0",
  ],
  boolean: ["true", "false", " true "],
  date: ["1979-05-27", "2024-02-29"],
  time: ["07:32:00", "00:32:00.999999"],
  "date-time": [
    "1979-05-27T07:32:00Z",
    "1979-05-27T00:32:00-07:00",
    "1979-05-27 07:32:00",
    "1979-05-27t07:32:00.5",
  ],
  string: ['"a b"', "'123'", '"\\u00e9\\t"', `"""a "quoted" word"""`, "'''it''s'''", '""'],
  array: ["[]", "[1, 2]", '["a"]', "[[1], {a=1},]", "[ 1, # one\n 2 ]", "[1,\n]"],
  "inline table": ["{}", "{a=1}", '{ a.b = "c", "d e" = [1] }'],
};

/** Texts that are no value of TOML, so that a reader keeps them as they are. */
const KEPT = [
  ...[
    "",
    "0123",
    "[a]",
    '{"a":1}',
    "null",
    "none",
    "$abc",
    'a"b',
    "@abc",
    "1a",
    "on",
    "yes",
    "True",
    "Inf",
    "e12",
  ],
  ...[
    "1__0",
    "_1",
    "1_",
    "0x",
    "0xg",
    "0X1F",
    "+0x1f",
    "1.",
    ".5",
    "1.e5",
    "1e",
    "1e5e5",
    "01.5",
    "--1",
    "infinity",
  ],
  ...["1979-13-01", "1979-05-32", "25:00:00", "07:32", "1979-05-27T", "1979-05-27x", "trues", "true false"],
  ...[`"a`, `"a"b"`, `'a'b`, `"\\x"`, "[1", "[1 2]", "[,]", "{a}", "{a=1,}", "{a=1", "{=1}", "{a=}"],
  ...["11111111-1111-4111-9111-111111111111", "1".repeat(31) + "=", "a#b"],
];

for (const [type, texts] of Object.entries(READ)) {
  test(`TOML reads ${texts.map((text) => JSON.stringify(text)).join(", ")} as ${type}`, () => {
    for (const text of texts) assert.equal(tomlTypeOf(text), type, text);
  });
}

test("TOML has no type for other texts", () => {
  for (const text of KEPT) assert.equal(tomlTypeOf(text), undefined, text);
});
