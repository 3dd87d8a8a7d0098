import assert from "node:assert/strict";
import { test } from "node:test";
import {
  amqpUrl,
  elasticsearchHosts,
  httpUrl,
  redisUrl,
  sentinelUrl,
} from "../../../components/storage/url.ts";
import { endpoint } from "../../../config/host.ts";

const AWKWARD = "a/b@c:d%e?#";
const ENCODED = "a%2Fb%40c%3Ad%25e%3F%23";
const redis = { host: "redis", port: 6379, database: 10 };
const amqp = { host: "mq", port: 5672, virtualHost: "bkpaas3", user: "u", password: "p" };
const es = { scheme: "http", host: "es", port: 9200 } as const;

/** What a builder makes of which settings. */
const table: readonly [string, string, string][] = [
  ["Redis without a password", redisUrl(redis), "redis://redis:6379/10"],
  ["Redis with a password", redisUrl({ ...redis, password: AWKWARD }), `redis://:${ENCODED}@redis:6379/10`],
  ["Redis on IPv6", redisUrl({ ...redis, host: "fd00::1" }), "redis://[fd00::1]:6379/10"],
  [
    "Redis with TLS",
    redisUrl({ ...redis, password: "p", tls: { verify: "full" } }),
    "rediss://:p@redis:6379/10?ssl_cert_reqs=required",
  ],
  [
    "Redis with TLS that is not verified",
    redisUrl({ ...redis, tls: { verify: "none" } }),
    "rediss://redis:6379/10?ssl_cert_reqs=none",
  ],
  [
    "Redis with an authority of its own",
    redisUrl({ ...redis, tls: { verify: "full", ca: "PEM" } }),
    "rediss://redis:6379/10?ssl_cert_reqs=required&ssl_ca_certs=%2Fetc%2Fbkpaas%2Fauthorities%2Fredis.pem",
  ],
  [
    "Redis behind Sentinels",
    sentinelUrl(["s0:26379", "s1:26379"], 11, AWKWARD),
    `sentinel://:${ENCODED}@s0:26379/11;sentinel://:${ENCODED}@s1:26379/11`,
  ],
  ["Sentinels without a password", sentinelUrl(["s0:26379"], 11), "sentinel://s0:26379/11"],
  ["RabbitMQ", amqpUrl(amqp), "amqp://u:p@mq:5672/bkpaas3"],
  [
    "RabbitMQ with awkward names",
    amqpUrl({ ...amqp, virtualHost: "/", user: AWKWARD, password: AWKWARD }),
    `amqp://${ENCODED}:${ENCODED}@mq:5672/%2F`,
  ],
  [
    "RabbitMQ with TLS",
    amqpUrl({ ...amqp, port: 5671, tls: { verify: "full" } }),
    "amqps://u:p@mq:5671/bkpaas3",
  ],
  ["ElasticSearch without an account", elasticsearchHosts(es), "[{host='es', port='9200'}]"],
  [
    "ElasticSearch with an account",
    elasticsearchHosts({ ...es, auth: "elastic:p" }),
    "[{host='es', port='9200', http_auth='elastic:p'}]",
  ],
  [
    "ElasticSearch with a quote in its password",
    elasticsearchHosts({ ...es, auth: `u:a'b"c\\d` }),
    String.raw`[{host='es', port='9200', http_auth="u:a'b\"c\\d"}]`,
  ],
  [
    "ElasticSearch with TLS and an authority of its own",
    elasticsearchHosts({ ...es, scheme: "https", hasAuthority: true }),
    "[{host='es', port='9200', use_ssl=true, ca_certs='/etc/bkpaas/authorities/elasticsearch.pem'}]",
  ],
  ["an HTTP address", httpUrl("https", "es", 9200), "https://es:9200"],
  ["an endpoint", endpoint("db.example.com", 3306), "db.example.com:3306"],
  ["an endpoint on IPv6", endpoint("fd00::1", 3306), "[fd00::1]:3306"],
  ["an endpoint on IPv6 with brackets", endpoint("[fd00::1]", 3306), "[fd00::1]:3306"],
];

for (const [what, built, expected] of table) {
  test(`${what}: ${expected}`, () => {
    assert.equal(built, expected);
  });
}

test("what was encoded is decoded again by a client's reader of addresses", () => {
  const url = new URL(amqpUrl({ ...amqp, user: AWKWARD, password: AWKWARD }));
  assert.equal(decodeURIComponent(url.username), AWKWARD);
  assert.equal(decodeURIComponent(url.password), AWKWARD);
});
