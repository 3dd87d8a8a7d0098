import assert from "node:assert/strict";
import { test } from "node:test";
import { parseReference } from "../../../../config/images/reference.ts";
import { parseChallenge, tokenUrl } from "../../../../sandbox/registry/challenge.ts";
import { manifestUrl } from "../../../../sandbox/registry/manifest.ts";

const DOCKER_HUB =
  'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:library/redis:pull"';

function placeOf(
  header: string,
  asked = "https://registry.example.com/v2/a/manifests/1",
  isSecret = true,
): string {
  const challenge = parseChallenge(header);
  assert.ok(challenge);
  return String(tokenUrl(challenge, "a", new URL(asked), isSecret));
}

test("a registry's words for where a token is, are sent there", () => {
  assert.equal(
    decodeURIComponent(placeOf(DOCKER_HUB)),
    "https://auth.docker.io/token?service=registry.docker.io&scope=repository:library/redis:pull",
  );
});

test("the scope is the repository where the registry names none", () => {
  const place = placeOf('bearer realm="https://registry.example.com/token?account=x"');
  assert.equal(
    decodeURIComponent(place),
    "https://registry.example.com/token?account=x&scope=repository:a:pull",
  );
});

for (const header of [`Basic realm="a", ${DOCKER_HUB}`, `${DOCKER_HUB}, Basic realm="a"`]) {
  test(`of two challenges the one of tokens counts: ${header.slice(0, 12)}`, () => {
    const challenge = parseChallenge(header);
    assert.equal(challenge?.scheme, "Bearer");
    assert.equal(challenge.parameters.realm, "https://auth.docker.io/token");
  });
}

test("a password is a challenge, another scheme is none", () => {
  assert.equal(parseChallenge('Basic realm="registry"')?.scheme, "Basic");
  assert.equal(parseChallenge("Negotiate"), undefined);
  assert.equal(parseChallenge(""), undefined);
});

test("an account of a registry with TLS is sent nowhere unencrypted", () => {
  const header = 'Bearer realm="http://registry.example.com/token"';
  assert.throws(() => placeOf(header), /unencrypted, to registry\.example\.com/);
  assert.match(placeOf(header, undefined, false), /^http:/);
  assert.match(placeOf(header, "http://registry.example.com/v2/a/manifests/1"), /^http:/);
});

const manifests: [string, string][] = [
  ["redis:7", "https://registry-1.docker.io/v2/library/redis/manifests/7"],
  ["registry.example.com:5000/a/b:1", "https://registry.example.com:5000/v2/a/b/manifests/1"],
  ["127.0.0.1:5000/a:1", "http://127.0.0.1:5000/v2/a/manifests/1"],
  ["localhost/a:1", "http://localhost/v2/a/manifests/1"],
  ["plain.example.com:80/a:1", "http://plain.example.com/v2/a/manifests/1"],
  ["127.0.0.1.example.com/a:1", "https://127.0.0.1.example.com/v2/a/manifests/1"],
  [
    `a.example.com/a:1@sha256:${"0".repeat(64)}`,
    `https://a.example.com/v2/a/manifests/sha256:${"0".repeat(64)}`,
  ],
];

for (const [reference, url] of manifests) {
  test(`${reference.slice(0, 40)} is asked for at ${new URL(url).origin}`, () => {
    const plain = new Set(["plain.example.com:80"]);
    assert.equal(String(manifestUrl(parseReference(reference), plain)), url);
  });
}
