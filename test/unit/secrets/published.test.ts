import assert from "node:assert/strict";
import { test } from "node:test";
import { publishedName } from "../../../config/secrets/published.ts";

/** Published keys in pieces that are no key, by a part of where they are published. */
const SAMPLES: readonly (readonly [pieces: readonly string[], place: RegExp])[] = [
  [
    ["Q3NyY0V3cFpTUlVN", "bHp3RUZMYWtXaEdO", "dXp3eWZNSkc="],
    /values reference of bk-services, for svc-mysql/,
  ],
  [
    ["U2ViQ1dRc0FiSU9j", "aFBhd0p0emhZQmhx", "RHpDdGdxU1k="],
    /values reference of bk-services, for svc-bkrepo/,
  ],
  [
    ["THD7-GIgbdAQWbhR", "gr7FsXTP8CTkRKiv", "xxfuE9Povrk="],
    /values reference of bk-services, for svc-rabbitmq/,
  ],
  [["SUhDS0pxT1J4dmwy", "cnV1RDV4NDdpaVRV", "ellWN0p0d1o="], /values reference of paas-stack, as BKKRILL/],
  [["vd2y8wgHgoUV", "FegCjh0XIPI8cA46bz"], /values reference of paas-stack, as BK_PAAS3/],
  [
    ["http://some-user:", "some-password@sentry.example.com:80/1766"],
    /values reference of paas-stack, as SENTRY/,
  ],
  [["b3BmRmpwYWNoZH", "..."], /install guide of paas-stack, as PAAS_SERVICE_JWT/],
  [["b3BmRmpwYWNoZJ", "..."], /install guide of paas-stack, as BKKRILL/],
  [["aHn8GHVyN", "..."], /install guide of paas-stack, as BK_PAAS3/],
  [["5b4f4ed9-", "..."], /install guide of paas-stack, as BK_APP_SECRET/],
  [["b2s3WHNSV0VIQkly", "aTk2R1VFSmlacUo4", "VGNMaWVVRWw="], /paas\.encryptKey/],
  [["M2lTzEzUf", "5IWwmsM9T"], /paasServicesJwtClientKey/],
  [["SuDA9wmvXMxi", "POFvW_UztEDy"], /global\.healthzToken/],
  [["kzpTcxbZcYFJ8JSf", "MMWeukCmduj6BPDW"], /bkauth\.encryptKey/],
  [["cUhjQWZsYjNWYk9R", "eGU0SURJYkRFNE9m", "d00yNjMxeXQ="], /bkapigateway\.encryptKey/],
  [["VDV3UHpWUXJSWHBD", "eUhUV2NtTXJOSU9Q", "NUVYdmNocFE="], /bkuser\.encryptSecretKey/],
  [["hebdpx89Ea8Shlxy", "wxps6wX6pxobpIyf", "ded-Q0nww_R="], /SLUG_ENCRYPT_SECRET_KEY/],
  [["giU6ZjPi21M8tXSa", "fB1t2vvQ0qWWValg"], /INTERNAL_AUTH_TOKEN/],
  [["c#@^wce_4blv3p4!)b(y@#gl2", "_xmpc0fy-l7rook1s1^(y^s%w"], /SECRET_KEY of svc-rabbitmq/],
  [["b1ZPY1FDTXV1WGpG", "b0x2cmJKdlVLQW5O", "dnJBb2FscVY="], /svc-otel, as default of BKKRILL/],
  [["f7b58586-5e20-f189", "-7cf5-a020524cda3e"], /svc-otel, as default of METRIC/],
  [["blue", "king"], /default password of all BlueKing charts/],
  [["bk", "paas3"], /RabbitMQ/],
  [["pass", "word"], /sample addresses/],
  [["xx", "xx"], /sample passwords/],
  [["ro", "ot"], /PaaS 2\.0's database/],
  [["no", "body"], /svc-mysql's plan/],
  [["abcd-efgh", "-ijkl-mnop"], /sample application secret/],
  [["your-", "client-key"], /default JWT key/],
  [["your-", "healthz-token"], /default health token/],
  [["your-", "metric-user-token"], /default metrics token/],
  [["your-", "redis-password"], /default Redis password/],
  [["apiserver", "-password"], /existing Redis/],
  [["sentinel", "-password"], /default Sentinel password of chart/],
  [["sentinel-apiserver", "-password"], /default Sentinel password of the existing/],
];

/** The gateway's authorization is an access key and a secret key, in base64. */
const ACCESS_KEY = ["18b61c9c-901b-4ea3", "-89c3-1f74be944b66"].join("");
const SECRET_KEY = ["Us8ZGDXPqk86cwM", "ukYABQqCZLAkM3K"].join("");
const PAIR = Buffer.from(`${ACCESS_KEY}:${SECRET_KEY}`).toString("base64");

for (const [pieces, place] of SAMPLES) {
  test(`a published value is known by where it is published: ${place.source}`, () => {
    assert.match(publishedName(pieces.join("")) ?? "nowhere", place);
    assert.notEqual(publishedName(pieces.join("")), undefined);
  });
}

test("the gateway's authorization of chart bkrepo is known as a whole and in each of its parts", () => {
  for (const value of [`Platform ${PAIR}`, PAIR, ACCESS_KEY, SECRET_KEY]) {
    assert.match(publishedName(value) ?? "nowhere", /gateway\.authorization/);
  }
});

test("a value near a published one is nobody's but its owner's", () => {
  for (const [pieces] of SAMPLES) {
    const value = pieces.join("");
    for (const near of [`${value}0`, value.slice(1), ` ${value}`, value.toUpperCase() + value]) {
      assert.equal(publishedName(near), undefined);
      assert.equal(publishedName(near), undefined);
    }
  }
});

test("no name of a place holds the value", () => {
  for (const [pieces] of SAMPLES.filter(([parts]) => parts.join("").length > 8)) {
    const value = pieces.join("");
    assert.ok(!(publishedName(value) ?? "").includes(value));
  }
});
