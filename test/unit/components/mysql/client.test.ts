import assert from "node:assert/strict";
import { test } from "node:test";
import { clientOptions } from "../../../../components/storage/mysql/client.ts";

const login = { host: "db", port: 3306, user: "root", password: "p", tls: undefined };

test("the password is quoted for an option file", () => {
  const options = clientOptions({ ...login, password: String.raw`a"b\c #d` }, "/ca.pem");
  assert.match(options, /^password="a\\"b\\\\c #d"$/m);
});

test("an IPv6 address has no brackets, which the client does not know", () => {
  assert.match(clientOptions({ ...login, host: "[fd00::1]" }, "/ca.pem"), /^host="fd00::1"$/m);
});

const ways = [
  [undefined, [/get-server-public-key="ON"/], [/ssl/]],
  [{ verify: "full" }, [/ssl-mode="VERIFY_IDENTITY"/], [/ssl-ca/]],
  [{ verify: "none" }, [/ssl-mode="REQUIRED"/], [/ssl-ca/]],
  [{ verify: "full", ca: "PEM" }, [/ssl-mode="VERIFY_IDENTITY"/, /^ssl-ca="\/ca.pem"$/m], []],
] as const;

for (const [tls, present, absent] of ways) {
  test(`TLS ${tls ? JSON.stringify(tls) : "off"} is said to the client`, () => {
    const options = clientOptions({ ...login, tls }, "/ca.pem");
    for (const form of present) assert.match(options, form);
    for (const form of absent) assert.doesNotMatch(options, form);
  });
}
