import assert from "node:assert/strict";
import { test } from "node:test";
import {
  grantPattern,
  quoteAccount,
  quoteName,
  quoteText,
} from "../../../../components/storage/mysql/quoting.ts";

test("a name stands between backticks, its own doubled", () => {
  assert.equal(quoteName("paas3_apiserver"), "`paas3_apiserver`");
  assert.equal(quoteName("a`; DROP DATABASE b; --"), "`a``; DROP DATABASE b; --`");
});

for (const name of ["", "ends ", "a\0b", "four byte 😀"]) {
  test(`${JSON.stringify(name)} is no name for MySQL`, () => {
    assert.throws(() => quoteName(name), /can't be the name of a database/);
  });
}

test("a text stands between quotes, quotes and backslashes in it doubled", () => {
  assert.equal(quoteText(String.raw`a'b\c`), String.raw`'a''b\\c'`);
  assert.equal(quoteText("\\'; DROP USER root; -- "), "'\\\\''; DROP USER root; -- '");
});

test("both parts of an account are quoted", () => {
  assert.equal(quoteAccount({ user: "o'neil", host: "10.%" }), "'o''neil'@'10.%'");
});

test("GRANT reads an escaped name as that name only", () => {
  assert.equal(grantPattern("paas3_api%x"), String.raw`paas3\_api\%x`);
});
