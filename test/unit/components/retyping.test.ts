import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "../../support/fast-check.ts";
import { parse } from "yaml";
import {
  containerText,
  dynaconfText,
  insideQuotes,
  tomlText,
  withQuotes,
} from "../../../components/platform/retyping.ts";
import { readsAsText } from "../../../config/storage/readable.ts";
import { tomlTypeOf } from "../../support/toml.ts";

/** What the platform's settings reader makes something else of (measured), and what else TOML would read. */
const RETYPED = [
  ...["123456", "true", "false", "1e5", "12e45", "1.5", '["a"]', "{a=1}", "nan", "inf", "0x1f", "1_000"],
  ...["+1", "-5", "2024-01-01", "12:30:00", "1979-05-27T07:32:00Z", "7#x", " 1 ", "'abc'", '"abc"', "''"],
];

/** What its own marks begin. */
const MARKED = ["@int 3", "@none", "@empty", "@merge a", "@str 1", "@format {x}", "@json {}"];

/** Texts with the characters that some reader on the way gives a meaning to. */
const awkward = fc.string({
  unit: fc.constantFrom(
    ...Array.from("0123456789eExobT:-+._#'\"\\[]{}@$ ,=\t\n\r\u007f\u0085\ufeffä中😀truefalsinf"),
  ),
});

/** The text that a text of TOML stands for. */
function fromToml(text: string): string {
  assert.equal(tomlTypeOf(text), "string", text);
  return text.startsWith("'") ? text.slice(1, -1) : (JSON.parse(text) as string);
}

for (const text of RETYPED) {
  test(`${JSON.stringify(text)} is given to the platform's reader in quotes`, () => {
    assert.ok(tomlTypeOf(text), "TOML reads no value here");
    assert.equal(fromToml(dynaconfText(text)), text);
  });
}

for (const text of MARKED) {
  test(`${text} is given to the platform's reader in quotes`, () => {
    assert.equal(fromToml(dynaconfText(text)), text);
  });
}

for (const text of [
  "0123x",
  "null",
  "none",
  "a#b",
  'a"b',
  "1a",
  "on",
  "yes",
  "p4ssw0rd",
  "10.0.0.10",
  "::1",
  "",
]) {
  test(`${JSON.stringify(text)} is given to the platform's reader as it is`, () => {
    assert.equal(dynaconfText(text), text);
    assert.equal(tomlTypeOf(text), undefined);
  });
}

test("whatever is given to the platform's reader arrives as that text", () => {
  fc.assert(
    fc.property(awkward, (text) => {
      const given = dynaconfText(text);
      if (given !== text) assert.equal(fromToml(given), text);
      else assert.equal(tomlTypeOf(given), undefined);
    }),
    { numRuns: 5000 },
  );
});

test("nothing that reads as text is a value of TOML or one of the reader's marks", () => {
  fc.assert(
    fc.property(awkward, (text) => {
      if (readsAsText(text)) assert.ok(tomlTypeOf(text) === undefined && !text.startsWith("@"), text);
    }),
    { numRuns: 5000 },
  );
});

test("every text survives a text of TOML", () => {
  fc.assert(
    fc.property(awkward, (text) => {
      assert.equal(fromToml(tomlText(text)), text);
    }),
  );
});

test("every text survives a template with quotes around it, and one without", () => {
  fc.assert(
    fc.property(awkward, (text) => {
      assert.deepEqual(parse(`key: "${insideQuotes(text)}"`), { key: text });
      assert.deepEqual(parse(`key: ${withQuotes(text)}`), { key: text });
    }),
  );
});

test("Kubernetes puts nothing in for what looks like a variable", () => {
  assert.equal(containerText("a$(HOME)$b"), "a$$(HOME)$$b");
});
