import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync } from "node:fs";
import { test } from "node:test";
import type { DiffRequest } from "../../../provider/protocol/provider.ts";
import { type Properties, Secret } from "../../../provider/protocol/value.ts";
import { connect } from "../../../sandbox/plugins/kubernetes/connection.ts";
import { difference } from "../../../sandbox/plugins/kubernetes/difference.ts";
import { withName } from "../../../sandbox/plugins/kubernetes/naming.ts";
import { inputsOfLive, normalise } from "../../../sandbox/plugins/kubernetes/normalise.ts";
import { nameOf } from "../../../sandbox/plugins/kubernetes/object.ts";
import { takeOver } from "../../../sandbox/plugins/kubernetes/ownership.ts";
import { sameQuantity } from "../../../sandbox/plugins/kubernetes/quantity.ts";
import { keepSecrecy } from "../../../sandbox/plugins/kubernetes/secrecy.ts";
import {
  checkSettings,
  compareSettings,
  readSettings,
} from "../../../sandbox/plugins/kubernetes/settings.ts";
import { pruneToShape } from "../../../sandbox/plugins/kubernetes/shape.ts";

const settings = readSettings({});

function kubeconfig(server: string, token = "t0ken"): string {
  return JSON.stringify({
    "current-context": "here",
    contexts: [{ name: "here", context: { cluster: "c", user: "u", namespace: "paas" } }],
    clusters: [{ name: "c", cluster: { server } }],
    users: [{ name: "u", user: { token } }],
  });
}

for (const host of [
  "192.0.2.1",
  "kubernetes.example.com",
  "localhost.example.com",
  "127.0.0.1.example.com",
]) {
  test(`a server at ${host} is refused, with the way out`, () => {
    const text = kubeconfig(`https://${host}:6443`);
    assert.throws(
      () => connect({ ...settings, kubeconfig: text }),
      /pulumi plugin install resource kubernetes/,
    );
  });
}

for (const host of ["127.0.0.1", "127.8.9.10", "localhost", "[::1]"]) {
  test(`a server at ${host} is accepted`, () => {
    const connection = connect({ ...settings, kubeconfig: kubeconfig(`https://${host}:6443`) });
    assert.equal(connection.namespace, "paas");
  });
}

test("a kubeconfig given as text becomes a file for this user only", () => {
  const connection = connect({ ...settings, kubeconfig: kubeconfig("https://127.0.0.1:6443") });
  const file = connection.kubeconfigFile();
  assert.ok(existsSync(file));
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.match(readFileSync(file, "utf8"), /t0ken/);
  assert.equal(connection.kubeconfigFile(), file);
});

test("a setting that this plugin does not have is refused, not ignored", () => {
  const { failures = [] } = checkSettings({ kubeconfig: "x", renderYamlToDirectory: "out", version: "4" });
  assert.deepEqual(
    failures.map((failure) => failure.property),
    ["renderYamlToDirectory"],
  );
});

test("other credentials for the same server replace nothing, another server replaces everything", () => {
  const before = { kubeconfig: kubeconfig("https://127.0.0.1:1") };
  const credentials = compareSettings(before, { kubeconfig: kubeconfig("https://127.0.0.1:1", "other") });
  assert.deepEqual(credentials, { kubeconfig: { kind: "update", replace: false } });
  const server = compareSettings(before, { kubeconfig: kubeconfig("https://127.0.0.1:2") });
  assert.deepEqual(server, { kubeconfig: { kind: "update", replace: true } });
});

test("a Secret's text is kept as base64, and wins over data of the same key", () => {
  const secret = {
    apiVersion: "v1",
    kind: "Secret",
    data: { a: "b2xk", b: "Yg==" },
    stringData: { a: "new" },
  };
  assert.deepEqual(normalise(secret).data, { a: "bmV3", b: "Yg==" });
  assert.equal(normalise(secret).stringData, undefined);
});

test("the data of a Secret is secret without being marked, and a list with a secret item as a whole", () => {
  const secret = keepSecrecy({ kind: "Secret", data: { a: "Yg==" } }, {});
  assert.ok(secret.data instanceof Secret);
  const pod = keepSecrecy(
    { spec: { env: [{ value: "x" }], host: "h" } },
    { spec: { env: [{ value: new Secret("x") }], host: "h" } },
  );
  const { env, host } = pod.spec as Properties;
  assert.ok(env instanceof Secret);
  assert.equal(host, "h");
});

test("amounts are the same in every spelling", () => {
  assert.ok(sameQuantity("1024Mi", "1Gi"));
  assert.ok(sameQuantity("1000m", 1));
  assert.ok(sameQuantity("0.5", "500m"));
  assert.ok(!sameQuantity("1G", "1Gi"));
  assert.ok(!sameQuantity("a", "a"));
});

test("the live object is seen in the shape and the spelling of the inputs", () => {
  const inputs = {
    spec: { resources: { limits: { memory: "1024Mi" } }, labels: {}, args: ["a"], gone: "x" },
  };
  const live = {
    spec: { resources: { limits: { memory: "1Gi" } }, args: ["b", "added"], added: 1 },
    status: {},
  };
  assert.deepEqual(pruneToShape(live, inputs), {
    spec: { resources: { limits: { memory: "1024Mi" } }, labels: {}, args: ["b"] },
  });
});

const configMap = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a", namespace: "n" } };

function request(live: Properties, inputs: Properties): DiffRequest {
  const { signal } = new AbortController();
  const report = (): void => undefined;
  return { urn: "", id: "n/a", signal, report, oldInputs: {}, oldOutputs: live, inputs };
}

test("a replacement under the same name deletes first, one that was named here does not", () => {
  const live = { ...configMap, data: { a: "1" }, __inputs: { ...configMap, data: { a: "1" } } };
  const named = difference(request(live, { ...configMap, data: { a: "2" } }), settings);
  assert.deepEqual(named, {
    changes: { "data.a": { kind: "update", replace: true } },
    deleteBeforeReplace: true,
  });
  const metadata = { name: "b", namespace: "n", annotations: { "pulumi.com/autonamed": "true" } };
  const unnamed = difference(request(live, { ...configMap, metadata, data: { a: "2" } }), settings);
  assert.equal(unnamed.deleteBeforeReplace, false);
});

test("an imported object keeps what the program does not name", () => {
  const metadata = { ...configMap.metadata, labels: { b: "2" }, managedFields: [{ manager: "helm" }] };
  const live: Properties = { ...configMap, metadata, data: { a: "1" } };
  const imported = { ...live, __inputs: inputsOfLive(live), __fieldManager: "pulumi-kubernetes-00000000" };
  const inputs = { ...configMap, data: { a: "1" } };
  assert.deepEqual(difference(request(imported, inputs), settings).changes, {});
  const changed = difference(request(imported, { ...configMap, data: { a: "2" } }), settings);
  assert.deepEqual(Object.keys(changed.changes), ["data.a"]);
});

test("a name that was made up is kept, and one that was given is left alone", () => {
  const first = withName(configMap, "res", {});
  assert.equal(first, configMap);
  const unnamed = withName({ metadata: {} }, "res", {});
  assert.match(nameOf(unnamed), /^res-[0-9a-f]{8}$/);
  assert.deepEqual(withName({ metadata: {} }, "res", unnamed), unnamed);
});

test("plain writes are taken over with their fields, writes through a subresource are not", () => {
  const created = {
    manager: "pulumi-kubernetes",
    operation: "Update",
    fieldsV1: { "f:data": { "f:a": {} } },
  };
  const edited = { manager: "kubectl-edit", operation: "Update", fieldsV1: { "f:data": { "f:b": {} } } };
  const scaled = {
    manager: "kubectl",
    operation: "Update",
    subresource: "scale",
    fieldsV1: { "f:spec": {} },
  };
  assert.deepEqual(takeOver([created, edited, scaled], "mine"), [
    scaled,
    { manager: "mine", operation: "Apply", fieldsV1: { "f:data": { "f:a": {}, "f:b": {} } } },
  ]);
  assert.equal(takeOver([scaled], "mine"), undefined);
});
