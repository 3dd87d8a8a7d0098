import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fernetDecrypt, fernetEncrypt } from "../support/fernet.ts";
import { sm4Decrypt, sm4Encrypt } from "../support/sm4.ts";

/** Base64 of `ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef`. */
const KEY = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=";
const OTHER = "YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXpBQkNERUY=";
const TEXT = "密码 p@ss";
const IV = Buffer.from(Array.from({ length: 16 }, (_, index) => index));

describe("Fernet, as the platform encrypts rows", () => {
  it("makes the token of the specification's example", () => {
    const key = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";
    const seconds = Date.parse("1985-10-26T01:20:00-07:00") / 1000;
    const token =
      "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==";
    assert.equal(fernetEncrypt(key, "hello", { seconds, iv: IV }), `bkcrypt$${token}`);
    assert.equal(fernetDecrypt(key, `bkcrypt$${token}`), "hello");
  });

  it("decrypts what blue-krill 3.1.1 encrypted", () => {
    const encrypted =
      "bkcrypt$gAAAAABrAVeA-8fJbEogLIL6B6HYoCTyCz3j9Un7YdoXQN3DXUWpGvHgTpdAWOk-29wP7WXH6T8twLH1rKoLPIVTolLYPQIqJQ==";
    assert.equal(fernetDecrypt(KEY, encrypted), TEXT);
  });

  it("refuses a text that another key encrypted", () => {
    assert.throws(() => fernetDecrypt(OTHER, fernetEncrypt(KEY, TEXT)), /InvalidToken/);
  });
});

describe("SM4-CTR, as the platform encrypts rows", () => {
  it("makes what bkcrypto 4.1.1 makes of the same vector", () => {
    assert.equal(sm4Encrypt(KEY, TEXT, IV), "sm4ctr$AAECAwQFBgcICQoLDA0OD5kmSjCHYBqMPMGA");
  });

  it("decrypts what blue-krill 3.1.1 encrypted", () => {
    assert.equal(sm4Decrypt(KEY, "sm4ctr$0HFB5foGkqodIB4fGUjvURjtIQ17lVki2ZNc"), TEXT);
  });

  it("gives another text with another key", () => {
    assert.notEqual(sm4Decrypt(OTHER, sm4Encrypt(KEY, TEXT)), TEXT);
  });
});
