import assert from "node:assert/strict";
import { test } from "node:test";
import { encryptionKeyFrom, uuidFrom } from "../../../config/secrets/formats.ts";

test("the encryption key is the base64 of 32 characters, in the standard and the URL alphabet alike", () => {
  const key = encryptionKeyFrom("abcdefghijklmnopqrstuvwxyz012345");
  assert.equal(key, "YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXowMTIzNDU=");
  assert.equal(Buffer.from(key, "base64").length, 32);
  assert.doesNotMatch(key, /[+/]/);
});

test("the application secret is a version 4 UUID for every choice of digits", () => {
  for (const digit of "0123456789abcdef") {
    assert.match(
      uuidFrom(digit.repeat(32)),
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  }
});

test("a UUID is not made from anything but 32 hexadecimal digits", () => {
  assert.throws(() => uuidFrom("abc"), /32 hexadecimal digits/);
});
