import assert from "node:assert/strict";
import { test } from "node:test";
import { checkSettings, generatePassword } from "../../../sandbox/settings.ts";

test("a password is 24 or more letters and digits", () => {
  assert.match(generatePassword(), /^[A-Za-z0-9]{24,}$/);
});

test("two passwords differ", () => {
  assert.notEqual(generatePassword(), generatePassword());
});

test("settings that lack a port are damaged, and the error says what to do", () => {
  const settings = { checkout: "/here", ports: { mariadb: 20_000 }, passwords: {} };
  assert.throws(() => checkSettings(settings, "/here"), /is damaged: .*make up/);
});

test("settings of another checkout are refused", () => {
  const port = new Proxy({}, { get: () => 20_000 });
  const password = new Proxy({}, { get: () => "secret" });
  const settings = { checkout: "/there", ports: port, passwords: password };
  assert.throws(() => checkSettings(settings, "/here"), /belongs to the checkout \/there/);
  assert.equal(checkSettings(settings, "/there"), settings);
});
