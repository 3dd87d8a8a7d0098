import assert from "node:assert/strict";
import { test } from "node:test";
import { fingerprintOf } from "../../../config/secrets/fingerprint.ts";

test("a fingerprint tells keys apart, the same key under two names, and two stacks", () => {
  assert.match(fingerprintOf("salt", "jwt", "a"), /^[0-9a-f]{12}$/);
  assert.notEqual(fingerprintOf("salt", "jwt", "a"), fingerprintOf("salt", "jwt", "b"));
  assert.notEqual(fingerprintOf("salt", "jwt", "a"), fingerprintOf("salt", "encryption", "a"));
  assert.notEqual(fingerprintOf("salt", "jwt", "a"), fingerprintOf("other", "jwt", "a"));
});
