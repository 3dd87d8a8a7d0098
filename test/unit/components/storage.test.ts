import assert from "node:assert/strict";
import { test } from "node:test";
import { endpoint, redisUrl } from "../../../components/storage/url.ts";

test("a Redis address percent-encodes the password", () => {
  const url = redisUrl({ host: "redis", port: 6379, database: 10, password: "a/b@c:d%e?#" });
  assert.equal(url, "redis://:a%2Fb%40c%3Ad%25e%3F%23@redis:6379/10");
  assert.equal(decodeURIComponent(new URL(url).password), "a/b@c:d%e?#");
});

test("a Redis without a password has none in its address", () => {
  assert.equal(redisUrl({ host: "redis", port: 6379, database: 0 }), "redis://redis:6379/0");
});

test("an IPv6 address stands in brackets before a port", () => {
  assert.equal(endpoint("fd00::1", 3306), "[fd00::1]:3306");
  assert.equal(endpoint("[fd00::1]", 3306), "[fd00::1]:3306");
  assert.equal(endpoint("db.example.com", 3306), "db.example.com:3306");
});
