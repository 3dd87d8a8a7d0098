import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readDocument, unsoundKeys, writeDocument } from "../../../sandbox/escrow/document.ts";
import { DOCUMENT, FINGERPRINTS, KEYS } from "./fixture.ts";

const readProd = (value: unknown) => readDocument("a.age", JSON.stringify(value), "prod");

describe("an escrow document", () => {
  it("is read as it was written, whatever the organisation of the stack is now", () => {
    assert.equal(DOCUMENT.written, "2026-01-02T03:04:05.000Z");
    for (const stack of ["prod", "acme/prod", "other/bkpaas/prod"]) {
      assert.deepEqual(readDocument("a.age", writeDocument(DOCUMENT), stack), DOCUMENT);
    }
  });

  it("of another version says which version reads it", () => {
    assert.throws(() => readProd({ format: 2, vault: {} }), /a\.age has format 2 and this version reads 1/);
  });

  it("of another stack is refused", () => {
    const text = writeDocument(DOCUMENT);
    assert.throws(() => readDocument("a.age", text, "test"), /holds the keys of stack prod, not of test/);
  });

  it("that is something else is refused", () => {
    for (const text of ["", "hello", "null", "[]", "{}"]) {
      assert.throws(() => readDocument("a.age", text, "prod"), /a\.age holds no escrow/);
    }
  });

  it("in a wrong layout is refused at the place, and no value is shown", () => {
    const tampered = [
      [{ ...DOCUMENT, keys: { ...KEYS, jwt: 7 } }, /keys\.jwt/],
      [{ ...DOCUMENT, keys: { ...KEYS, jwt: "" } }, /keys\.jwt/],
      [{ ...DOCUMENT, written: "yesterday" }, /written/],
      [{ ...DOCUMENT, fingerprints: { ...FINGERPRINTS, jwt: "short" } }, /fingerprints\.jwt/],
      [{ ...DOCUMENT, more: KEYS.jwt }, /the whole/],
      [{ ...DOCUMENT, keys: { ...KEYS, "../x": "y" } }, /keys/],
    ] as const;
    for (const [value, place] of tampered) assert.throws(() => readProd(value), place);
  });

  it("with a key that is not what its fingerprint says names the key, and no value", () => {
    const swapped = { ...DOCUMENT, keys: { ...KEYS, jwt: KEYS.encryption } };
    assert.throws(
      () => readProd(swapped),
      ({ message }: Error) => {
        assert.match(message, /a\.age is damaged: .*\bjwt\./);
        assert.ok(!message.includes(KEYS.encryption));
        return true;
      },
    );
  });

  it("that lacks a key or a fingerprint names it", () => {
    const { encryption, fingerprintSalt } = KEYS;
    const keys = { encryption, fingerprintSalt };
    const fingerprints = { encryption: FINGERPRINTS.encryption };
    assert.throws(() => readProd({ ...DOCUMENT, keys }), /are jwt\./);
    assert.throws(() => readProd({ ...DOCUMENT, fingerprints }), /are jwt\./);
  });
});

describe("keys compared with their fingerprints", () => {
  it("are sound as they are", () => {
    assert.deepEqual(unsoundKeys(KEYS, FINGERPRINTS), []);
  });

  it("are all unsound where a CLI with a wrong passphrase wrote nothing in their place", () => {
    const all = ["encryption", "jwt", "fingerprintSalt"].sort();
    const nulls = { encryption: null, jwt: null, fingerprintSalt: null };
    for (const shown of [{}, nulls, { encryption: "", jwt: "", fingerprintSalt: "" }]) {
      assert.deepEqual(unsoundKeys(shown, FINGERPRINTS).sort(), all);
    }
  });

  it("are all unsound with another salt", () => {
    const names = unsoundKeys({ ...KEYS, fingerprintSalt: "another" }, FINGERPRINTS);
    assert.deepEqual(names, ["encryption", "jwt"]);
  });
});
