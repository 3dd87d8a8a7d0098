import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { stringify } from "yaml";
import { complaints } from "../support/leaks/allow-list.ts";
import { type Finding, scan } from "../support/leaks/scanner.ts";

type Encoding = (secret: string) => string;
type Place = (text: string) => Buffer;

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const base64url = (text: string): string => Buffer.from(text).toString("base64url");
const hex = (text: string): string => Buffer.from(text).toString("hex");

/** Lengths of what stands before a secret: every one moves its base64 to another offset. */
const OFFSETS = ["", "u", "u:"];
const around = (secret: string): string[] => OFFSETS.map((before) => `${before}${secret}@host`);

/** What encoders write, by the name that a finding gives it. */
const encodings: Readonly<Record<string, readonly Encoding[]>> = {
  plain: [(secret) => secret],
  base64: OFFSETS.flatMap((_, offset) => [base64, base64url].map(at(offset))),
  "double base64": OFFSETS.flatMap((_, outer) =>
    OFFSETS.flatMap((_, inner) =>
      [base64, base64url].map((encode): Encoding => (secret) => {
        const once = encode(around(secret)[inner] ?? "");
        return encode(around(once)[outer] ?? "");
      }),
    ),
  ),
  hex: [hex, (secret) => hex(secret).toUpperCase()],
  "URL-encoded": [
    encodeURIComponent,
    (secret) => new URLSearchParams({ secret }).toString(),
    (secret) => Object.assign(new URL("redis://user@host"), { password: secret }).href,
    (secret) => encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase()),
    (secret) => hex(secret).replace(/../g, "%$&"),
    asGo("&+,;=$"),
    asGo("&+=:@$"),
  ],
  "JSON-escaped": [
    (secret) => JSON.stringify({ secret }),
    (secret) => JSON.stringify(secret).replaceAll("<", "\\u003c").replaceAll("&", "\\u0026"),
    (secret) => JSON.stringify(secret).replaceAll("ä", "\\u00e4"),
    (secret) => JSON.stringify(secret).replaceAll("/", "\\/"),
    (secret) => stringify({ secret }, { defaultStringType: "QUOTE_DOUBLE" }),
  ],
  "JSON-escaped twice": [(secret) => JSON.stringify(JSON.stringify({ secret }))],
  "YAML-escaped": [(secret) => stringify({ secret }, { defaultStringType: "QUOTE_SINGLE" })],
  reversed: [(secret) => Array.from(secret).reverse().join("")],
};

/** Go's url.UserPassword and url.PathEscape leave these characters as they are, and no quotes or brackets. */
function asGo(kept: string): Encoding {
  return (secret) =>
    encodeURIComponent(secret)
      .replaceAll("'", "%27")
      .replace(/%../g, (code) =>
        kept.includes(String.fromCharCode(parseInt(code.slice(1), 16))) ? decodeURIComponent(code) : code,
      );
}

function at(offset: number): (encode: Encoding) => Encoding {
  return (encode) => (secret) => encode(around(secret)[offset] ?? "");
}

const secretObject = (data: Record<string, string>): unknown => ({
  kind: "List",
  items: [{ kind: "Secret", metadata: { name: "one" }, data }],
});
const releaseRecord = (text: string): string =>
  base64(gzipSync(JSON.stringify({ manifest: text })).toString("base64"));
const lines = Array.from({ length: 99 }, (_, index) => index ** 3).join("\n");
const noise = gzipSync("what stands before").subarray(0, 30);

/** What a text stands in. */
const places: Readonly<Record<string, Place>> = {
  text: (text) => Buffer.from(`2026-01-01 INFO value=${text} end\n`),
  "binary file": (text) => Buffer.concat([Buffer.from([0, 255, 31, 139, 8]), Buffer.from(text)]),
  gzip: (text) => gzipSync(text),
  "gzip of two members": (text) => Buffer.concat([gzipSync("first"), gzipSync(text)]),
  "gzip cut off": (text) => gzipSync(`${text}\n${lines}`).subarray(0, -40),
  "gzip inside a file": (text) => Buffer.concat([noise, gzipSync(text), Buffer.from("\nafter")]),
  "gzip with a file name": (text) => named(gzipSync(text), "state.json"),
  zstd: (text) => zstdCompressSync(text),
  "zstd inside a file": (text) => Buffer.concat([noise, zstdCompressSync(text), Buffer.from("\nafter")]),
  "gzip in base64": (text) => Buffer.from(`data: ${gzipSync(text).toString("base64")}\n`),
  "base64 over several lines": (text) =>
    Buffer.from(base64(`${"line ".repeat(20)}${text}`).replace(/.{76}/g, "$&\n    ")),
  "Secret as JSON": (text) => Buffer.from(JSON.stringify(secretObject({ key: base64(text) }))),
  "Secret as YAML": (text) => Buffer.from(stringify(secretObject({ key: base64(text) }))),
  "release record of Helm": (text) =>
    Buffer.from(JSON.stringify(secretObject({ release: releaseRecord(text) }))),
  "Secret in the manifest of a release record": (text) =>
    Buffer.from(JSON.stringify(secretObject({ release: releaseRecord(stringify({ data: base64(text) })) }))),
};

/** The same stream with the original file's name in its header, as gzip itself writes it. */
function named(stream: Buffer, name: string): Buffer {
  const header = Buffer.from(stream.subarray(0, 10));
  header[3] = 8;
  return Buffer.concat([header, Buffer.from(`${name}\0`), stream.subarray(10)]);
}

/** Differs from itself in every form. */
const AWKWARD = `p<a/s&s'w"o%r d=ä?+,:`;

const SECRETS = [
  AWKWARD,
  "kT7vQ2mXp9LsD4hWz1RbYc8NfGj5Ue3A",
  "YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXowMTIzNDU=",
  "0f8fad5b-d9cb-469f-a165-70867728950e",
  "redis://:s3cr3t/pass@redis.example.test:6379/0",
  "s3cr3t-8",
];

function found(content: Buffer, secret: string): Finding[] {
  return scan(new Map([["place", content]]), new Map([["key", secret]]));
}

for (const [form, variants] of Object.entries(encodings)) {
  test(`a secret is found ${form}, and called so`, () => {
    for (const encode of variants) {
      const findings = found(Buffer.from(encode(AWKWARD)), AWKWARD);
      assert.ok(
        findings.some((finding) => finding.form === form && finding.place === "place"),
        encode(AWKWARD),
      );
    }
  });
}

for (const [name, place] of Object.entries(places)) {
  test(`a secret is found in ${name}, and none where there is none`, () => {
    for (const secret of SECRETS) {
      assert.notDeepEqual(found(place(secret), secret), []);
      assert.deepEqual(found(place(damaged(secret)), secret), []);
    }
  });
}

/** Half a secret, and one with another character in its middle: neither is the secret. */
function damaged(secret: string): string {
  const half = Math.floor(secret.length / 2);
  return `${secret.slice(0, half)} ${secret.slice(0, half)}_${secret.slice(half + 1)}`;
}

test("every form is found in every place", () => {
  const combinations = Object.entries(places).flatMap(([placeName, place]) =>
    Object.entries(encodings).flatMap(([form, variants]) =>
      variants.flatMap((encode, variant) =>
        SECRETS.map((secret, index) => ({
          name: `secret ${index}, ${form} ${variant}, in ${placeName}`,
          isFound: found(place(encode(secret)), secret).length > 0,
        })),
      ),
    ),
  );
  assert.ok(combinations.length > 2000);
  assert.deepEqual(
    combinations.filter(({ isFound }) => !isFound).map(({ name }) => name),
    [],
  );
});

test("a finding tells which secret stands where, decoded how, and not its value", () => {
  const content = places["release record of Helm"]?.("kT7vQ2mXp9LsD4hWz1RbYc8NfGj5Ue3A") ?? "";
  const secrets = new Map([
    ["jwt", "kT7vQ2mXp9LsD4hWz1RbYc8NfGj5Ue3A"],
    ["encryption", "another secret of the stack"],
  ]);
  assert.deepEqual(scan(new Map([["release", content]]), secrets), [
    { secret: "jwt", place: "release > base64 > base64 > gzip", form: "plain" },
  ]);
});

test("a secret that would be found by chance is refused by its name", () => {
  assert.throws(
    () => scan(new Map(), new Map([["short", "1234567"]])),
    (error: Error) => /short is shorter than 8/.test(error.message) && !error.message.includes("1234567"),
  );
});

test("the allow-list takes exactly as many findings as it says", () => {
  const finding = { secret: "jwt", place: "ConfigMap bkpaas3-env", form: "plain" };
  const allowed = [{ place: /^ConfigMap /, reason: "the chart has no other way", count: 1 }];
  assert.deepEqual(complaints([finding], allowed), []);
  assert.match(complaints([finding, finding], allowed).join("\n"), /2 in \^ConfigMap {2}instead of 1/);
  assert.match(complaints([], allowed).join("\n"), /0 in .* instead of 1 \(the chart has no other way\)/);
});

test("what the allow-list does not name is told", () => {
  const finding = { secret: "jwt", place: "terminal", form: "base64" };
  assert.deepEqual(complaints([finding], []), ["jwt in terminal (base64)"]);
});
