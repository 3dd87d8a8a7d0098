import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutPlainSecrets } from "../../../report/plain-secrets.ts";

test("the password of an address is hidden, and nothing else of it", () => {
  assert.equal(
    withoutPlainSecrets("a: smtp://mailer:hunter2@mail:25/x\nb: amqp://:hunter2@mq http://u:p@h"),
    "a: smtp://mailer:(secret)@mail:25/x\nb: amqp://:(secret)@mq http://u:(secret)@h",
  );
});

test("a private key is hidden, on several lines and where its end is missing", () => {
  const key = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----";
  assert.equal(withoutPlainSecrets(`x ${key} y ${key}`), "x (private key) y (private key)");
  assert.equal(withoutPlainSecrets("-----BEGIN PRIVATE KEY-----\nMIIE"), "(private key)");
});

test("an address without a password stays as it is", () => {
  const text = "http://mail@example.test:25/a:b@c and image@sha256:00 and https://a.test/?q=x:y@z";
  assert.equal(withoutPlainSecrets(text), text);
});
