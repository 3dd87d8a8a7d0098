import assert from "node:assert/strict";
import { test } from "node:test";
import { imageTag } from "../../../policy/rules/image-tag.ts";
import { creates, namesOf } from "./steps.ts";

function refused(type: string, inputs: Record<string, unknown>): string[] {
  return namesOf(imageTag.check([creates(type, "web", inputs)]));
}

function pod(image: string) {
  return {
    spec: { template: { spec: { containers: [{ image: "sample:1" }], initContainers: [{ image }] } } },
  };
}

test("a container has a version", () => {
  const place = ["web spec.template.spec.initContainers[0].image"];
  const unpinned = ["sample", "sample:latest", "registry.example.com:5000/team/sample"];
  for (const type of ["apps/v1:Deployment", "apps/v1:StatefulSet", "apps/v1:DaemonSet", "batch/v1:Job"]) {
    for (const image of unpinned) {
      assert.deepEqual(refused(`kubernetes:${type}`, pod(image)), place, `${type} ${image}`);
    }
    for (const image of ["sample:1.2", "registry.example.com:5000/team/sample:1", "sample@sha256:00"]) {
      assert.deepEqual(refused(`kubernetes:${type}`, pod(image)), [], `${type} ${image}`);
    }
  }
  const cron = { spec: { jobTemplate: { spec: { template: { spec: { containers: [{ image: "a" }] } } } } } };
  assert.equal(refused("kubernetes:batch/v1:CronJob", cron).length, 1);
});

test("an image in Helm values has a version", () => {
  const release = (web: unknown) => refused("kubernetes:helm.sh/v3:Release", { values: { web } });
  assert.deepEqual(release({ image: { repository: "a/b", tag: "latest" } }), ["web values.web.image"]);
  assert.deepEqual(release({ image: { repository: "a/b", tag: "" } }), ["web values.web.image"]);
  assert.deepEqual(release({ image: { repository: "a/b" } }), ["web values.web.image"]);
  assert.deepEqual(release({ image: "a/b:latest" }), ["web values.web.image"]);
  assert.deepEqual(release({ image: { repository: "a/b", tag: "1.0" } }), []);
  assert.deepEqual(release({ image: { repository: "a/b", digest: "sha256:00" } }), []);
  assert.deepEqual(release({ image: "a/b:1.0" }), []);
});

test("other repositories, and what is not known yet, are let be", () => {
  const values = {
    source: { repository: "https://git.example.com/a" },
    image: { tag: "[secret]", repository: "a" },
  };
  assert.deepEqual(refused("kubernetes:helm.sh/v3:Release", { values }), []);
});
