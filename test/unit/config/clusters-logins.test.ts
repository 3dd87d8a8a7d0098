import assert from "node:assert/strict";
import { test } from "node:test";
import { type Problem, renderProblems } from "../../../config/problem.ts";
import { warningsOf } from "../../../config/warnings.ts";
import { inDays, issued, signedToken } from "../../support/certificates.ts";
import { type Section, parsedWith, settingsWith } from "../../support/configuration.ts";

const pairs = issued([
  { name: "ca", isAuthority: true },
  { name: "other-ca", isAuthority: true },
  { name: "old-ca", isAuthority: true, days: [-100, -1] },
  { name: "ending-ca", isAuthority: true, days: [-100, 10] },
  { name: "middle", isAuthority: true, issuer: "ca" },
  { name: "admin", issuer: "ca" },
  { name: "second-admin", issuer: "ca" },
  { name: "below-middle", issuer: "middle" },
  { name: "of-other", issuer: "other-ca" },
  { name: "expired", issuer: "ca", days: [-100, -1] },
  { name: "future", issuer: "ca", days: [2, 100] },
  { name: "ending", issuer: "ca", days: [-100, 10] },
]);

const ca = pairs.ca.certificate;
const apiServers = ["https://10.0.0.10:6443"];
const byCertificate = { mode: "certificate", apiServers, ca, ...pairs.admin };
const byToken = { mode: "token", apiServers, ca, token: signedToken() };
const bcs = { clusterId: "BCS-K8S-10000", projectId: "5c4b4c1ad7b04ddc8d0b1f1f1a2b3c4d" };
const gateway = "https://bcs-api.example.com/clusters/BCS-K8S-10000";
const byBcs = { ...byToken, ...bcs, mode: "bcs" };

/** Two base64 texts as one of both. */
const joined = (...base64: string[]): string =>
  Buffer.concat(base64.map((text) => Buffer.from(text, "base64"))).toString("base64");
const again = (text: string): string => Buffer.from(text).toString("base64");

const kubeconfig = (changes: { cluster?: object; user?: object; context?: object } = {}): string =>
  JSON.stringify({
    "current-context": "admin@east",
    clusters: [{ name: "east", cluster: { server: "https://10.0.0.10:6443/", ...changes.cluster } }],
    contexts: [{ name: "admin@east", context: { cluster: "east", user: "admin", ...changes.context } }],
    users: [{ name: "admin", user: { token: "s3cret-admin", ...changes.user } }],
  });
const byKubeconfig = { mode: "kubeconfig", kubeconfig: kubeconfig() };

/** All problems of a configuration with this initial cluster; none may show a secret. */
function problemsOf(changes: Record<string, Section>): readonly Problem[] {
  const parsed = parsedWith(changes);
  const problems = parsed.ok ? [] : parsed.problems;
  const shown = renderProblems("test", problems);
  for (const { token, key } of Object.values(changes)) {
    for (const secret of [token, key]) if (typeof secret === "string") assert.ok(!shown.includes(secret));
  }
  assert.doesNotMatch(shown, /s3cret|PRIVATE KEY/);
  return problems;
}

const sound: [string, Section][] = [
  ["a certificate of the cluster's authority", byCertificate],
  ["a certificate below an authority in between", { ...byCertificate, ...below() }],
  [
    "an authority that ended beside the one that counts",
    { ...byCertificate, ca: joined(pairs["old-ca"].certificate, ca) },
  ],
  [
    "authorities of servers and of clients",
    { ...byCertificate, ca: joined(pairs["other-ca"].certificate, ca) },
  ],
  ["base64 in lines", { ...byCertificate, ca: ca.replaceAll(/(.{76})/g, "$1\n") }],
  ["a token of a Secret, which does not end", byToken],
  ["a token without an authority", { ...byToken, ca: undefined }],
  ["a bound token", { ...byToken, token: signedToken({ exp: inDays(90), nbf: inDays(-1) }) }],
  ["a cluster of BCS by its API servers", byBcs],
  ["a cluster of BCS by a certificate", { ...byCertificate, ...bcs, mode: "bcs", login: "certificate" }],
  ["BCS's gateway, whose tokens are its own", { ...byBcs, apiServers: [gateway], token: "Zm9vYmFyZm9vYmFy" }],
];

function below(): Section {
  const { certificate, key } = pairs["below-middle"];
  return { certificate: joined(certificate, pairs.middle.certificate), key };
}

for (const [what, initialCluster] of sound) {
  test(`${what} is accepted`, () => {
    assert.deepEqual(problemsOf({ initialCluster }), []);
  });
}

const refused: [string, Section, string, RegExp, RegExp][] = [
  [
    "an expired certificate",
    { ...byCertificate, ...pairs.expired },
    "certificate",
    /^ended on \w+ \d+, \d{4}$/,
    /^base64 < client\.pem \| pulumi config set --path 'initialCluster\.certificate'$/,
  ],
  [
    "a certificate of tomorrow",
    { ...byCertificate, ...pairs.future },
    "certificate",
    /not valid before .*clock/,
    /client\.pem/,
  ],
  [
    "a certificate of another authority",
    { ...byCertificate, ...pairs["of-other"] },
    "certificate",
    /not issued by the authority in ca/,
    /client\.pem/,
  ],
  [
    "a certificate whose authority in between is missing",
    { ...byCertificate, ...pairs["below-middle"] },
    "certificate",
    /not issued by the authority in ca/,
    /client\.pem/,
  ],
  [
    "the key of another certificate of that authority",
    { ...byCertificate, key: pairs["second-admin"].key },
    "key",
    /does not belong to the certificate, which is that of CN=admin$/,
    /^base64 < client\.key \| pulumi config set --secret --path 'initialCluster\.key'$/,
  ],
  [
    "key and certificate swapped",
    { ...byCertificate, certificate: pairs.admin.key, key: pairs.admin.certificate },
    "key",
    /private key/,
    /client\.key/,
  ],
  [
    "key and certificate swapped",
    { ...byCertificate, certificate: pairs.admin.key, key: pairs.admin.certificate },
    "certificate",
    /PEM certificates$/,
    /client\.pem/,
  ],
  [
    "an authority that ended",
    { ...byCertificate, ca: pairs["old-ca"].certificate },
    "ca",
    /^ended on/,
    /^base64 < ca\.pem/,
  ],
  [
    "an authority that is none",
    { ...byCertificate, ca: pairs.admin.certificate },
    "ca",
    /no authority's: that of CN=admin/,
    /ca\.pem/,
  ],
  ["an authority in base64 twice", { ...byToken, ca: again(ca) }, "ca", /base64 twice/, /ca\.pem/],
  [
    "a key in base64 twice",
    { ...byCertificate, key: again(pairs.admin.key) },
    "key",
    /base64 twice/,
    /client\.key/,
  ],
  ["an authority that was cut", { ...byToken, ca: cut(ca) }, "ca", /can't be read/, /ca\.pem/],
  [
    "an authority in PEM",
    { ...byToken, ca: Buffer.from(ca, "base64").toString() },
    "ca",
    /base64 of a PEM/,
    /^base64 < ca\.pem/,
  ],
  [
    "a token that is still base64",
    { ...byToken, token: again(signedToken()) },
    "token",
    /still base64/,
    /^base64 -d < token \| pulumi config set --secret --path 'initialCluster\.token'$/,
  ],
  [
    "a token with a line end",
    { ...byToken, token: `${signedToken()}\n` },
    "token",
    /on one line/,
    /--secret/,
  ],
  [
    "a token of two parts",
    { ...byToken, token: signedToken().replace(/\.[^.]+$/, "") },
    "token",
    /three parts/,
    /--secret/,
  ],
  [
    "a token of three parts that say nothing",
    { ...byToken, token: "a.b.c" },
    "token",
    /three parts/,
    /--secret/,
  ],
  [
    "a token that ended",
    { ...byToken, token: signedToken({ exp: inDays(-1) }) },
    "token",
    /^of system:serviceaccount:blueking:bk-paasengine ended on/,
    /--secret/,
  ],
  [
    "a token of tomorrow",
    { ...byToken, token: signedToken({ nbf: inDays(1) }) },
    "token",
    /not valid before/,
    /--secret/,
  ],
  [
    "a token without an issuer",
    { ...byToken, token: signedToken({ iss: undefined }) },
    "token",
    /no issuer/,
    /--secret/,
  ],
  [
    "a token of a person",
    { ...byToken, token: signedToken({ sub: "jane" }) },
    "token",
    /no system:serviceaccount/,
    /--secret/,
  ],
  [
    "a token of nobody's form for API servers of BCS",
    { ...byBcs, token: "Zm9vYmFyZm9vYmFy" },
    "token",
    /three parts/,
    /--secret/,
  ],
  [
    "BCS's gateway to another cluster",
    { ...byBcs, apiServers: [gateway.replace("10000", "10001")] },
    "apiServers[0]",
    /not to BCS-K8S-10000/,
    /'https:\/\/bcs-api\.example\.com\/clusters\/BCS-K8S-10000'$/,
  ],
  [
    "BCS's gateway beside an API server",
    { ...byBcs, apiServers: [gateway, ...apiServers] },
    "apiServers",
    /gateway of BCS alone/,
    /rm --path 'initialCluster\.apiServers\[1\]'/,
  ],
  [
    "token and certificate at once",
    { ...byBcs, ...pairs.admin },
    "certificate",
    /belongs to login certificate/,
    /config rm/,
  ],
  [
    "a certificate without its key",
    { ...byCertificate, key: undefined },
    "key",
    /is missing: Key/,
    /--secret/,
  ],
  [
    "a certificate without its authority",
    { ...byCertificate, ca: undefined },
    "ca",
    /is missing/,
    /^base64 < ca\.pem/,
  ],
  ["no API server", { ...byToken, apiServers: [] }, "apiServers", /at least one/, /apiServers/],
  [
    "an API server without http",
    { ...byToken, apiServers: ["10.0.0.10:6443"] },
    "apiServers[0]",
    /http\(s\) address/,
    /apiServers\[0\]/,
  ],
];

function cut(base64: string): string {
  const text = Buffer.from(base64, "base64").toString();
  return again(text.replace(/[^\n]+\n-----END/, "-----END"));
}

for (const [what, initialCluster, field, rule, fix] of refused) {
  test(`${what} is refused at ${field}, with the rule and a command`, () => {
    const key = `initialCluster.${field}`;
    const problem = problemsOf({ initialCluster }).find((found) => found.key === key);
    assert.ok(problem, `no problem for ${key}`);
    assert.match(problem.rule, rule);
    assert.match(problem.fix ?? "", fix);
  });
}

test("everything that is wrong with several clusters is told at once, each by its key", () => {
  const problems = problemsOf({
    initialCluster: { ...byCertificate, key: pairs["second-admin"].key, ca: pairs["of-other"].certificate },
    appClusters: {
      east: { ...byToken, token: signedToken({ exp: inDays(-1) }) },
      west: { ...byCertificate, ...pairs.expired },
      north: byToken,
    },
  });
  assert.deepEqual(problems.map(({ key }) => key).sort(), [
    "appClusters.east.token",
    "appClusters.west.certificate",
    ...["ca", "certificate", "key"].map((field) => `initialCluster.${field}`),
  ]);
});

const kubeconfigs: [string, Section, RegExp][] = [
  ["text that is no kubeconfig", { kubeconfig: "s3cret: [" }, /is no YAML/],
  ["a context that there is not", { context: "west" }, /has no context west; there are: admin@east/],
  [
    "a context without its cluster",
    { kubeconfig: kubeconfig({ context: { cluster: "west" } }) },
    /has no cluster west/,
  ],
  [
    "a file of one machine",
    { kubeconfig: kubeconfig({ user: { "client-key": "/home/jane/key" } }) },
    /names a file \(client-key\)/,
  ],
  ["no server", { kubeconfig: kubeconfig({ cluster: { server: 1 } }) }, /as server of cluster east/],
  [
    "an authority that ended",
    { kubeconfig: kubeconfig({ cluster: { "certificate-authority-data": pairs["old-ca"].certificate } }) },
    /authority .* that ended on/,
  ],
];

test("a kubeconfig is accepted, by its current context or another", () => {
  const east = { ...byKubeconfig, context: "admin@east" };
  assert.deepEqual(problemsOf({ appClusters: { east, west: byKubeconfig } }), []);
});

for (const [what, changes, rule] of kubeconfigs) {
  test(`a kubeconfig with ${what} is refused`, () => {
    const [problem, ...others] = problemsOf({ appClusters: { east: { ...byKubeconfig, ...changes } } });
    assert.deepEqual(others, []);
    assert.equal(problem?.key, "appClusters.east.kubeconfig");
    assert.match(problem.rule, rule);
    assert.match(
      problem.fix ?? "",
      /^kubectl config view --flatten --minify --raw \| pulumi config set --secret/,
    );
  });
}

const warned: [string, Section, RegExp][] = [
  [
    "a certificate that ends within 30 days",
    { ...byCertificate, ...pairs.ending },
    /login of bkpaas:initialCluster ends on/,
  ],
  [
    "an authority that does",
    { ...byToken, ca: pairs["ending-ca"].certificate },
    /login of bkpaas:initialCluster ends on/,
  ],
  [
    "a token that does",
    { ...byToken, token: signedToken({ exp: inDays(29) }) },
    /login of bkpaas:initialCluster ends on/,
  ],
  ["a login without an authority", { ...byToken, ca: undefined }, /has no ca/],
  ["an API server at http", { ...byToken, apiServers: ["http://10.0.0.10:8080"] }, /API server at http/],
];

for (const [what, initialCluster, warning] of warned) {
  test(`${what} is taken with a warning`, () => {
    assert.deepEqual(warningsAmong(initialCluster, warning).length, 1);
    const [, other] = sound[initialCluster.mode === "token" ? 5 : 0] ?? [];
    assert.ok(other);
    assert.deepEqual(warningsAmong(other, warning), []);
  });
}

function warningsAmong(initialCluster: Section, form: RegExp): string[] {
  return warningsOf(settingsWith({ initialCluster })).filter((warning) => form.test(warning));
}
