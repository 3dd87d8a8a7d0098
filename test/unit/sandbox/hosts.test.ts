import assert from "node:assert/strict";
import { test } from "node:test";
import { resolvableNames } from "../../../config/names.ts";
import { hostsLines } from "../../../sandbox/commands/hosts.ts";
import { settingsWith } from "../../support/configuration.ts";

test("make hosts gives every name of browsers the address that is said", () => {
  const settings = settingsWith({});
  const lines = hostsLines(settings, "192.0.2.7");
  assert.deepEqual(
    lines,
    resolvableNames(settings).browsers.map((name) => `192.0.2.7 ${name}`),
  );
  assert.ok(lines.includes("192.0.2.7 bkpaas.paas.example.com"));
});

test("make hosts takes the address of the pods where none is said, never that of a Service", () => {
  const lines = (dns: object) => hostsLines(settingsWith({ addresses: { dns } }), undefined);
  assert.match(lines({ mode: "hostAliases", ip: "10.0.0.10" })[0] ?? "", /^10\.0\.0\.10 /);
  assert.match(lines({ mode: "coredns", target: "10.0.0.11" })[0] ?? "", /^10\.0\.0\.11 /);
  assert.throws(() => lines({ mode: "coredns", target: "ingress/nginx" }), /make hosts IP=<address>/);
});

test("make hosts refuses what is no address", () => {
  assert.throws(() => hostsLines(settingsWith({}), "ingress"), /ingress is no IP address/);
});
