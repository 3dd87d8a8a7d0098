import assert from "node:assert/strict";
import { test } from "node:test";
import { digestOf, keyedDigest } from "../../../components/secrets/digest.ts";

test("a digest of settings changes with the settings and with the key", () => {
  const digest = keyedDigest("key", { password: "weak" });
  assert.notEqual(digest, keyedDigest("key", { password: "weaker" }));
  assert.notEqual(digest, keyedDigest("another", { password: "weak" }));
});

test("a digest of what is no secret changes with it", () => {
  assert.match(digestOf({ size: 1 }), /^[0-9a-f]{12}$/);
  assert.notEqual(digestOf({ size: 1 }), digestOf({ size: 2 }));
});
