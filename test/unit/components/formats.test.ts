import assert from "node:assert/strict";
import { test } from "node:test";
import {
  encryptionKeyFrom,
  fingerprintOf,
  keyedDigest,
  uuidFrom,
} from "../../../components/secrets/formats.ts";

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

test("a fingerprint tells keys apart, and the same key under two names", () => {
  assert.match(fingerprintOf("jwt", "a"), /^[0-9a-f]{12}$/);
  assert.notEqual(fingerprintOf("jwt", "a"), fingerprintOf("jwt", "b"));
  assert.notEqual(fingerprintOf("jwt", "a"), fingerprintOf("encryption", "a"));
});

test("a digest of settings changes with the settings and with the key", () => {
  const digest = keyedDigest("key", { password: "weak" });
  assert.notEqual(digest, keyedDigest("key", { password: "weaker" }));
  assert.notEqual(digest, keyedDigest("another", { password: "weak" }));
});
