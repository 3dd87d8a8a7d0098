import assert from "node:assert/strict";
import { test } from "node:test";
import { imageNames, imageOf } from "../../../config/images.ts";

test("the platform's images come from one registry, those of stores from another", () => {
  const settings = {
    registry: "hub.example.com/blueking",
    storeRegistry: "mirror.example.com/library",
    tags: {},
  };
  const from = (registry: string) =>
    imageNames.filter((name) => imageOf(settings, name).repository.startsWith(`${registry}/`));
  assert.deepEqual(from("mirror.example.com/library"), [
    "mysql-8.0",
    "mysql-5.7",
    "redis",
    "rabbitmq",
    "elasticsearch",
  ]);
  assert.equal(from("hub.example.com/blueking").length, imageNames.length - 5);
});

test("without a mirror the images of stores are the official ones", () => {
  assert.equal(imageOf({ registry: "r", tags: {} }, "redis").repository, "docker.io/library/redis");
});

test("both series of MySQL are one repository", () => {
  const settings = { registry: "r", tags: {} };
  assert.equal(imageOf(settings, "mysql-8.0").repository, imageOf(settings, "mysql-5.7").repository);
});

test("every tag is exact, and another can be named", () => {
  const settings = { registry: "r", tags: { redis: "6.2.24" } };
  for (const name of imageNames) assert.match(imageOf(settings, name).tag, /^\d+\.\d+\.\d+/, name);
  assert.equal(imageOf(settings, "redis").tag, "6.2.24");
});
