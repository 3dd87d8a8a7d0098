import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "../../support/fast-check.ts";
import { code, cut, fenced, htmlCode, prose, shortCode } from "../../../report/markdown/escape.ts";

test("a text without anything special is a code span", () => {
  assert.equal(code("values.image.tag @team <b>"), "`values.image.tag @team <b>`");
});

test("a pipe or a backtick makes it HTML, which a table can hold", () => {
  assert.equal(code("a|`b"), "<code>a&#124;&#96;b</code>");
});

test("lines, controls and directions of writing are seen and do nothing", () => {
  assert.equal(code("a\nb\u202ec\u0007"), String.raw`${"`"}a\nb\u{202e}c\u{7}${"`"}`);
});

test("a text of nothing is said to be empty", () => {
  assert.equal(code(""), "(empty)");
});

test("blanks at an end, and characters that fonts do not show, are seen", () => {
  assert.deepEqual([" a b ", "\u3164", "x\ufe0f"].map(code), [
    String.raw`${"`"}\u{20}a b\u{20}${"`"}`,
    String.raw`${"`"}\u{3164}${"`"}`,
    String.raw`${"`"}x\u{fe0f}${"`"}`,
  ]);
});

test("no text as code can end its cell, its line or its element", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const shown = code(text);
      assert.doesNotMatch(shown, /[|\n\r]/);
      assert.match(shown, /^(`[^`]+`|<code>[^<>`]*<\/code>|\(empty\))$/);
      assert.match(htmlCode(text), /^<code>[^<>`\n]*<\/code>$/);
    }),
  );
});

test("in a sentence nobody is mentioned, nothing is HTML, emphasised or a cell", () => {
  assert.equal(
    prose("ask @octocat about #12: <b>*all*</b> | x_y _z_"),
    String.raw`ask @<!-- -->octocat about #<!-- -->12: &#60;b&#62;\*all\*&#60;/b&#62; &#124; x_y \_z\_`,
  );
});

test("what a sentence has between dollars is no formula", () => {
  assert.equal(prose("a $x$ and $`y`$"), "a &#36;x&#36; and &#36;`y`&#36;");
});

test("what a sentence has between backticks is code, and one alone is a character", () => {
  assert.equal(prose("name it in `aliases` or `"), "name it in `aliases` or \\`");
});

test("a sentence does not begin a list or a heading", () => {
  assert.deepEqual(["- a", "# a", "1. a", "+ a"].map(prose), ["&#45; a", "&#35; a", "&#49;. a", "&#43; a"]);
});

test("no sentence holds a line's end, an element or a mention", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const shown = prose(text)
        .replaceAll("<!-- -->", "\0")
        .replaceAll(/`[^`]+`|<code>[^<]*<\/code>/g, "");
      assert.doesNotMatch(shown, /[\n<>|]|[@#][\w-]/);
    }),
  );
});

test("a fence is longer than any run of backticks inside", () => {
  assert.equal(fenced("+ ````\n+ ```", "diff"), "`````diff\n+ ````\n+ ```\n`````\n");
});

test("a long text is cut in its middle, between characters, and says how long it is", () => {
  assert.equal(cut("😀😀😀😀😀", 4), "😀😀😀…😀 (5 characters)");
  assert.equal(cut("😀😀😀", 3), "😀😀😀");
});

test("a long text beside another one shows the part in which the two differ", () => {
  fc.assert(
    fc.property(fc.nat(3000), fc.nat(3000), fc.integer({ min: 8, max: 200 }), (before, after, length) => {
      const [one, other] = ["b", "c"].map((middle) => "a".repeat(before) + middle + "a".repeat(after));
      const shown = [cut(one ?? "", length, other), cut(other ?? "", length, one)];
      assert.notEqual(shown[0], shown[1]);
      for (const text of shown) assert.ok(text.length <= Math.max(length + 22, before + after + 1));
    }),
  );
});

test("a short code takes no more than six bytes for a character", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
      const shown = shortCode(text, 50);
      assert.ok(Buffer.byteLength(shown) <= 6 * (50 + 22) + 60, shown);
    }),
  );
});
