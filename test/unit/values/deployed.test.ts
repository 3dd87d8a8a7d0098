import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import type { StackState, StateResource } from "../../../sandbox/stack/state.ts";
import { manifestsFor, releasesIn } from "../../../sandbox/values/deployed.ts";

/** A secret as `pulumi stack export --show-secrets` writes it. */
function shown(value: unknown): object {
  return {
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    plaintext: JSON.stringify(value),
  };
}

function resource(type: string, name: string, inputs: Record<string, unknown>): StateResource {
  return { urn: `urn:pulumi:prod::bkpaas::${type}::${name}`, type, inputs };
}

const metadata = (name: string, namespace = "paas-system"): object => ({ name, namespace });

const SECRET = "kubernetes:core/v1:Secret";

const resources: StateResource[] = [
  resource(SECRET, "api", {
    metadata: metadata("bkpaas3-apiserver-secrets"),
    stringData: shown({ REDIS_URL: "redis://:word@redis" }),
    __internal: "x",
  }),
  resource(SECRET, "other", { metadata: metadata("of-nobody"), stringData: {} }),
  resource(SECRET, "elsewhere", { metadata: metadata("bkpaas3-apiserver-secrets", "other"), stringData: {} }),
  resource("kubernetes:core/v1:ConfigMap", "map", {
    metadata: metadata("authorities-1"),
    data: { a: "PEM" },
  }),
  resource("kubernetes:helm.sh/v3:Release", "release", {
    name: "bk-paas3",
    namespace: "paas-system",
    chart: "./charts/paas-stack",
    version: "1.0.0",
    timeout: 1800,
    values: {
      apiserver: { envFrom: [{ secretRef: { name: "bkpaas3-apiserver-secrets" } }], nodeSelector: null },
      volumes: [{ configMap: { name: shown("authorities-1") } }],
    },
  }),
];

test("a release's values are those of its last installation, secrets and nulls included", () => {
  assert.deepEqual(releasesIn(resources), [
    {
      name: "bk-paas3",
      namespace: "paas-system",
      chart: "./charts/paas-stack",
      version: "1.0.0",
      repository: "",
      timeout: 1800,
      values: {
        apiserver: { envFrom: [{ secretRef: { name: "bkpaas3-apiserver-secrets" } }], nodeSelector: null },
        volumes: [{ configMap: { name: "authorities-1" } }],
      },
    },
  ]);
});

test("the namespace, and what the values name in it, has to exist first", () => {
  assert.deepEqual(manifestsFor(releasesIn(resources), resources), [
    { apiVersion: "v1", kind: "Namespace", metadata: { name: "paas-system" } },
    {
      apiVersion: "v1",
      kind: "Secret",
      metadata: metadata("bkpaas3-apiserver-secrets"),
      stringData: { REDIS_URL: "redis://:word@redis" },
    },
    { apiVersion: "v1", kind: "ConfigMap", metadata: metadata("authorities-1"), data: { a: "PEM" } },
  ]);
});

test("secrets that the CLI does not show stop everything", () => {
  const file = path.join(
    import.meta.dirname,
    "../../contract/recorded/official-kubernetes/state-after-create.json",
  );
  const { deployment } = JSON.parse(readFileSync(file, "utf8")) as StackState;
  assert.throws(() => releasesIn(deployment.resources ?? []), /does not show the secrets.*passphrase/);
});
