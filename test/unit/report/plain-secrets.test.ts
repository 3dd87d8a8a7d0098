import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutPlainSecrets } from "../../../report/secrets/plain-secrets.ts";

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

test("a password may have in it what no address should, up to the last @ before a quote", () => {
  assert.equal(
    withoutPlainSecrets('["amqp://u:p@ss/w#rd@mq:5672/x", "a@b"] http://h:80/x@y'),
    '["amqp://u:(secret)@mq:5672/x", "a@b"] http://h:80/x@y',
  );
});

test("what is a secret by its name is hidden in JSON, in JSON inside of it, in YAML and among variables", () => {
  const inner = JSON.stringify({ password: "one", user: "a" });
  assert.equal(
    withoutPlainSecrets(JSON.stringify({ token: "two", inner })),
    JSON.stringify({ token: "(secret)", inner: JSON.stringify({ password: "(secret)", user: "a" }) }),
  );
  assert.equal(
    withoutPlainSecrets("user: a\npassword: one\n- token: 'two'\nBK_APP_SECRET=three"),
    "user: a\npassword: (secret)\n- token: (secret)\nBK_APP_SECRET=(secret)",
  );
});

test("a variable with its name beside its value is hidden in JSON, in JSON inside of it and in YAML", () => {
  const variables = (value: string) => [
    { name: "DB_PASSWORD", value },
    { name: "DB_HOST", value: "host" },
  ];
  const json = (value: string): string => JSON.stringify(variables(value));
  assert.equal(withoutPlainSecrets(json('o"n\\e')), json("(secret)"));
  const nested = (value: string): string => JSON.stringify({ env: json(value) });
  assert.equal(withoutPlainSecrets(nested("one")), nested("(secret)"));
  const yaml = (value: string): string =>
    `env:\n  - name: DB_PASSWORD\n    value: ${value}\n  - name: DB_HOST\n    value: host\n`;
  assert.equal(withoutPlainSecrets(yaml("one two")), yaml("(secret)"));
  assert.equal(withoutPlainSecrets(json("new"), json("old")), json("(secret, changed)"));
});

test("a secret of several lines of YAML is hidden with all of them, in YAML inside of it too", () => {
  const file = (secret: string): string =>
    `db:\n  - password: |-\n${secret}    user: a\n  - name: DB_TOKEN\n    value: >\n${secret}    open: |\n      b\n`;
  const lines = "      one\n\n        two\n      three\n";
  const hidden = "      (secret)\n";
  assert.equal(withoutPlainSecrets(file(lines)), file(hidden));
  const outer = (inner: string): string => `file: |\n${inner.replaceAll(/^(?=.)/gm, "  ")}end: 1\n`;
  assert.equal(withoutPlainSecrets(outer(file(lines))), outer(file(hidden)));
  assert.equal(
    withoutPlainSecrets(file(lines.replace("three", "four")), file(lines)),
    file("      (secret, changed)\n"),
  );
});

test("lines that end as on Windows hide as much", () => {
  const yaml = (secret: string): string =>
    `- name: DB_PASSWORD\r\n  value: ${secret}\r\ntoken: ${secret}\r\nkeys:\r\n  token: |\r\n    ${secret}\r\n`;
  assert.equal(withoutPlainSecrets(yaml("one")), yaml("(secret)"));
});

test("what only sounds like a secret stays: sentences, switches, names of Secrets", () => {
  for (const text of [
    "Reset the token: see the documentation",
    "secretName: a\nexistingSecret: b\nautomountServiceAccountToken: false\ntokenTtl: 5",
    '{"passwordKey":"password","tokenEnabled":"true"}',
  ]) {
    assert.equal(withoutPlainSecrets(text), text);
  }
});

test("a secret that is not the one before is told to have changed", () => {
  assert.equal(withoutPlainSecrets('{"token":"b"}', '{"token":"a"}'), '{"token":"(secret, changed)"}');
  assert.equal(withoutPlainSecrets('{"token":"a"}', '{"token":"a"}'), '{"token":"(secret)"}');
});

test("a long text takes no more than its length, whatever is in it", { timeout: 60_000 }, () => {
  const json = JSON.stringify(
    Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`key${at}`, "a value"])),
  );
  const texts = [
    JSON.stringify({ json }),
    "a".repeat(500_000),
    "\\".repeat(500_000),
    '\\"a\\":\\"'.repeat(100_000),
    '\\"name\\":\\"a\\",\\"value\\":\\"'.repeat(20_000),
    "- name: a\n".repeat(50_000),
    "text: |\n\n\n".repeat(50_000),
    "text: |\n  line\n".repeat(50_000),
  ];
  for (const text of texts) assert.equal(withoutPlainSecrets(text), text);
});
