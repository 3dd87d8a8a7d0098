import assert from "node:assert/strict";
import { test } from "node:test";
import { stringify } from "yaml";
import { imagesIn } from "../support/images-in.ts";

const DIGEST = `sha256:${"0".repeat(64)}`;

function referencesIn(...manifests: object[]): string[] {
  const text = manifests.map((manifest) => stringify(manifest)).join("---\n");
  return imagesIn(text).map(({ reference }) => reference);
}

function pod(container: object): object {
  return { kind: "Pod", metadata: { name: "web" }, spec: { initContainers: [container] } };
}

test("an image is found by its field, however short", () => {
  assert.deepEqual(referencesIn(pod({ name: "wait", image: "busybox" })), ["busybox"]);
});

test("it is told where an image stands", () => {
  const [found] = imagesIn(stringify(pod({ image: "a.example.com/b:1" })));
  assert.equal(found?.place, "Pod/web spec.initContainers.0.image");
});

test("an image is found in variables, by their names or by its form", () => {
  const env = [
    { name: "APP_IMAGE", value: "slug-app" },
    { name: "RUNNER", value: `hub.example.com:5000/a/b:v1.0@${DIGEST}` },
    { name: "BUILDER", value: "bkpaas/slugbuilder:latest" },
    { name: "REPOSITORY", valueFrom: { secretKeyRef: { name: "a", key: "B_IMAGE" } } },
  ];
  assert.deepEqual(referencesIn(pod({ env })), [
    "slug-app",
    `hub.example.com:5000/a/b:v1.0@${DIGEST}`,
    "bkpaas/slugbuilder:latest",
  ]);
});

test("an image is found in ConfigMaps and Secrets", () => {
  const metadata = { name: "envs" };
  const data = { PAAS_APP_IMAGE: "slug-app:1" };
  const encoded = { A: Buffer.from("hub.example.com/a:1").toString("base64") };
  assert.deepEqual(
    referencesIn({ kind: "ConfigMap", metadata, data }, { kind: "Secret", metadata, data: encoded }),
    ["slug-app:1", "hub.example.com/a:1"],
  );
});

test("addresses and names of other things are no images", () => {
  const texts = [
    ...["http://bkapi.example.com:80/api/{api_name}", "docker.example.com:80", "redis://:a@host:6379/0"],
    ...["app.kubernetes.io/name", "system:serviceaccounts/a", "bkpaas/docker", "10.0.0.0/8", "*/30 * * * *"],
    ...["generic,docker:a/b", "/data/bkapp/logs:ro"],
  ];
  assert.deepEqual(referencesIn(pod({ args: texts })), []);
});
